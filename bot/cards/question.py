"""Answers to plain questions, and who is named in a message."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache

from rapidfuzz import fuzz, process

from bot.cards.open import open_card
from bot.core.card import Block, Card, Item, Note, Option, Paragraph, Route, Strong
from bot.core.listing import listed
from bot.core.mentions import mentions, uncovered
from bot.core.pack import Actor, Pack
from bot.core.queries import related_pairs, tie_on
from bot.core.questions import MAX_NEAR, Reading, read_question
from bot.core.search import has_word_starting, normalise
from bot.errors import BadInput

MAX_QUESTION = 300
MAX_SUGGESTIONS, MAX_LABEL = 25, 100
RESEMBLES = 75  # of 100; below it a suggestion is noise
RESEMBLES_FROM = 4  # letters
TIES = {"aligned": "aligned with {}", "mixed": "mixed towards {}", "adversarial": "at odds with {}"}


def answer_card(pack: Pack, question: str, today: date) -> Card:
    """The card that answers *question*, or one that says what was understood of it.

    Raises:
        BadInput: it is empty or too long.
    """
    length = len(question.strip())
    if not length:
        raise BadInput("There is no question here; ask who backs whom, why, or what happened when.")
    if length > MAX_QUESTION:
        raise BadInput(f"A question has at most {MAX_QUESTION} characters; this one has {length}.")
    reading = read_question(pack, question, today)
    return open_card(pack, reading.route) if reading.route else _no_answer(pack, reading)


def who_is_in_card(pack: Pack, text: str) -> Card:
    """The actors that a message names, where each stands today, and their relations."""
    actors = [mention.actor for mention in mentions(pack, text) if mention.actor]
    strange = uncovered(pack, text)
    blocks: list[Block] = [_item(pack, actor) for actor in actors]
    if not actors:
        blocks.append(Paragraph(("No actor of this pack is named in that message.",)))
    if strange:
        blocks.append(Note((f"Named, but not in this pack: {', '.join(strange)}.",)))
    return Card(
        title="Who is in this message",
        blocks=tuple(blocks),
        options=tuple(_relations(pack, actors))[:MAX_NEAR],
        private=True,
        actors=tuple(actor.id for actor in actors),
    )


def ask_suggestions(pack: Pack, typed: str) -> list[tuple[str, str]]:
    """Questions to offer while one is typed, each with its label; the best first."""
    texts, key = _askable(pack), normalise(typed)
    begin = [text for folded, text in texts.items() if folded.startswith(key)]
    inside = [text for folded, text in texts.items() if has_word_starting(folded, key)]
    alike = [texts[folded] for folded in _resembling(key, list(texts))]
    found = list(dict.fromkeys((*begin, *inside, *alike)))[:MAX_SUGGESTIONS]
    return [(text[:MAX_LABEL], text[:MAX_LABEL]) for text in found]


def _no_answer(pack: Pack, reading: Reading) -> Card:
    lines: list[Block] = [Paragraph((_understood(pack, reading),))]
    if reading.near and not reading.is_choice:
        lines.append(Paragraph(("You may have meant one of these.",)))
    return Card(
        title="Which one do you mean?" if reading.is_choice else "I do not know that.",
        blocks=tuple(lines),
        buttons=(Option("What I can do", Route("help")),),
        options=reading.near,
        private=True,
    )


def _understood(pack: Pack, reading: Reading) -> str:
    if reading.is_choice:
        return "More than one card answers that."
    if reading.uncovered:
        verb = "is" if len(reading.uncovered) == 1 else "are"
        return f"{listed(reading.uncovered)} {verb} not in this pack."
    if reading.actors:
        names = listed([actor.mention for actor in reading.actors])
        them = "it" if len(reading.actors) == 1 else "them"
        return f"I recognised {names}, but not what you ask about {them}."
    return f"I answer questions about who backs whom. This pack: {pack.header.title}."


def _item(pack: Pack, actor: Actor) -> Item:
    option = Option(actor.name, Route("actor", (actor.id,)))
    return Item((Strong(actor.name), f" — {_stand(pack, actor)}"), option=option)


def _stand(pack: Pack, actor: Actor) -> str:
    if actor.id in pack.header.sides:
        return "a side of this conflict"
    ties = [
        TIES[tie.phase.sign].format(pack.actors[side].mention)
        for side in pack.header.sides
        if (alliance := pack.between(actor.id, side)) and (tie := tie_on(alliance, pack.day))
    ]
    return "; ".join(ties) or "no tie to either side today"


def _relations(pack: Pack, actors: Sequence[Actor]) -> Iterator[Option]:
    for one, other in related_pairs(pack, actors):
        yield Option(f"{one.name} and {other.name}", Route("alliance", (one.id, other.id, "")))


@lru_cache(maxsize=8)
def _askable(pack: Pack) -> dict[str, str]:
    """Every explainer's question and event's title, by its folded text."""
    texts = [explainer.question for explainer in pack.explainers.values()]
    texts += [event.title for event in pack.chronicle]
    return {normalise(text): text for text in texts}


def _resembling(key: str, folded: Sequence[str]) -> list[str]:
    if len(key) < RESEMBLES_FROM:
        return []
    near = process.extract(
        key[:MAX_LABEL],
        folded,
        scorer=fuzz.partial_ratio,
        score_cutoff=RESEMBLES,
        limit=MAX_SUGGESTIONS,
    )
    return [text for text, _, _ in near]
