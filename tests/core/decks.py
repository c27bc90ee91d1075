"""Packs made of nothing but a deck."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta

from bot.core.deck import Deal, Dealt, next_deal
from bot.core.edtf import parse_edtf
from bot.core.pack import Event, Explainer, Header, Pack

PLACE = "discord:1"
DAY = date(2026, 11, 24)
START = datetime(2026, 1, 1, tzinfo=UTC)
HEADER = Header("deck", "A deck", 1, parse_edtf("2026"), ("alba", "berga"), "CC0", "Nothing.")


def explainer(name: str, about: str = "") -> Explainer:
    return Explainer(name, f"Why {name}?", about or name, "It is so.", (), "Is it?")


def event(name: str, when: str, *actors: str) -> Event:
    return Event(name, parse_edtf(when), name, "treaty", actors, ())


def deck(
    names: Sequence[str],
    abouts: Mapping[str, str] | None = None,
    events: Sequence[Event] = (),
) -> Pack:
    """Explainers that are about nothing in common, but for what *abouts* says."""
    explainers = [explainer(name, (abouts or {}).get(name, "")) for name in names]
    return Pack.of(HEADER, (), (), (), events, explainers)


def numbered(count: int) -> Pack:
    return deck([f"e{number}" for number in range(count)])


def add(dealt: Sequence[Dealt], deal: Deal, *, skipped: bool = False) -> list[Dealt]:
    at = START + timedelta(days=len(dealt))
    return [*dealt, Dealt(deal.explainer, deal.cycle, at, skipped)]


def dealing(
    pack: Pack, times: int, dealt: Sequence[Dealt] = (), place: str = PLACE, day: date = DAY
) -> list[Dealt]:
    """*dealt* and what is dealt in the next *times*."""
    for _ in range(times):
        deal = next_deal(pack, place, dealt, day, anniversaries=True)
        assert deal is not None
        dealt = add(dealt, deal)
    return list(dealt)


def names(dealt: Sequence[Dealt]) -> list[str]:
    return [deal.explainer for deal in dealt]
