"""A question spelt with a letter a word: what each does, with the actors in their places.

"Why did Russia stop backing Armenia?" is yAxbA: the letters are those of `phrases`, glue is left
out, and a date is taken out first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.core.asking.periods import Period, read_period
from bot.core.asking.phrases import ACTOR, GLUE, KIND, KINDS, PRELUDE, UNCOVERED
from bot.core.asking.vocabulary import sense_at, sense_of
from bot.core.asking.words import Word, split
from bot.core.mentions import Mention, every_mention
from bot.core.pack import Actor, EventKind, Pack

SILENT = GLUE + PRELUDE
DOES = "v"
SCENE = ("C", "G")  # "in this war", "the government of"
AROUND = ("I", "O", "u", "j")  # in, over, about, on: before what a conflict is about
QUARREL = (KIND, "K")
HELPERS = frozenset(("do", "does", "did", "has", "have", "had"))
ARTICLES = frozenset(("the", "a", "an"))


@dataclass(frozen=True, slots=True)
class Letter:
    """A word or phrase: its sense, and the name or the kind of event that it is."""

    sense: str
    mention: Mention | None = None
    kind: EventKind | None = None

    @property
    def actor(self) -> Actor | None:
        return self.mention.actor if self.mention else None


@dataclass(frozen=True, slots=True)
class Spelling:
    """A whole question, asked *today*."""

    pack: Pack
    letters: tuple[Letter, ...]
    period: Period | None
    today: date
    glue: frozenset[str]  # the words left out

    @property
    def has_helper(self) -> bool:
        """Whether it asks what an actor does or has."""
        return bool(self.glue & HELPERS)

    @property
    def is_telegraphic(self) -> bool:
        """Whether it is names and question words only."""
        return self.glue <= ARTICLES

    @property
    def senses(self) -> str:
        return "".join(letter.sense for letter in self.letters)

    @property
    def mentions(self) -> list[Mention]:
        return [letter.mention for letter in self.letters if letter.mention]

    @property
    def actors(self) -> list[str]:
        """The ids, one for each A."""
        return [letter.actor.id for letter in self.letters if letter.actor]

    @property
    def kind(self) -> str:
        return next((letter.kind for letter in self.letters if letter.kind), "")

    @property
    def is_yearless(self) -> bool:
        return bool(self.period and self.period.month_and_day)

    @property
    def on(self) -> str:
        """The date a state of things is asked for, or empty for now."""
        return self.period.on if self.period else ""


def spell(pack: Pack, text: str, today: date) -> Spelling:
    period, rest = read_period(text, today)
    words = split(rest)
    glue = frozenset(word.key for word in words if sense_of(word.key) == GLUE)
    return Spelling(pack, tuple(_letters(pack, words)), period, today, glue)


def without_scene(spelling: Spelling) -> Spelling:
    """Less what only sets the scene: "in this war", "over Karabakh", "the government of"."""
    letters, place = spelling.letters, 0
    kept: list[Letter] = []
    while place < len(letters):
        length = _scene(spelling.pack, letters[place : place + 3])
        if not length:
            kept.append(letters[place])
        place += length or 1
    return replace(spelling, letters=tuple(kept))


def stakes(pack: Pack) -> frozenset[str]:
    """What the two sides quarrel about: the actors to which a relation leads from both."""
    one, other = (
        {each.to for each in pack.alliances.values() if each.start == side}
        for side in pack.header.sides
    )
    return frozenset(one & other)


def _letters(pack: Pack, words: Sequence[Word]) -> Iterator[Letter]:
    found = every_mention(pack, words)
    starts = {mention.start: mention for mention in found}
    ends = {mention.end for mention in found}
    place = 0
    while place < len(words):
        if mention := starts.get(place):
            yield Letter(ACTOR if mention.actor else UNCOVERED, mention)
            place = mention.end
            continue
        sense, length = sense_at(words, place)
        if words[place].key == "do" and length == 1 and place in ends:
            yield Letter(DOES)
        elif sense not in SILENT:
            yield Letter(sense, kind=KINDS.get(words[place].key) if sense == KIND else None)
        place += length


def _scene(pack: Pack, letters: Sequence[Letter]) -> int:
    """How many letters from here on set the scene."""
    senses = [letter.sense for letter in letters]
    if senses[0] in SCENE:
        return 1
    if senses[0] not in AROUND or len(senses) < 2:
        return 0
    if senses[1] in QUARREL:
        return 0 if senses[2:] in (["W"], ["q"]) else 2  # the war with whom is no scene
    if letters[1].actor and letters[1].actor.id in stakes(pack):
        return 3 if senses[2:] and senses[2] in QUARREL else 2
    return 0
