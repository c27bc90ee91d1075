"""The sense of a word in a question, by the phrases listed, their forms and slips of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.core.asking.look_alikes import LOOK_ALIKES
from bot.core.asking.phrases import KIND, KINDS, PHRASES, STEMS, UNKNOWN, VERBS
from bot.core.asking.slips import by_letter
from bot.core.asking.words import Word
from bot.core.search import normalise

MENDED_FROM = 6  # letters
MENDED = "bdefiKloOpPrSwy"  # senses that a slip may be mended to

Phrase = tuple[str, ...]


def sense_at(words: Sequence[Word], place: int) -> tuple[str, int]:
    """The sense of the longest phrase that begins at *place*, and the words it takes."""
    for phrase, sense in SENSES.get(words[place].key, ()):
        if tuple(word.key for word in words[place : place + len(phrase)]) == phrase:
            return sense, len(phrase)
    key = words[place].key
    return KIND if key in KINDS else _stemmed(key) or _mended(key) or UNKNOWN, 1


def sense_of(key: str) -> str:
    """The sense of a word that stands alone."""
    return sense_at((Word(key, key),), 0)[0]


def is_known(key: str) -> bool:
    """Whether *key* is a word of questions, so that it can be no slip of another word."""
    return key in WORDS


def takes_a_subject(key: str) -> bool:
    """Whether what stands before *key* can only be a name: "did us support"."""
    return sense_of(key) in ("b", "o", "S")


def _listed(text: str) -> Iterator[Phrase]:
    return (tuple(normalise(phrase).split()) for phrase in text.split(","))


def _forms(verb: str) -> Phrase:
    """The regular forms: back, backs, backed, backing."""
    stem = verb.removesuffix("e")
    if verb.endswith("ly"):
        return verb, f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing"
    return verb, f"{verb}s", f"{stem}ed", f"{stem}ing"


def _senses() -> dict[str, list[tuple[Phrase, str]]]:
    """Phrases with their senses by first word, the longest first."""
    senses: dict[Phrase, str] = {
        (form,): sense
        for sense, verbs in VERBS.items()
        for (verb,) in _listed(verbs)
        for form in _forms(verb)
    }
    senses |= {phrase: sense for sense, text in PHRASES.items() for phrase in _listed(text)}
    found: dict[str, list[tuple[Phrase, str]]] = {}
    for phrase, sense in sorted(senses.items(), key=lambda pair: -len(pair[0])):
        found.setdefault(phrase[0], []).append((phrase, sense))
    return found


SENSES = _senses()
WORDS = {word for known in SENSES.values() for phrase, _ in known for word in phrase} | set(KINDS)
BY_STEM = {stem: sense for sense, text in STEMS.items() for (stem,) in _listed(text)}
LONG_WORDS = {
    phrase[0]: sense
    for known in SENSES.values()
    for phrase, sense in known
    if len(phrase) == 1 and len(phrase[0]) >= MENDED_FROM and sense in MENDED
}
BY_LETTER = by_letter(LONG_WORDS)


def _stemmed(key: str) -> str:
    return next((sense for stem, sense in BY_STEM.items() if key.startswith(stem)), "")


def _mended(key: str) -> str:
    """The sense of a word that *key* misses by a letter more, less or swapped, or nothing.

    A wrong letter is not mended: "barking" is no slip of "backing".
    """
    if len(key) < MENDED_FROM or key in LOOK_ALIKES:
        return ""
    words = BY_LETTER.get(key[0], ())
    near = process.extract(key, words, scorer=OSA.distance, score_cutoff=1, limit=None)
    found = [word for word, _, _ in near if len(word) != len(key) or sorted(word) == sorted(key)]
    return LONG_WORDS[found[0]] if found else ""
