"""The word somebody probably meant."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

CLOSE_ENOUGH = 0.6  # of 1


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that is most like *word*, or None where none is like it."""
    best = process.extractOne(
        word,
        sorted(known),
        scorer=DamerauLevenshtein.normalized_similarity,
        score_cutoff=CLOSE_ENOUGH,
    )
    return best[0] if best else None
