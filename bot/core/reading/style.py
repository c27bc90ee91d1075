"""What `data/STYLE.md` asks of a text, as far as a program can tell.

A pack that breaks these is still safe to show; `bedfellows check` lists them all the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.core.pack import Alliance, Claim, Explainer
from bot.core.reading.draft import Draft
from bot.core.reading.problems import Problem

MAX_SENTENCE = 240
PLURAL = re.compile(
    r"(?!.*\bof\b).*(?:states|countries|monarchies|republics|groups)$", re.IGNORECASE
)
QUOTED = re.compile(r"[“\"«].*?[”\"»]")
SENTENCES = re.compile(r"[.!?](?=\s+[A-ZÀ-Þ])")
ABBREVIATIONS = re.compile(r"\b(?:St|Dr|Mr|Mrs|Ms|No|Art|U\.S|U\.N|c|[A-Z])\.$")
LOADED = re.compile(
    r"\b(?:regimes?|so-called|puppets?|prox(?:y|ies)|terrorists?|brutal(?:ly)?|heroic(?:ally)?"
    r"|aggress(?:ion|ors?|ive)|martyr(?:s|ed)?|massacre[ds]?|barbar\w+|cynical(?:ly)?|liberat\w+"
    r"|separatists?|occupiers?|invaders?|evil|infamous|notorious|ethnic cleansing|blockad\w+"
    r"|genocid\w+)\b",
    re.IGNORECASE,
)
ATTRIBUTION = re.compile(
    r"\b(?:sa(?:y|ys|id)|call(?:s|ed)?|accus\w+|den(?:y|ies|ied)|claim\w*|charge[sd]?|spoke|term\w*"
    r"|describ\w+|recognis\w+|condemn\w+|reject\w*|disput\w*|contest\w*|dis?agree\w*|accounts?"
    r"|according|versions?|whether|blam\w+|alleg\w+|differ\w*|argu\w+|report\w*|resolution|counts?"
    r"|reads?|readings?|unclear|each side|word|wrote|demand\w+|stated|states that|ask\w*|ruled?"
    r"|found|estimat\w+|figures?|quot\w+|warn\w*|suspicion\w*|denounc\w+|urg\w+"
    r"|by (?:\S+ ){0,6}(?:agency|media|press|words?|own|list))\b",
    re.IGNORECASE,
)


def faults_of_style(draft: Draft) -> Iterator[Problem]:
    for claim in draft.claims():
        yield from _claim(draft, claim)
    for alliance in draft.alliances:
        yield from _alliance(draft, alliance)
    for explainer in draft.explainers:
        yield from _explainer(draft, explainer)
    yield from _unreachable(draft)
    yield from _number(draft)


def _number(draft: Draft) -> Iterator[Problem]:
    """A name in the plural needs verbs in the plural."""
    for actor in draft.actors:
        if PLURAL.match(actor.name) and actor.plural == "no" and actor.kind != "state":
            message = f"“{actor.name}” looks like a plural; say `plural: yes`"
            yield draft.places.problem(actor, "name", message)


def _claim(draft: Draft, claim: Claim) -> Iterator[Problem]:
    if len(claim.text) > MAX_SENTENCE:
        message = f"the claim has {len(claim.text)} characters; say it in {MAX_SENTENCE}"
        yield draft.places.problem(claim, "text", message)
    if _sentences(claim.text) != 1:
        yield draft.places.problem(claim, "text", "a claim is one sentence; make it two claims")
    for position in claim.positions:
        if len(position.says) > MAX_SENTENCE:
            message = f"the position has {len(position.says)} characters; say it in {MAX_SENTENCE}"
            yield draft.places.problem(position, "says", message)
    if word := _loaded(claim.text):
        message = f"“{word}” judges; say who uses it, quote it or choose an even word"
        yield draft.places.problem(claim, "text", message)
    if claim.status != "accepted" and not ATTRIBUTION.search(claim.text):
        message = f"this {claim.status} claim does not say whose word it is; add it"
        yield draft.places.problem(claim, "text", message)
    yield from _lone_party(draft, claim)


def _lone_party(draft: Draft, claim: Claim) -> Iterator[Problem]:
    """A party alone can carry what it says or does itself, and nothing else."""
    sources = {source.id: source for source in draft.sources}
    cited = [sources[cite] for cite in claim.source_ids() if cite in sources]
    parties = {source.party for source in cited}
    is_lone = len(parties) == 1 and all(source.reliability == "party" for source in cited)
    if is_lone and claim.status != "contested" and not ATTRIBUTION.search(claim.text):
        message = f"only {parties.pop()} itself says so; attribute the claim or cite another source"
        yield draft.places.problem(claim, "cites", message)


def _alliance(draft: Draft, alliance: Alliance) -> Iterator[Problem]:
    is_backing = alliance.to in draft.sides and any(
        phase.sign == "aligned" for phase in alliance.phases
    )
    if is_backing and (len(alliance.reasons) < 2 or not alliance.limits or not alliance.puzzle):
        message = "a backing needs two reasons, a limit and a puzzle; add what is missing"
        yield draft.places.problem(alliance, "reasons", message)
    for claim in alliance.claims():
        if claim.when and not any(phase.when.meets(claim.when) for phase in alliance.phases):
            message = f"{claim.when} lies in no phase of {alliance.id}; correct one of them"
            yield draft.places.problem(claim, "when", message)


def _explainer(draft: Draft, explainer: Explainer) -> Iterator[Problem]:
    for key in ("question", "lead", "discuss"):
        if word := _loaded(getattr(explainer, key)):
            message = f"“{word}” judges; quote it or choose an even word"
            yield draft.places.problem(explainer, key, message)
    if not explainer.question.endswith("?"):
        yield draft.places.problem(explainer, "question", "a question ends with a question mark")


def _unreachable(draft: Draft) -> Iterator[Problem]:
    """Actors that no relation and no event leads to."""
    reached = {actor for alliance in draft.alliances for actor in alliance.ends}
    reached |= {actor for event in draft.events for actor in event.actors}
    for actor in draft.actors:
        if actor.id not in reached:
            message = f"no relation and no event names `{actor.id}`; add one or drop the actor"
            yield draft.places.problem(actor, "id", message)


def _sentences(text: str) -> int:
    ends = [match.start() + 1 for match in SENTENCES.finditer(QUOTED.sub("“”", text))]
    bare = QUOTED.sub("“”", text)
    return 1 + sum(1 for end in ends if not ABBREVIATIONS.search(bare[:end]))


def _loaded(text: str) -> str | None:
    """A loaded word in our own voice: outside quotation marks, and said by nobody."""
    found = LOADED.search(QUOTED.sub("", text))
    return found.group() if found and not ATTRIBUTION.search(text) else None
