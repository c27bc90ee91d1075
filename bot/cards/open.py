"""From a route, as it stands in a button, to the card it opens."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.cards.actor import actor_card
from bot.cards.alliance import alliance_card
from bot.cards.alliances import alliances_card
from bot.cards.explainer import explainer_card
from bot.cards.help import about_card, help_card
from bot.cards.paradoxes import paradoxes_card
from bot.cards.sources import sources_card
from bot.cards.timeline import event_card, on_this_day_card, read_month_and_day, timeline_card
from bot.cards.why import why_card
from bot.core.card import Card, Route
from bot.core.edtf import Edtf, parse_edtf
from bot.core.pack import EventKind, Pack
from bot.errors import BadInput

Opener = Callable[..., Card]


def open_card(pack: Pack, route: Route) -> Card:
    """The card of *route*, whole; which page of it to show is the platform's business.

    Raises:
        BadInput: the pack no longer has what the route names.
    """
    try:
        return OPENERS[route.kind](pack, *route.args)
    except (KeyError, TypeError, ValueError):
        raise BadInput(
            "That is no longer in the pack; ask again with a command, such as help."
        ) from None


def _on(text: str) -> Edtf | None:
    return parse_edtf(text) if text else None


def _alliances(pack: Pack, side: str, on: str) -> Card:
    if side and side not in pack.header.sides:
        raise KeyError(side)
    return alliances_card(pack, side or None, _on(on))


def _timeline(pack: Pack, actor: str, since: str, until: str, kind: EventKind) -> Card:
    return timeline_card(pack, actor or None, _on(since), _on(until), kind or None)


OPENERS: Mapping[str, Opener] = {
    "why": lambda pack, actor, side, on: why_card(pack, actor, side, _on(on)),
    "actor": actor_card,
    "alliance": lambda pack, one, other, on: alliance_card(pack, one, other, _on(on)),
    "alliances": _alliances,
    "paradoxes": lambda pack, on: paradoxes_card(pack, _on(on)),
    "timeline": _timeline,
    "event": event_card,
    "onthisday": lambda pack, day: on_this_day_card(pack, read_month_and_day(day)),
    "explainer": explainer_card,
    "sources": sources_card,
    "help": help_card,
    "about": about_card,
}
