"""Every id that one record names must belong to another."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from bot.core.pack import Alliance, Claim, Event, Explainer, Position, Record
from bot.core.reading.draft import Draft
from bot.core.reading.problems import Problem, did_you_mean
from bot.core.search import normalise

SUBJECTS = {"actors", "alliances", "timeline"}


def references_resolve(draft: Draft) -> Iterator[Problem]:
    names = _Names(draft)
    if draft.header:
        yield from names.check(draft.header, "sides", draft.sides, "actors")
    for source in draft.sources:
        yield from names.check(source, "party", _given(source.party), "actors")
    for alliance in draft.alliances:
        yield from _ends(names, alliance)
        yield from _evidence(draft, alliance)
    for event in draft.events:
        yield from _event(names, event)
    for explainer in draft.explainers:
        yield from _explainer(names, draft, explainer)
    for claim in draft.claims():
        yield from _claim(names, claim)
    yield from _named_by_id(draft)


class _Names:
    """What there is to refer to, by list."""

    def __init__(self, draft: Draft) -> None:
        self._places = draft.places
        self._known: dict[str, Collection[str]] = dict(draft.ids)
        if draft.ids.keys() >= SUBJECTS:
            found = {name for subjects in SUBJECTS for name in draft.ids[subjects]}
            self._known["subjects"] = found | ({draft.header.id} if draft.header else set())

    def check(self, record: Record, key: str, ids: Sequence[str], among: str) -> Iterator[Problem]:
        known = self._known.get(among)
        for index, name in enumerate(ids):
            if known is not None and name not in known:
                remedy = did_you_mean(name, known) or f"; add it to the {among}"
                message = f"unknown {among[:-1]} `{name}`{remedy}"
                yield self._places.problem(record, key, message, index)


def _given(value: str | None) -> tuple[str, ...]:
    return () if value is None else (value,)


def _ends(names: _Names, alliance: Alliance) -> Iterator[Problem]:
    yield from names.check(alliance, "from", (alliance.start,), "actors")
    yield from names.check(alliance, "to", (alliance.to,), "actors")


def _evidence(draft: Draft, alliance: Alliance) -> Iterator[Problem]:
    """A phase is shown by what its own alliance tells."""
    told = [claim.id for claim in alliance.claims()]
    for phase in alliance.phases:
        for index, claim_id in enumerate(phase.evidence):
            if claim_id not in told:
                remedy = did_you_mean(claim_id, told) or "; name one of its claims"
                message = f"`{alliance.id}` tells no claim `{claim_id}`{remedy}"
                yield draft.places.problem(phase, "evidence", message, index)


def _event(names: _Names, event: Event) -> Iterator[Problem]:
    yield from names.check(event, "actors", event.actors, "actors")
    yield from names.check(event, "alliances", event.alliances, "alliances")


def _explainer(names: _Names, draft: Draft, explainer: Explainer) -> Iterator[Problem]:
    yield from names.check(explainer, "about", (explainer.about,), "subjects")
    yield from names.check(explainer, "claims", explainer.claim_ids(), "claims")
    told = set(explainer.claim_ids())
    for index, claim_id in enumerate(explainer.counterpoints):
        if claim_id not in told:
            message = f"`{claim_id}` is not among the claims of this explainer; add it there"
            yield draft.places.problem(explainer, "counterpoints", message, index)


def _claim(names: _Names, claim: Claim) -> Iterator[Problem]:
    yield from names.check(claim, "cites", claim.cites, "sources")
    for position in claim.positions:
        yield from names.check(position, "cites", position.cites, "sources")
        yield from names.check(position, "holder", _actor_holder(position), "actors")


def _actor_holder(position: Position) -> tuple[str, ...]:
    """The holder, where it is an id; a name with a capital letter needs no actor."""
    return (position.holder,) if position.holder.islower() else ()


def _named_by_id(draft: Draft) -> Iterator[Problem]:
    """An actor that holds a position is named by its id, or one voice could pass for two."""
    ids = {normalise(actor.name): actor.id for actor in draft.actors}
    for claim in draft.claims():
        for position in claim.positions:
            actor_id = ids.get(normalise(position.holder))
            if actor_id and position.holder != actor_id:
                message = f"“{position.holder}” is an actor of the pack; write its id `{actor_id}`"
                yield draft.places.problem(position, "holder", message)
