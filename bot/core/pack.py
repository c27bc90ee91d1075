"""The records of a pack, as its YAML files hold them, and the pack that indexes them.

Field for field this is the pack format. What the types cannot say (references, overlaps,
lengths) is in `reading.rules`; how files become records is in `reading`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

import msgspec

from bot.core.edtf import Edtf

Status = Literal["accepted", "alleged", "contested"]
Reliability = Literal[
    "primary",
    "primary-mirror",  # a document read on a host that is not its publisher's
    "press",
    "press-mirror",
    "think-tank",
    "encyclopedic",
    "party",
]
THIN = frozenset({"primary-mirror", "press-mirror", "encyclopedic"})  # copies and digests
ActorKind = Literal["state", "former-state", "organisation", "armed-group"]
Sign = Literal["aligned", "mixed", "adversarial"]
Form = Literal[
    "aid",
    "arms",
    "base",
    "closed-border",
    "diplomacy",
    "energy",
    "intelligence",
    "investment",
    "kinship",
    "mediation",
    "non-recognition",
    "observers",
    "peacekeeping",
    "recognition",
    "rivalry",
    "sanctions",
    "security-guarantee",
    "trade",
    "training",
    "transit",
    "votes",
    "war",
]
EventKind = Literal[
    "war",
    "ceasefire",
    "treaty",
    "recognition",
    "arms",
    "diplomacy",
    "humanitarian",
    "legal",
    "energy",
    "politics",
]


class Record(msgspec.Struct, frozen=True):
    """Base of everything a pack file holds."""


class Naming(Record, frozen=True):
    """A word the pack uses, the words it avoids, and why."""

    say: str
    avoid: tuple[str, ...] = msgspec.field(default=(), name="not")
    why: str = ""


class Source(Record, frozen=True):
    id: str
    title: str
    publisher: str
    url: str
    reliability: Reliability
    published: Edtf | None = None
    party: str | None = None  # the actor whose voice it is
    lang: str = "en"


class Position(Record, frozen=True):
    """What one side says of a contested claim.

    *holder* is an actor's id, or the name of a voice that is no actor of the pack, which then
    has a capital letter ("Human Rights Watch").
    """

    holder: str
    says: str
    cites: tuple[str, ...]


class Claim(Record, frozen=True):
    id: str
    text: str
    status: Status = "accepted"
    when: Edtf | None = None
    cites: tuple[str, ...] = ()
    positions: tuple[Position, ...] = ()

    def source_ids(self) -> tuple[str, ...]:
        """Every source behind the claim or one of its positions, once, in reading order."""
        cited = (*self.cites, *(cite for position in self.positions for cite in position.cites))
        return tuple(dict.fromkeys(cited))


class Alias(Record, frozen=True):
    text: str
    lang: str = "en"


class Actor(Record, frozen=True):
    id: str
    name: str
    kind: ActorKind
    in_text: str = ""  # the name inside a sentence, where it differs: "the United States"
    plural: Literal["yes", "no"] = "no"  # whether verbs take it as one: "the Gulf states back"
    aliases: tuple[str | Alias, ...] = ()
    demonyms: tuple[str, ...] = ()
    wikidata: str | None = None
    claims: tuple[Claim, ...] = ()
    interests: tuple[Claim, ...] = ()

    @property
    def mention(self) -> str:
        return self.in_text or self.name

    def names(self) -> tuple[str, ...]:
        """The name and every alias, in the order of the file."""
        aliases = (alias if isinstance(alias, str) else alias.text for alias in self.aliases)
        return (self.name, *aliases)


class Phase(Record, frozen=True):
    """A stretch of a relation.

    Where one phase ends and the next begins in the same day, month or year, the later one
    holds from the start of that unit.
    """

    when: Edtf
    sign: Sign
    strength: Literal[1, 2, 3]
    forms: tuple[Form, ...] = ()
    note: str = ""
    evidence: tuple[str, ...] = ()  # the claims of the alliance that show the sign, best first


class Alliance(Record, frozen=True):
    """The relation of two actors. To a side of the conflict it has a direction, else none."""

    id: str
    start: str = msgspec.field(name="from")
    to: str
    phases: tuple[Phase, ...]
    reasons: tuple[Claim, ...] = ()
    limits: tuple[Claim, ...] = ()
    record: tuple[Claim, ...] = ()  # what happened between the two, oldest first
    puzzle: str = ""

    @property
    def ends(self) -> frozenset[str]:
        return frozenset((self.start, self.to))

    def claims(self) -> tuple[Claim, ...]:
        return (*self.reasons, *self.limits, *self.record)


class Event(Record, frozen=True):
    id: str
    when: Edtf
    title: str
    kind: EventKind
    actors: tuple[str, ...]
    claims: tuple[Claim, ...]
    alliances: tuple[str, ...] = ()
    where: str = ""


class Poll(Record, frozen=True):
    question: str
    options: tuple[str, ...]


class Explainer(Record, frozen=True):
    """One card of the daily deck. Its claims are ids of claims told elsewhere, or its own."""

    id: str
    question: str
    about: str  # an alliance, an actor, an event, or the pack itself
    lead: str
    claims: tuple[str | Claim, ...]
    discuss: str
    counterpoints: tuple[str, ...] = ()
    also: tuple[str, ...] = ()  # other ways in which people ask it; never shown
    poll: Poll | None = None

    def own_claims(self) -> tuple[Claim, ...]:
        return tuple(claim for claim in self.claims if isinstance(claim, Claim))

    def claim_ids(self) -> tuple[str, ...]:
        return tuple(claim if isinstance(claim, str) else claim.id for claim in self.claims)


class Header(Record, frozen=True):
    """What `pack.yaml` says of the pack as a whole.

    *sides* are the principals: to back means to back one of them. *elsewhere* are names near
    enough to be confused with the pack's own which it does not cover.
    """

    id: str
    title: str
    schema: Literal[1]
    as_of: Edtf
    sides: tuple[str, str]
    licence: str
    scope: str
    naming: tuple[Naming, ...] = ()
    elsewhere: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Pack:
    """A pack that satisfies every rule. Each mapping goes by id, in the order of the files."""

    header: Header
    sources: Mapping[str, Source]
    actors: Mapping[str, Actor]
    alliances: Mapping[str, Alliance]
    events: Mapping[str, Event]
    explainers: Mapping[str, Explainer]

    @classmethod
    def of(
        cls,
        header: Header,
        sources: Iterable[Source],
        actors: Iterable[Actor],
        alliances: Iterable[Alliance],
        events: Iterable[Event],
        explainers: Iterable[Explainer],
    ) -> Pack:
        """The pack of these records, whose rules must have been tested."""
        return cls(
            header,
            {record.id: record for record in sources},
            {record.id: record for record in actors},
            {record.id: record for record in alliances},
            {record.id: record for record in events},
            {record.id: record for record in explainers},
        )

    @property
    def day(self) -> date:
        """The last day the pack has evidence for: "now", as far as it knows."""
        return self.header.as_of.last_end

    @cached_property
    def claims(self) -> Mapping[str, Claim]:
        return {claim.id: claim for claim in self._every_claim()}

    def _every_claim(self) -> Iterator[Claim]:
        for actor in self.actors.values():
            yield from (*actor.claims, *actor.interests)
        for alliance in self.alliances.values():
            yield from alliance.claims()
        for event in self.events.values():
            yield from event.claims
        for explainer in self.explainers.values():
            yield from explainer.own_claims()

    @cached_property
    def _by_ends(self) -> Mapping[frozenset[str], Alliance]:
        return {alliance.ends: alliance for alliance in self.alliances.values()}

    def between(self, one: str, other: str) -> Alliance | None:
        return self._by_ends.get(frozenset((one, other)))

    @cached_property
    def chronicle(self) -> tuple[Event, ...]:
        """The events, oldest first."""
        return tuple(sorted(self.events.values(), key=lambda event: event.when.first_start))
