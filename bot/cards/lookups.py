"""The look-up commands: free text in, a card out. Every platform calls these."""

from __future__ import annotations

from datetime import date
from typing import cast, get_args

from bot.cards.alliances import alliances_card
from bot.cards.open import open_card
from bot.cards.paradoxes import paradoxes_card
from bot.cards.sources import sources_card
from bot.cards.timeline import on_this_day_card
from bot.core.card import Card, Option, Route
from bot.core.dates import read_date
from bot.core.edtf import Edtf
from bot.core.pack import EventKind, Pack
from bot.core.reading.problems import did_you_mean
from bot.core.search import Match, find_actor
from bot.errors import BadInput, Unclear

MAX_NAME = 100


def why(pack: Pack, actor: str, backs: str, on: str, today: date) -> Card:
    when = _date(on, today)
    return open_card(pack, _with_actors(pack, "why", (actor, backs), _arg(when)))


def actor(pack: Pack, name: str) -> Card:
    return open_card(pack, _with_actors(pack, "actor", (name,)))


def alliance(pack: Pack, one: str, other: str, on: str, today: date) -> Card:
    when = _date(on, today)
    return open_card(pack, _with_actors(pack, "alliance", (one, other), _arg(when)))


def alliances(pack: Pack, side: str, on: str, today: date) -> Card:
    when = _date(on, today)
    if not side:
        return alliances_card(pack, None, when)
    named = [actor.id for actor in _find(pack, side).actors if actor.id in pack.header.sides]
    if len(named) == 1:
        return alliances_card(pack, named[0], when)
    sides = [pack.actors[each] for each in pack.header.sides]
    raise Unclear(
        f"“{side}” is no side of this conflict; choose {' or '.join(s.name for s in sides)}.",
        [Option(each.name, Route("alliances", (each.id, _arg(when)))) for each in sides],
    )


def paradoxes(pack: Pack, on: str, today: date) -> Card:
    return paradoxes_card(pack, _date(on, today))


def timeline(pack: Pack, actor: str, since: str, until: str, kind: str, today: date) -> Card:
    start, end = _date(since, today), _date(until, today)
    if start and end and end.last_end < start.first_start:
        raise BadInput(f"{until} is before {since}; swap the two dates.")
    filters = (_arg(start), _arg(end), _kind(kind) or "")
    if not actor:
        return open_card(pack, Route("timeline", ("", *filters)))
    return open_card(pack, _with_actors(pack, "timeline", (actor,), *filters))


def on_this_day(pack: Pack, on: str, today: date) -> Card:
    when = _date(on, today)
    if when is None:
        return on_this_day_card(pack, today)
    if when.first_start != when.last_end:
        raise BadInput(f"“{on}” is more than a day; write one like 2020-09-27.")
    return on_this_day_card(pack, when.first_start)


def sources(pack: Pack, about: str) -> Card:
    """About an actor by name, or about any subject by its id."""
    if not about or about in (pack.header.id, *pack.alliances, *pack.events, *pack.explainers):
        return sources_card(pack, about)
    return open_card(pack, _with_actors(pack, "sources", (about,)))


def _date(text: str, today: date) -> Edtf | None:
    return read_date(text, today) if text else None


def _arg(when: Edtf | None) -> str:
    """How a route carries a date."""
    return when.text if when else ""


def _kind(text: str) -> EventKind | None:
    kinds = get_args(EventKind)
    word = text.strip().casefold()
    if word and word not in kinds:
        remedy = did_you_mean(word, kinds).replace("`", "“", 1).replace("`", "”", 1)
        raise BadInput(f"There is no kind “{text}”{remedy or '; choose from ' + ', '.join(kinds)}")
    return cast(EventKind, word) if word else None


def _with_actors(pack: Pack, kind: str, names: tuple[str, ...], *rest: str) -> Route:
    """The route to a card about the actors named, with the *rest* of its arguments.

    Raises:
        Unclear: a name fits several actors or none; the options complete the same question.
        BadInput: two names mean the same actor.
    """
    matches = [_find(pack, name) for name in names]
    best = [(match.actors or match.near)[:1] for match in matches]
    for place, (name, match) in enumerate(zip(names, matches, strict=True)):
        if len(match.actors) != 1:
            others = [found[0].id if found else "" for found in best]
            options = [
                Option(
                    candidate.name,
                    Route(kind, (*others[:place], candidate.id, *others[place + 1 :], *rest)),
                )
                for candidate in match.actors or match.near
            ]
            complete = all((*others[:place], *others[place + 1 :]))
            raise Unclear(_question(name, match), options if complete else ())
    named = [match.actors[0] for match in matches]
    if len(set(named)) < len(named):
        raise BadInput(f"Both names mean {named[0].mention}; name two different ones.")
    return Route(kind, (*(each.id for each in named), *rest))


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
    return f"I do not know “{name}”; the list of names opens as you type, or see help."


def _either(actors: tuple[object, ...]) -> str:
    names = [getattr(actor, "name", "") for actor in actors]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"
