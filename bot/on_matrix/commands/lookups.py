"""The look-ups as one table: every argument is text, and out comes a card."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from bot.cards import lookups
from bot.cards.help import ON_MATRIX, about_card
from bot.cards.question import answer_card
from bot.core.card import Card, Option, Route
from bot.core.pack import Pack
from bot.core.queries import is_backing
from bot.core.search import find_actor
from bot.errors import BadInput, Unclear
from bot.on_matrix.commands.arguments import read_stretch, split_date, split_names, words_of
from bot.on_matrix.commands.request import Command, Request
from bot.services.services import Services


class Lookup(NamedTuple):
    """*answer* makes the card of a pack, what was typed and the day it is."""

    name: str
    usage: str
    summary: str
    answer: Callable[[Pack, str, date], Card]


def why(pack: Pack, text: str, today: date) -> Card:
    words, on = split_date(words_of(text), today)
    backer, side = split_names(pack, words)
    if backer and not side:
        raise _which_side(pack, backer)
    if not backer:
        raise BadInput(f"Name who backs, and whom, such as: why {_two(pack)}")
    return lookups.why(pack, backer, side, on, today)


def actor(pack: Pack, text: str, _: date) -> Card:
    name = _bare(text)
    if not name:
        raise BadInput(f"Name whom you mean, such as: actor {_two(pack).split()[0]}")
    return lookups.actor(pack, name)


def alliance(pack: Pack, text: str, today: date) -> Card:
    words, on = split_date(words_of(text), today)
    one, other = split_names(pack, words)
    if not other:
        raise BadInput(f"Name the two whose relation you mean, such as: alliance {_two(pack)}")
    return lookups.alliance(pack, one, other, on, today)


def alliances(pack: Pack, text: str, today: date) -> Card:
    words, on = split_date(words_of(text), today)
    return lookups.alliances(pack, " ".join(words), on, today)


def timeline(pack: Pack, text: str, today: date) -> Card:
    asked = read_stretch(text, today)
    return lookups.timeline(pack, asked.actor, asked.since, asked.until, asked.kind, today)


LOOKUPS = (
    Lookup("why", "ACTOR SIDE [DATE]", "Why X backs Y, where that stops, and what surprises.", why),
    Lookup(
        "actor",
        "NAME",
        "Who someone is, what it says and wants, whom it is with.",
        actor,
    ),
    Lookup("alliance", "ONE OTHER [DATE]", "The relation of any two, phase by phase.", alliance),
    Lookup("alliances", "[SIDE] [DATE]", "Who backed whom at a date.", alliances),
    Lookup(
        "paradoxes",
        "[DATE]",
        "The most surprising alliances, ranked and explained.",
        lambda pack, text, today: lookups.paradoxes(pack, _bare(text), today),
    ),
    Lookup(
        "timeline",
        "[ACTOR] [from DATE] [to DATE] [KIND]",
        "What happened, by actor, date or kind.",
        timeline,
    ),
    Lookup(
        "onthisday",
        "[DATE]",
        "What happened on this day of the year.",
        lambda pack, text, today: lookups.on_this_day(pack, _bare(text), today),
    ),
    Lookup("ask", "QUESTION", "A question in your own words.", answer_card),
    Lookup(
        "sources",
        "[ACTOR]",
        "The bibliography.",
        lambda pack, text, _: lookups.sources(pack, _bare(text)),
    ),
    Lookup(
        "about",
        "",
        "Where the facts come from and what I stand for.",
        lambda pack, *_: about_card(pack, ON_MATRIX),
    ),
)


def lookup_commands(services: Services) -> list[Command]:
    return [_command(services, lookup) for lookup in LOOKUPS]


def _command(services: Services, lookup: Lookup) -> Command:
    async def answer(request: Request) -> Card:
        return lookup.answer(request.pack, request.text, services.today())

    return Command(lookup.name, lookup.summary, answer, lookup.usage)


def _bare(text: str) -> str:
    """*text* without quotes, and without the signs that end a sentence."""
    return " ".join(words_of(text))


def _two(pack: Pack) -> str:
    """A backing of the pack as it is typed, for an example."""
    backings = ((one.start, one.to) for one in pack.alliances.values() if is_backing(pack, one))
    return " ".join(next(backings, pack.header.sides))


def _which_side(pack: Pack, backer: str) -> BadInput:
    """To be raised where only who backs was named."""
    match = find_actor(pack, backer)
    sides = [pack.actors[side] for side in pack.header.sides]
    if len(match.actors) != 1:
        return BadInput(f"Name two: who backs, and whom, such as: why {backer} {sides[0].name}")
    actor = match.actors[0]
    return Unclear(
        f"Whom does {actor.mention} back? Choose a side.",
        [
            Option(each.name, Route("why", (actor.id, each.id, "")))
            for each in sides
            if each is not actor
        ],
    )
