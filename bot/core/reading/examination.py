"""Everything there is to say of a pack: its problems of fact and style, and its figures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.core.pack import Claim, Source
from bot.core.reading.draft import Draft
from bot.core.reading.problems import Problem
from bot.core.reading.reader import read_draft
from bot.core.reading.style import faults_of_style

HOST = re.compile(r"[,(].*")  # "Reuters (copy on example.org)" is Reuters
VOWELS = re.compile(r"[aeiouy]+")


@dataclass(frozen=True, slots=True)
class Examination:
    """*figures* is empty where the pack could not be read."""

    problems: tuple[Problem, ...]
    figures: Mapping[str, Any] = field(default_factory=dict)


def examine(folder: Path) -> Examination:
    draft, problems = read_draft(folder)
    every = {*problems, *faults_of_style(draft)}
    return Examination(tuple(sorted(every)), _figures(draft))


def _figures(draft: Draft) -> dict[str, Any]:
    claims = list(draft.claims())
    contested = [claim for claim in claims if claim.status == "contested"]
    cited = {cite for claim in claims for cite in claim.source_ids()}
    publishers = {source.id: _publisher(source) for source in draft.sources}
    return {
        "actors": len(draft.actors),
        "alliances": len(draft.alliances),
        "events": len(draft.events),
        "explainers": len(draft.explainers),
        "polls": sum(1 for explainer in draft.explainers if explainer.poll),
        "sources": len(draft.sources),
        "sources_cited": len(cited),
        "claims": len(claims),
        "contested_claims": len(contested),
        "share_with_two_sources": _share(claims, publishers),
        "share_of_contested_with_two_sources": _share(contested, publishers),
        "reading_grade": reading_grade(claim.text for claim in claims),
    }


def _share(claims: list[Claim], publishers: Mapping[str, str]) -> float:
    """How many of the claims rest on two publishers or more, from 0 to 1."""
    two = [
        claim
        for claim in claims
        if len({publishers.get(cite, cite) for cite in claim.source_ids()}) > 1
    ]
    return round(len(two) / len(claims), 3) if claims else 0.0


def _publisher(source: Source) -> str:
    """Who wrote it, whoever hosts it: two pages of one publisher are one voice."""
    return HOST.sub("", source.publisher).strip().casefold().removeprefix("the ")


def reading_grade(sentences: Iterable[str]) -> float:
    """The Flesch-Kincaid grade of sentences: years of school (Kincaid et al. 1975, AD-A006655).

    Syllables are runs of vowels, which is near enough for a mean over a pack.
    """
    texts = list(sentences)
    words = [word for text in texts for word in text.split()]
    if not words:
        return 0.0
    syllables = sum(max(1, len(VOWELS.findall(word.casefold()))) for word in words)
    return round(0.39 * len(words) / len(texts) + 11.8 * syllables / len(words) - 15.59, 1)
