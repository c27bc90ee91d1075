"""Questions asked of a pack: who backed whom, what lay between two, what happened when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from bot.core.edtf import Edtf
from bot.core.pack import Actor, Alliance, Claim, Event, EventKind, Pack, Phase, Sign, Source

SIGNS: tuple[Sign, ...] = ("aligned", "mixed", "adversarial")


@dataclass(frozen=True, slots=True)
class Tie:
    """A relation as it stood on one day."""

    alliance: Alliance
    phase: Phase

    def other(self, actor_id: str) -> str:
        ends = (self.alliance.start, self.alliance.to)
        return ends[1] if ends[0] == actor_id else ends[0]


def phase_on(alliance: Alliance, day: date) -> Phase | None:
    """The phase in force on *day*; of two that meet in its month or year, the later."""
    return next((phase for phase in reversed(alliance.phases) if phase.when.covers(day)), None)


def tie_on(alliance: Alliance, day: date) -> Tie | None:
    phase = phase_on(alliance, day)
    return Tie(alliance, phase) if phase else None


def is_backing(pack: Pack, alliance: Alliance) -> bool:
    """Whether the relation leads from outside the conflict to one of its sides."""
    return alliance.to in pack.header.sides and alliance.start not in pack.header.sides


def backers(pack: Pack, side: str, day: date) -> list[Tie]:
    """Every tie to *side* on *day*: backers first, then those who hedge, then adversaries.

    Within a sign the stronger come first, then the alphabet decides.
    """
    ties = [
        tie
        for alliance in pack.alliances.values()
        if is_backing(pack, alliance) and alliance.to == side and (tie := tie_on(alliance, day))
    ]
    return sorted(ties, key=lambda tie: _rank(pack, tie, side))


def ties_of(pack: Pack, actor_id: str, day: date) -> list[Tie]:
    """Every relation of the actor on *day*, in the order of `backers`."""
    ties = [
        tie
        for alliance in pack.alliances.values()
        if actor_id in alliance.ends and (tie := tie_on(alliance, day))
    ]
    return sorted(ties, key=lambda tie: _rank(pack, tie, actor_id))


def relations_of(pack: Pack, actor_id: str) -> list[Alliance]:
    """Every relation of the actor at any time, in the order of the files."""
    return [alliance for alliance in pack.alliances.values() if actor_id in alliance.ends]


def in_common(pack: Pack, one: str, other: str, sign: Sign, day: date) -> list[str]:
    """The actors with which both have a tie of this sign on *day*, by name."""
    shared = _with_sign(pack, one, sign, day) & _with_sign(pack, other, sign, day)
    return sorted(shared, key=lambda actor_id: pack.actors[actor_id].name)


def related_pairs(pack: Pack, actors: Sequence[Actor]) -> Iterator[tuple[Actor, Actor]]:
    """Every two of *actors* whose relation the pack tells, in their order."""
    pairs = combinations(actors, 2)
    return ((one, other) for one, other in pairs if pack.between(one.id, other.id))


def events(
    pack: Pack,
    actor: str | None = None,
    kind: EventKind | None = None,
    since: Edtf | None = None,
    until: Edtf | None = None,
) -> list[Event]:
    """The events that fit every filter given, oldest first."""
    return [
        event
        for event in pack.chronicle
        if (actor is None or actor in event.actors)
        and (kind is None or event.kind == kind)
        and (since is None or event.when.last_end >= since.first_start)
        and (until is None or event.when.first_start <= until.last_end)
    ]


def on_this_day(pack: Pack, day: date) -> list[Event]:
    """The events of any year that began or ended on the day and month of *day*."""
    return [event for event in pack.chronicle if _years_on(event, day)]


def years_since(event: Event, day: date) -> int:
    """How many years before *day*, to the day, the event began or ended; 0 if it did not."""
    return max((0, *(day.year - year for year in _years_on(event, day))))


def actors_about(pack: Pack, subject_id: str) -> tuple[str, ...]:
    """The actors that an actor, an alliance or an event is about: of an actor, itself."""
    if subject_id in pack.actors:
        return (subject_id,)
    if alliance := pack.alliances.get(subject_id):
        return (alliance.start, alliance.to)
    event = pack.events.get(subject_id)
    return event.actors if event else ()


def claims_about(pack: Pack, subject_id: str) -> list[Claim]:
    """The claims told on the card of an actor, an alliance, an event or an explainer."""
    if actor := pack.actors.get(subject_id):
        return [*actor.claims, *actor.interests]
    if alliance := pack.alliances.get(subject_id):
        return list(alliance.claims())
    if event := pack.events.get(subject_id):
        return list(event.claims)
    if explainer := pack.explainers.get(subject_id):
        return [pack.claims[claim_id] for claim_id in explainer.claim_ids()]
    return []


def sources_of(pack: Pack, subject_id: str) -> list[Source]:
    """The sources behind the claims about a subject, once each, in reading order."""
    ids = (cite for claim in claims_about(pack, subject_id) for cite in claim.source_ids())
    return [pack.sources[source_id] for source_id in dict.fromkeys(ids)]


def _rank(pack: Pack, tie: Tie, seen_from: str) -> tuple[int, int, str]:
    name = pack.actors[tie.other(seen_from)].name
    return SIGNS.index(tie.phase.sign), -tie.phase.strength, name


def _with_sign(pack: Pack, actor_id: str, sign: Sign, day: date) -> set[str]:
    return {tie.other(actor_id) for tie in ties_of(pack, actor_id, day) if tie.phase.sign == sign}


def _years_on(event: Event, day: date) -> list[int]:
    """The years in which it began or ended on the day and month of *day*."""
    known = _known_days(event.when)
    return [each.year for each in known if (each.month, each.day) == (day.month, day.day)]


def _known_days(when: Edtf) -> set[date]:
    """The days of the start and the end, where the date is exact to the day."""
    bounds = ((when.first_start, when.last_start), (when.first_end, when.last_end))
    return {
        first
        for first, last in bounds
        if first == last and first not in (date.min, date.max) and not when.is_qualified
    }
