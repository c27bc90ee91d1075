"""How claims and their sources read, wherever they stand."""

from __future__ import annotations

from collections.abc import Iterable

from bot.cards.as_of import AsOf, as_of
from bot.cards.dates import day_in_words
from bot.core.card import Block, Cite, Emphasis, Heading, Item, Line, Note, Strong
from bot.core.pack import THIN, Claim, Pack, Phase, Position, Source

SHOWN_FOR_A_PHASE = 2


class Citations:
    """Numbers the sources of one card in the order in which it first cites them.

    Only what was known at *when* is told. What else the card has to admit is kept for its note.
    """

    def __init__(self, pack: Pack, when: AsOf | None = None) -> None:
        self._pack = pack
        self._when = when or as_of(pack, None)
        self._numbers: dict[str, int] = {}
        self._has_thin = False
        self.contested = False

    @property
    def sources(self) -> tuple[Source, ...]:
        return tuple(self._pack.sources[source_id] for source_id in self._numbers)

    def section(self, heading: str, claims: Iterable[Claim]) -> list[Block]:
        """The claims known by then under their heading; nothing where there is none."""
        items = [self.item(claim) for claim in claims if self._when.knows(claim)]
        return [Heading(heading), *items] if items else []

    def evidence(self, phase: Phase) -> Line:
        """Sources for the sign of a phase."""
        claims = (self._pack.claims[claim_id] for claim_id in phase.evidence)
        cited = [cite for claim in claims for cite in claim.source_ids()]
        return self.cite(dict.fromkeys(cited[:SHOWN_FOR_A_PHASE]))

    def note(self) -> Note:
        """Small print under the card: how far the evidence goes, and what stands on little."""
        day = day_in_words(self._pack.day)
        goes_on = self._when.asked and self._when.asked.last_end > self._pack.day
        sentences = (
            "Numbers open the sources." if self._numbers else "",
            "“Thin sourcing”: copies or encyclopedias only." if self._has_thin else "",
            f"The evidence goes as far as {day}."
            if goes_on
            else f"Newest evidence in this pack: {day}.",
        )
        return Note((" ".join(filter(None, sentences)),))

    def cite(self, source_ids: Iterable[str]) -> Line:
        return tuple(self._cite(source_id) for source_id in source_ids)

    def item(self, claim: Claim) -> Item:
        """A claim as an entry of a list; a contested one with every position under it."""
        line = (*_status(claim), claim.text, *self.cite(claim.cites), *self._thin(claim))
        self.contested = self.contested or claim.status == "contested"
        return Item(line, tuple(self._position(position) for position in claim.positions))

    def _position(self, position: Position) -> Line:
        actor = self._pack.actors.get(position.holder)
        holder = actor.name if actor else position.holder
        return (Strong(f"{holder}: "), position.says, *self.cite(position.cites))

    def _thin(self, claim: Claim) -> Line:
        if not is_thin(self._pack, claim):
            return ()
        self._has_thin = True
        return (Emphasis(" (thin sourcing)"),)

    def _cite(self, source_id: str) -> Cite:
        number = self._numbers.setdefault(source_id, len(self._numbers) + 1)
        return Cite(number, self._pack.sources[source_id].url)


def is_thin(pack: Pack, claim: Claim) -> bool:
    """Whether all there is behind a claim are copies of pages and encyclopedias."""
    return all(pack.sources[cite].reliability in THIN for cite in claim.source_ids())


def _status(claim: Claim) -> Line:
    match claim.status:
        case "alleged":
            return (Emphasis("Alleged: "),)
        case "contested":
            return (Emphasis("Contested: "),)
        case _:
            return ()
