"""How claims and their sources read, wherever they stand."""

from __future__ import annotations

from collections.abc import Iterable

from bot.core.card import Cite, Emphasis, Item, Line, Strong
from bot.core.pack import Claim, Pack, Position, Source

THIN = {"primary-mirror", "press-mirror", "encyclopedic"}


class Citations:
    """Numbers the sources of one card in the order in which it first cites them."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._numbers: dict[str, int] = {}
        self.contested = False

    @property
    def sources(self) -> tuple[Source, ...]:
        return tuple(self._pack.sources[source_id] for source_id in self._numbers)

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
        return (Emphasis(" (thin sourcing)"),) if is_thin(self._pack, claim) else ()

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
