"""The events and explainers of a pack by their titles: exact, with slips, or by their words."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.core.asking.topics import Topic, stem, topic_of
from bot.core.asking.vocabulary import GLUE, is_known, sense_at
from bot.core.asking.words import Word, split, squash
from bot.core.card import Route
from bot.core.dates import MONTHS
from bot.core.edtf import Edtf
from bot.core.pack import Pack
from bot.core.search import name_index, normalise

IN_BRACKETS = re.compile(r"\s*\(([^)]*)\)")
LEAST_WORDS = 2  # of a part of a title that can stand for the whole
SLIPPED_FROM, TWO_SLIPS_FROM = 5, 9  # letters; a shorter word is too like others to be a slip
LONGEST = 30  # words; more cannot be a title
BEFORE_TITLE = GLUE + ".hnpujIt"
AFTER_TITLE = GLUE + "tp"


@dataclass(frozen=True, slots=True)
class Title:
    """An event's title or an explainer's question, ready to be compared."""

    text: str
    opens: Route
    spellings: tuple[tuple[str, ...], ...]  # the whole and the parts that can stand for it
    parts: tuple[frozenset[str], ...]  # the keys of each of these
    keys: frozenset[str]  # all of them, and those of its date and place
    topic: Topic

    @property
    def is_event(self) -> bool:
        return self.opens.kind == "event"


@dataclass(frozen=True, slots=True)
class Shelf:
    """All titles of a pack, and how telling each key is."""

    titles: tuple[Title, ...]
    squashed: dict[str, Title]
    weights: dict[str, float]
    words: dict[str, list[str]]  # every word of the titles, by first letter

    def weight(self, keys: frozenset[str]) -> float:
        return sum(self.weights[key] for key in keys)


@lru_cache(maxsize=8)
def shelf(pack: Pack) -> Shelf:
    titles = _titles(pack)
    squashed = {squash("".join(words)): title for title in titles for words in title.spellings}
    squashed |= {squash(title.text): title for title in titles}
    seen = Counter(key for title in titles for key in title.keys)
    words = sorted({word for title in titles for word in title.spellings[0]})
    letters: dict[str, list[str]] = {}
    for word in words:
        letters.setdefault(word[0], []).append(word)
    weights = {key: math.log(1 + len(titles) / count) for key, count in seen.items()}
    return Shelf(titles, squashed, weights, letters)
