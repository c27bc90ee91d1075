"""Titles by their words: which of them a question means, and which it may mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.core.asking.slips import nearest_word
from bot.core.asking.titles import SLIPPED_FROM, Title, is_word, shelf
from bot.core.asking.topics import NOT, Topic
from bot.core.asking.words import Word
from bot.core.pack import Pack

ENOUGH = 0.75  # of a title's weight: then the question is that title in other words
ENOUGH_NAMED = 0.6  # for "what is", or no question word at all
ENOUGH_DATED = 0.34  # for "when", which need not retell the title
ENOUGH_LOOSE = 0.2  # for "what happened", and for "when" with two words that tell
CLEARLY = 0.1  # by so much the best title must lead
RELATED = 0.4  # of a question's weight: then the title may have been meant


@dataclass(frozen=True, slots=True)
class Fit:
    """How much of the title the question tells, and how much of the question the title."""

    title: Title
    told: float
    heard: float
    is_whole: bool  # the title accounts for every word of the question


def fits(pack: Pack, topic: Topic) -> list[Fit]:
    """The titles that share a key with the topic, those that share most first."""
    keys = topic.keys
    found = [_fit(pack, title, keys) for title in shelf(pack).titles if keys & title.keys]
    return sorted(found, key=lambda fit: -fit.told * fit.heard)


def meant(topic: Topic, found: Sequence[Fit]) -> tuple[Title, ...]:
    """The title that accounts for all the words of a question; several where it is a toss-up.

    An explainer has to be told nearly whole, an event by as much as its question leaves open.
    """
    whole = [fit for fit in found if fit.is_whole and _is_alike(fit, topic)]
    best = max(whole, key=lambda fit: fit.told, default=None)
    if best is None or best.told < _least(best.title, topic):
        return ()
    margin = CLEARLY if best.told >= ENOUGH else 1.0
    return tuple(fit.title for fit in whole if fit.told > best.told - margin)


def retold(topic: Topic, found: Sequence[Fit]) -> tuple[Title, ...]:
    """The explainers in which a question is contained whole."""
    whole = [fit.title for fit in found if fit.is_whole and not fit.title.is_event]
    return tuple(title for title in whole if topic.asks == title.topic.asks)


def related(topic: Topic, found: Sequence[Fit]) -> tuple[Title, ...]:
    """What may have been meant, the likeliest first: the same actors, and more than their names."""
    return tuple(
        fit.title
        for fit in found
        if fit.heard >= RELATED
        and (topic.keys - topic.names) & fit.title.keys
        and (not topic.actors or set(topic.actors) & set(fit.title.topic.actors))
    )


def without_slips(pack: Pack, words: Sequence[Word]) -> list[Word]:
    """The words, those that are none mended to the nearest word of a title."""
    return [_mended(pack, word) for word in words]


def _mended(pack: Pack, word: Word) -> Word:
    if len(word.key) < SLIPPED_FROM or not word.key.isalpha() or is_word(pack, word.key):
        return word
    best = nearest_word(word.key, shelf(pack).by_letter)
    return replace(word, key=best[0]) if best else word


def _fit(pack: Pack, title: Title, keys: frozenset[str]) -> Fit:
    told = max(_share(pack, part, keys) for part in title.parts.values())
    return Fit(title, told, _share(pack, keys, title.keys), keys <= title.keys)


def _share(pack: Pack, whole: frozenset[str], part: frozenset[str]) -> float:
    """How much of the weight of *whole* lies in *part*; a key of no title weighs most."""
    weights, most = shelf(pack).weights, shelf(pack).most
    total = sum(weights.get(key, most) for key in whole)
    return sum(weights.get(key, most) for key in whole & part) / total if total else 0.0


def _least(title: Title, topic: Topic) -> float:
    if not title.is_event or topic.asks in ("y", "z", "w", "m"):
        return ENOUGH
    if "p" in topic.senses:
        return 0.0 if topic.keys & title.places else ENOUGH_LOOSE
    if "n" in topic.senses:
        return ENOUGH_LOOSE if len(topic.keys - topic.names) > 1 else ENOUGH_DATED
    return ENOUGH_NAMED


def _is_alike(fit: Fit, topic: Topic) -> bool:
    told = fit.title.topic
    if not fit.title.is_event and (fit.told < ENOUGH or topic.asks not in ("", told.asks)):
        return False
    return (NOT in told.keys) == (NOT in topic.keys) and _plays_alike(told, topic)


def _plays_alike(told: Topic, asked: Topic) -> bool:
    """Whether the actors do the same in both: "Armenia closes the border" is another event."""
    if len(told.actors) < 2:
        return True
    in_both = [actor for actor in told.actors if actor in asked.actors]
    same_order = in_both == [actor for actor in asked.actors if actor in in_both]
    if told.agents and asked.agents and not asked.agents <= told.agents:
        return False
    if asked.patient and asked.patient in told.agents:
        return False
    return same_order or asked.is_mutual or told.is_mutual
