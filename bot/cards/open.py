"""From a route, as it stands in a button, to the card it opens."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from typing import NamedTuple, get_args

from bot.cards.actor import actor_card
from bot.cards.alliance import alliance_card
from bot.cards.alliances import alliances_card
from bot.cards.explainer import explainer_card
from bot.cards.help import about_card, help_card
from bot.cards.paradoxes import paradoxes_card
from bot.cards.sources import sources_card
from bot.cards.subjects import subject_of
from bot.cards.timeline import event_card, on_this_day_card, read_month_and_day, timeline_card
from bot.cards.why import why_card
from bot.core.card import Card, Route
from bot.core.edtf import Edtf, parse_edtf
from bot.core.pack import EventKind, Pack
from bot.errors import BadInput

GONE = "That is no longer in the pack; ask again with a command, such as help."


def open_card(pack: Pack, route: Route) -> Card:
    """The card of *route*, whole; which page of it to show is the platform's business.

    Raises:
        BadInput: the pack no longer has what the route names.
    """
    return _open(pack, route.kind, route.args)


@lru_cache(maxsize=512)
def _open(pack: Pack, kind: str, args: tuple[str, ...]) -> Card:
    """Cached, since the same few cards are asked for over and over and a pack never changes."""
    opener = OPENERS.get(kind)
    if opener is None or len(args) != len(opener.takes):
        raise BadInput(GONE)
    try:
        given = [read(pack, arg) for read, arg in zip(opener.takes, args, strict=True)]
    except (KeyError, ValueError):
        raise BadInput(GONE) from None
    return opener.opens(pack, *given)


def _date(_pack: Pack, text: str) -> Edtf | None:
    return parse_edtf(text) if text else None


def _day(_pack: Pack, text: str) -> date:
    return read_month_and_day(text)


def _actor(pack: Pack, name: str) -> str:
    return pack.actors[name].id


def _side(pack: Pack, name: str) -> str | None:
    return pack.header.sides[pack.header.sides.index(name)] if name else None


def _actor_or_all(pack: Pack, name: str) -> str | None:
    return pack.actors[name].id if name else None


def _event(pack: Pack, name: str) -> str:
    return pack.events[name].id


def _explainer(pack: Pack, name: str) -> str:
    return pack.explainers[name].id


def _subject(pack: Pack, name: str) -> str:
    if name not in ("", pack.header.id) and subject_of(pack, name) is None:
        raise KeyError(name)
    return name


def _kind(_pack: Pack, text: str) -> str | None:
    if text and text not in get_args(EventKind):
        raise ValueError(text)
    return text or None


class Opener(NamedTuple):
    """A kind of card: what makes it, and how each argument of its route is read and checked."""

    opens: Callable[..., Card]
    takes: tuple[Callable[[Pack, str], object], ...] = ()


OPENERS: Mapping[str, Opener] = {
    "why": Opener(why_card, (_actor, _actor, _date)),
    "actor": Opener(actor_card, (_actor,)),
    "alliance": Opener(alliance_card, (_actor, _actor, _date)),
    "alliances": Opener(alliances_card, (_side, _date)),
    "paradoxes": Opener(paradoxes_card, (_date,)),
    "timeline": Opener(timeline_card, (_actor_or_all, _date, _date, _kind)),
    "event": Opener(event_card, (_event,)),
    "onthisday": Opener(on_this_day_card, (_day,)),
    "explainer": Opener(explainer_card, (_explainer,)),
    "sources": Opener(sources_card, (_subject,)),
    "help": Opener(help_card),
    "about": Opener(about_card),
}
