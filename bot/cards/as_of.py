"""The day a card speaks of, and how it says so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.cards.dates import day_in_words, in_words
from bot.core.card import Emphasis, Note, Paragraph
from bot.core.edtf import Edtf
from bot.core.pack import Claim, Pack


@dataclass(frozen=True, slots=True)
class AsOf:
    """*day* is the last day of what was asked for, or of the pack's evidence if that is older."""

    day: date
    asked: Edtf | None

    @property
    def phrase(self) -> str:
        """Begins a sentence: "In October 2020", "On 3 May 1990", "Since 2022", "Now"."""
        if self.asked is None:
            return "Now"
        if self.is_beyond:
            return f"By {day_in_words(self.day)}"
        words = in_words(self.asked)
        if self.asked.is_range:
            return words[0].upper() + words[1:]
        is_day = self.asked.first_start == self.asked.last_end
        return f"{'On' if is_day else 'In'} {words}"

    @property
    def is_beyond(self) -> bool:
        """Whether what was asked for begins after all evidence."""
        return self.asked is not None and self.asked.first_start > self.day

    @property
    def arg(self) -> str:
        """How a route carries it."""
        return self.asked.text if self.asked else ""

    def knows(self, claim: Claim) -> bool:
        """Whether what the claim tells had begun by then."""
        return claim.when is None or claim.when.first_start <= self.day


def as_of(pack: Pack, on: Edtf | None) -> AsOf:
    return AsOf(min(on.last_end, pack.day) if on else pack.day, on)


def our_reading(pack: Pack, puzzle: str, when: AsOf) -> Paragraph:
    """What surprises about a tie: told with all evidence in view, whatever day is asked for."""
    hindsight = f", as of {day_in_words(pack.day)}" if when.day < pack.day else ""
    return Paragraph((Emphasis(f"Our reading{hindsight}: {puzzle}"),))


def evidence_note(pack: Pack, when: AsOf | None = None) -> Note:
    """Small print under every card with sources."""
    newest = f"Newest evidence in this pack: {day_in_words(pack.day)}."
    if when and when.asked and when.asked.last_end > pack.day:
        newest = f"This is as far as the evidence goes: {day_in_words(pack.day)}."
    return Note((f"Numbers open the sources. {newest}",))
