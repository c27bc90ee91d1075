"""Slips in typing: the known word that another misses by a letter or two, but not by its first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

TWO_SLIPS_FROM = 9  # letters


def slips_allowed(word: str) -> int:
    return 1 if len(word) < TWO_SLIPS_FROM else 2


def by_letter(words: Iterable[str]) -> dict[str, list[str]]:
    """The words in their order, by their first letter."""
    letters: dict[str, list[str]] = {}
    for word in words:
        letters.setdefault(word[0], []).append(word)
    return letters


def nearest_word(key: str, words: Mapping[str, Sequence[str]]) -> tuple[str, float] | None:
    """The nearest of *words*, which go by first letter, and how many slips away it is."""
    best = process.extractOne(
        key, words.get(key[0], ()), scorer=OSA.distance, score_cutoff=slips_allowed(key)
    )
    return (best[0], best[1]) if best else None
