"""The day a card speaks of, and how it says so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.cards.dates import day_in_words, in_words
from bot.core.card import Emphasis, Paragraph
from bot.core.edtf import Edtf
from bot.core.pack import Claim, Pack


@dataclass(frozen=True, slots=True)
class AsOf:
    """*day* is the last day of what was asked for, or of the pack's evidence if that is older."""

    day: date
    asked: Edtf | None

    @property
    def phrase(self) -> str:
        """Begins a sentence: "At the end of October 2020", "On 3 May 1990", "Now".

        A month or a year can see several phases, so it is said that its last day is meant.
        """
        if self.asked is None:
            return "Now"
        if self.is_beyond:
            return f"By {day_in_words(self.day)}"
        words = in_words(self.asked)
        if self.asked.is_range:
            return words[0].upper() + words[1:]
        is_day = self.asked.first_start == self.asked.last_end
        return f"On {words}" if is_day else f"At the end of {words}"

    @property
    def is_beyond(self) -> bool:
        """Whether what was asked for begins after all evidence."""
        return self.asked is not None and self.asked.first_start > self.day

    @property
    def arg(self) -> str:
        """How a route carries it."""
        return self.asked.text if self.asked else ""

    def knows(self, claim: Claim) -> bool:
        """Whether all that the claim tells had happened by then, as far as it has an end."""
        return claim.when is None or claim.when.told <= self.day


def as_of(pack: Pack, on: Edtf | None) -> AsOf:
    return AsOf(min(on.last_end, pack.day) if on else pack.day, on)


def our_reading(pack: Pack, puzzle: str, when: AsOf) -> Paragraph:
    """What surprises about a tie: told with all evidence in view, whatever day is asked for."""
    hindsight = f", as of {day_in_words(pack.day)}" if when.day < pack.day else ""
    return Paragraph((Emphasis(f"Our reading{hindsight}: {puzzle}"),))
