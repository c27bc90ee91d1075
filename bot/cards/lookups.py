"""The look-up commands: free text in, a card out. Every platform calls these."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import cast, get_args

from bot.cards.open import open_card
from bot.cards.sources import sources_card
from bot.cards.timeline import on_this_day_card
from bot.core.card import Card, Option, Paragraph, Route
from bot.core.dates import NOW, read_date, read_day_of_year
from bot.core.edtf import Edtf
from bot.core.listing import listed
from bot.core.nearest import nearest
from bot.core.pack import Actor, EventKind, Pack
from bot.core.search import Match, find_actor
from bot.errors import BadInput, Unclear

MAX_NAME = 100


def why(pack: Pack, actor: str, backs: str, on: str, today: date) -> Card:
    return _about(pack, "why", (actor, backs), _arg(_date(on, today)))


def actor(pack: Pack, name: str) -> Card:
    return _about(pack, "actor", (name,))


def alliance(pack: Pack, one: str, other: str, on: str, today: date) -> Card:
    return _about(pack, "alliance", (one, other), _arg(_date(on, today)))


def alliances(pack: Pack, side: str, on: str, today: date) -> Card:
    when = _arg(_date(on, today))
    if not side:
        return open_card(pack, Route("alliances", ("", when)))
    named = [actor.id for actor in _find(pack, side).actors if actor.id in pack.header.sides]
    if len(named) == 1:
        return open_card(pack, Route("alliances", (named[0], when)))
    sides = [pack.actors[each] for each in pack.header.sides]
    raise Unclear(
        f"“{side}” is no side of this conflict; choose {' or '.join(s.name for s in sides)}.",
        [Option(each.name, Route("alliances", (each.id, when))) for each in sides],
    )


def paradoxes(pack: Pack, on: str, today: date) -> Card:
    return open_card(pack, Route("paradoxes", (_arg(_date(on, today)),)))


def timeline(pack: Pack, actor: str, since: str, until: str, kind: str, today: date) -> Card:
    start, end = _date(since, today), _date(until, today)
    if start and end and end.last_end < start.first_start:
        raise BadInput(f"{until} is before {since}; swap the two dates.")
    filters = (_arg(start), _arg(end), _kind(kind) or "")
    if not actor:
        return open_card(pack, Route("timeline", ("", *filters)))
    return _about(pack, "timeline", (actor,), *filters)


def on_this_day(pack: Pack, on: str, today: date) -> Card:
    if without_year := read_day_of_year(on):
        return on_this_day_card(pack, without_year)
    when = _date(on, today)
    if when is None:
        return on_this_day_card(pack, today)
    if when.first_start != when.last_end:
        raise BadInput(f"“{on}” is more than a day; write one like 2020-09-27.")
    return on_this_day_card(pack, when.first_start)


def sources(pack: Pack, about: str) -> Card:
    """About an actor by name, or about any other subject by its id."""
    if not about or about in (*pack.alliances, *pack.events, *pack.explainers):
        return sources_card(pack, about)
    return _about(pack, "sources", (about,))


def _date(text: str, today: date) -> Edtf | None:
    """None for now, whether it is said or left out."""
    return read_date(text, today) if text and text.strip().casefold() not in NOW else None


def _arg(when: Edtf | None) -> str:
    """How a route carries a date."""
    return when.text if when else ""


def _kind(text: str) -> EventKind | None:
    kinds = get_args(EventKind)
    word = text.strip().casefold()
    if word and word not in kinds:
        meant = nearest(word, kinds)
        remedy = f"did you mean “{meant}”?" if meant else f"choose from {', '.join(kinds)}."
        raise BadInput(f"There is no kind “{text}”; {remedy}")
    return cast(EventKind, word) if word else None


def _about(pack: Pack, kind: str, names: tuple[str, ...], *rest: str) -> Card:
    """The card about the actors named, with the *rest* of its route's arguments.

    Raises:
        Unclear: a name fits several actors or none; the options complete the same question.
        BadInput: two names mean the same actor.
    """
    matches = [_find(pack, name) for name in names]
    for place, name in enumerate(names):
        if len(matches[place].actors) != 1:
            raise Unclear(_question(name, matches[place]), _choices(kind, matches, place, rest))
    named = [match.actors[0] for match in matches]
    if len(set(named)) < len(named):
        raise BadInput(f"Both names mean {named[0].mention}; name two different ones.")
    card = open_card(pack, Route(kind, (*(each.id for each in named), *rest)))
    mended = [
        Paragraph((f"I read “{name}” as {match.actors[0].mention}.",))
        for name, match in zip(names, matches, strict=True)
        if not match.exact
    ]
    return replace(card, blocks=(*mended, *card.blocks)) if mended else card


def _choices(
    kind: str, matches: Sequence[Match], place: int, rest: tuple[str, ...]
) -> list[Option]:
    """What the unclear name can mean, if that alone is left to decide."""
    before, after = matches[:place], matches[place + 1 :]
    if any(len(match.actors) != 1 for match in (*before, *after)):
        return []
    left, right = ([match.actors[0].id for match in side] for side in (before, after))
    candidates = matches[place].actors or matches[place].near
    return [
        Option(candidate.name, Route(kind, (*left, candidate.id, *right, *rest)))
        for candidate in candidates
    ]


def _find(pack: Pack, name: str) -> Match:
    if len(name) > MAX_NAME:
        raise BadInput(f"A name has at most {MAX_NAME} characters; this one has {len(name)}.")
    return find_actor(pack, name)


def _question(name: str, match: Match) -> str:
    if match.elsewhere:
        return f"“{name}” is not in this pack."
    if match.actors:
        return f"“{name}” can be {_either(match.actors)}. Which one?"
    if match.near:
        return f"I do not know “{name}”. Did you mean {_either(match.near)}?"
    return f"I do not know “{name}”. Try another spelling, or the capital."


def _either(actors: tuple[Actor, ...]) -> str:
    return listed([actor.name for actor in actors], "or")
