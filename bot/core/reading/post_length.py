"""How many characters an explainer has at the most when it is posted on Discord."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.core.pack import THIN, Claim, Explainer, Position
from bot.core.reading.draft import Draft

# What is written round the texts of an explainer, at its longest. The cards and how they are
# rendered have the last word: a test compares.
TITLE = "## "
HEADING = "**Daily explainer, 28 September 2026.**"
ANNIVERSARY = " On this day in 1992."
LEAD = "*Our reading: *"
DISCUSS = "### To discuss"
NOTE = "-# Numbers open the sources. Newest evidence in this pack: 28 September 2026."
THIN_NOTE = "“Thin sourcing”: copies or encyclopedias only. "
STATUS = {"accepted": "- ", "alleged": "- *Alleged:* ", "contested": "- *Contested:* "}
POSITION = "\n  - **:** "
CITE = " [[12]]()"
THIN_MARK = " *(thin sourcing)*"
GAP, BLOCKS = 2, 5  # after each block; those that are no claims
# Each of these gets a mark that makes it a character like any other.
MARKUP = re.compile(r"[\\_*~|`<@\[]|^[->#]")
# Each of these would end a link early, and is written as %28 and the like.
ENDING, ESCAPE = re.compile(r"[() ]"), 2


@dataclass(frozen=True, slots=True)
class Lengths:
    """The addresses of sources, and which of them are `THIN`; the names of actors; the events."""

    urls: Mapping[str, str]
    thin: frozenset[str]
    names: Mapping[str, str]
    events: frozenset[str]

    @classmethod
    def of(cls, draft: Draft) -> Lengths:
        return cls(
            {source.id: source.url for source in draft.sources},
            frozenset(source.id for source in draft.sources if source.reliability in THIN),
            {actor.id: actor.name for actor in draft.actors},
            frozenset(event.id for event in draft.events),
        )

    def of_post(self, explainer: Explainer, claims: Sequence[Claim]) -> int:
        """Of the daily post of *explainer*, which tells *claims*, on the day with most to say."""
        frame = [TITLE, HEADING, LEAD, DISCUSS, NOTE]
        if explainer.about in self.events:
            frame.append(ANNIVERSARY)
        if any(map(self._is_thin, claims)):
            frame.append(THIN_NOTE)
        texts = (explainer.question, explainer.lead, explainer.discuss)
        return (
            sum(map(len, frame))
            + sum(map(_shown, texts))
            + sum(map(self.of_claim, claims))
            + GAP * (BLOCKS + len(claims))
            - _short_numbers(claims)
        )

    def of_claim(self, claim: Claim) -> int:
        return (
            len(STATUS[claim.status])
            + _shown(claim.text)
            + self._of_cites(claim.cites)
            + (len(THIN_MARK) if self._is_thin(claim) else 0)
            + sum(map(self._of_position, claim.positions))
        )

    def _is_thin(self, claim: Claim) -> bool:
        return self.thin.issuperset(claim.source_ids())

    def _of_position(self, position: Position) -> int:
        holder = self.names.get(position.holder, position.holder)
        return (
            len(POSITION) + _shown(holder) + _shown(position.says) + self._of_cites(position.cites)
        )

    def _of_cites(self, cites: Sequence[str]) -> int:
        return sum(len(CITE) + _address(self.urls.get(cite, "")) for cite in cites)


def _short_numbers(claims: Sequence[Claim]) -> int:
    """How often the first nine sources are cited, whose numbers have one digit."""
    cited = [cite for claim in claims for cite in _cites(claim)]
    return sum(map(cited.count, list(dict.fromkeys(cited))[:9]))


def _cites(claim: Claim) -> Iterator[str]:
    yield from claim.cites
    for position in claim.positions:
        yield from position.cites


def _address(url: str) -> int:
    return len(url) + ESCAPE * len(ENDING.findall(url))


def _shown(text: str) -> int:
    return len(text) + len(MARKUP.findall(text))
