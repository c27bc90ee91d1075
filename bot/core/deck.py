"""Which explainer a place is dealt next: shuffled, and none again until all were dealt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import blake2b

from bot.core.identity import Place
from bot.core.pack import Event, Explainer, Pack
from bot.core.queries import actors_about, years_since

NEIGHBOURS = 3  # explainers overlap, so one differs from this many before it, where it can
REST = 14  # deals, or half of a small deck, before one comes again


@dataclass(frozen=True, slots=True)
class Dealt:
    """An explainer that a place was dealt; a *skipped* one was passed over and never shown."""

    explainer: str
    cycle: int
    at: datetime
    skipped: bool


@dataclass(frozen=True, slots=True)
class Deal:
    """What comes next; *anniversary* is the event of the day that put it first."""

    explainer: str
    cycle: int
    anniversary: Event | None = None


def next_deal(
    pack: Pack, place: Place, dealt: Sequence[Dealt], day: date, *, anniversaries: bool
) -> Deal | None:
    """The explainer for *day*, or None if the pack has none.

    *dealt* is oldest first, from the start of the cycle before the running one at the latest. The
    order of a cycle is a function of the arguments, so nothing but the deals need be stored.
    """
    cycle = max((deal.cycle for deal in dealt), default=1)
    left = _left(pack, dealt, cycle)
    if not left:
        cycle, left = cycle + 1, list(pack.explainers.values())
    rested = _rested(left, dealt, len(pack.explainers))
    ordered = _shuffled(rested, f"{place}\n{pack.header.id}\n{cycle}")
    if not ordered:
        return None
    for explainer in ordered if anniversaries else ():
        if event := anniversary_of(pack, explainer, day):
            return Deal(explainer.id, cycle, event)
    return Deal(_unlike_the_last(pack, ordered, dealt).id, cycle)


def anniversary_of(pack: Pack, explainer: Explainer, day: date) -> Event | None:
    """The event it is about, if that began or ended on *day* of an earlier year."""
    event = pack.events.get(explainer.about)
    return event if event and years_since(event, day) else None


def _left(pack: Pack, dealt: Sequence[Dealt], cycle: int) -> list[Explainer]:
    """What the running cycle still has to deal; what the pack gained is among it."""
    gone = {deal.explainer for deal in dealt if deal.cycle == cycle}
    return [explainer for explainer in pack.explainers.values() if explainer.id not in gone]


def _rested(left: list[Explainer], dealt: Sequence[Dealt], size: int) -> list[Explainer]:
    """Those that were not dealt lately, which matters where one cycle follows another."""
    rest = min(REST, size // 2)
    lately = {deal.explainer for deal in dealt[len(dealt) - rest :]} if rest else set()
    return [explainer for explainer in left if explainer.id not in lately] or left


def _shuffled(explainers: list[Explainer], seed: str) -> list[Explainer]:
    """In an order that depends on nothing but *seed* and their ids."""
    key = blake2b(seed.encode(), digest_size=32).digest()

    def rank(explainer: Explainer) -> bytes:
        return blake2b(explainer.id.encode(), key=key, digest_size=16).digest()

    return sorted(explainers, key=rank)


def _unlike_the_last(pack: Pack, ordered: Sequence[Explainer], dealt: Sequence[Dealt]) -> Explainer:
    """The first with another subject and other actors than the last shown, or than most of them."""
    shown = [deal.explainer for deal in dealt if not deal.skipped][-NEIGHBOURS:]
    last = [_subjects(pack, pack.explainers[name]) for name in shown if name in pack.explainers]
    for start in range(len(last)):
        told = frozenset().union(*last[start:])
        for explainer in ordered:
            if told.isdisjoint(_subjects(pack, explainer)):
                return explainer
    return ordered[0]


def _subjects(pack: Pack, explainer: Explainer) -> frozenset[str]:
    """What it is about and the actors of that, but for the sides, which nearly all have in it."""
    actors = frozenset(actors_about(pack, explainer.about)) - frozenset(pack.header.sides)
    return actors | {explainer.about}
