"""How long a text may be, so that every card fits every platform.

Discord: 100 characters for an option's label and a thread's name, 300 for a poll's question, 55
for its answers, 4,000 for a whole message of components
(https://docs.discord.com/developers/components/reference, .../resources/poll).
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.core.pack import (
    Actor,
    Alliance,
    Claim,
    Event,
    Explainer,
    Header,
    Naming,
    Phase,
    Poll,
    Position,
    Record,
    Source,
)
from bot.core.reading.draft import Draft
from bot.core.reading.post_length import Lengths
from bot.core.reading.problems import Problem

MAX_CLAIM = 2_400  # a claim with its positions and links; it stands on one page, which is a message

LIMITS: dict[type[Record], dict[str, int]] = {
    Header: {"title": 100, "scope": 600, "licence": 60},
    Naming: {"say": 100, "why": 300},
    Source: {"title": 200, "publisher": 120, "url": 400},
    Actor: {"name": 60, "in_text": 60},
    Alliance: {"puzzle": 400},
    Phase: {"note": 120},
    Event: {"title": 100, "where": 100},
    Claim: {"text": 400},
    Position: {"holder": 60, "says": 400},
    Explainer: {"question": 100, "lead": 500, "discuss": 300},
    Poll: {"question": 300},
}
MAX_ALIAS = 80
MAX_OPTION = 55
MAX_POST = 4_000  # an explainer is posted whole


def texts_fit(draft: Draft) -> Iterator[Problem]:
    for kind, limits in LIMITS.items():
        for record in draft.places.of(kind):
            for key, limit in limits.items():
                text = getattr(record, key)
                if len(text) > limit:
                    yield draft.places.problem(record, key, _too_long(key, text, limit))
    for actor in draft.actors:
        for index, alias in enumerate(actor.names()[1:]):
            if len(alias) > MAX_ALIAS:
                message = _too_long("alias", alias, MAX_ALIAS)
                yield draft.places.problem(actor, "aliases", message, index)
    for poll in draft.places.of(Poll):
        for index, option in enumerate(poll.options):
            if len(option) > MAX_OPTION:
                message = _too_long("option", option, MAX_OPTION)
                yield draft.places.problem(poll, "options", message, index)


def claims_fit(draft: Draft) -> Iterator[Problem]:
    lengths = Lengths.of(draft)
    for claim in draft.claims():
        length = lengths.of_claim(claim)
        if length > MAX_CLAIM:
            message = f"with its links the claim has {length} characters; at most {MAX_CLAIM} fit"
            yield draft.places.problem(claim, "text", message)


def posts_fit(draft: Draft) -> Iterator[Problem]:
    """An explainer is posted as one message: with its links it must fit."""
    lengths = Lengths.of(draft)
    claims = {claim.id: claim for claim in draft.claims()}
    for explainer in draft.explainers:
        told = [claims[claim_id] for claim_id in explainer.claim_ids() if claim_id in claims]
        length = lengths.of_post(explainer, told)
        if length > MAX_POST:
            message = (
                f"the post would have {length} characters; at most {MAX_POST} fit, drop a claim"
            )
            yield draft.places.problem(explainer, "claims", message)


def _too_long(key: str, text: str, limit: int) -> str:
    return f"`{key}` has {len(text)} characters; at most {limit} fit"
