"""A pack on its way: records that were read and not yet tested against each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.core.pack import Actor, Alliance, Claim, Event, Explainer, Header, Source
from bot.core.reading.decoding import Places

Subject = Actor | Alliance | Event | Explainer


@dataclass(frozen=True)
class Draft:
    """The records in the order of the files, duplicates included; no header if it cannot be read.

    *ids* holds, by list, every id the files claim, those of unreadable records included. A list
    with a file that could not be read at all is left out: what it holds is not known.
    """

    header: Header | None
    sources: tuple[Source, ...]
    actors: tuple[Actor, ...]
    alliances: tuple[Alliance, ...]
    events: tuple[Event, ...]
    explainers: tuple[Explainer, ...]
    ids: Mapping[str, set[str]]
    places: Places

    @property
    def sides(self) -> tuple[str, ...]:
        return self.header.sides if self.header else ()

    def subjects(self) -> tuple[Subject, ...]:
        """Everything that has a card of its own."""
        return (*self.actors, *self.alliances, *self.events, *self.explainers)

    def claims(self) -> Iterator[Claim]:
        """Every claim that could be read, of records too that could not."""
        return self.places.of(Claim)
