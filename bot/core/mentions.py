"""The actors named in running text: inflected, abbreviated, misspelt, in any script."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.core.asking.inflection import OBLIQUE_ENDINGS, inflected
from bot.core.asking.vocabulary import LOOK_ALIKES, ORDINARY_SHORT, is_known, takes_a_subject
from bot.core.asking.words import Word, split
from bot.core.pack import Actor, Pack
from bot.core.search import name_index, normalise

SHORT = 3  # a name of so few letters has to be written as the pack writes it
MENDED_FROM = 5
TWO_SLIPS_FROM = 9
SHOUTED_FROM = 4  # words; then capitals tell nothing


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a text: the words from *start* to before *end*.

    *actor* is None for a name that the pack knows and does not cover. *name* is normalised, as
    the pack spells it. *oblique* names stand in a case that no subject has.
    """

    actor: Actor | None
    name: str
    start: int
    end: int
    oblique: bool = False


def mentions(pack: Pack, text: str) -> list[Mention]:
    """The first mention of each actor that *text* names, in order."""
    first: dict[str, Mention] = {}
    for mention in every_mention(pack, split(text)):
        if mention.actor:
            first.setdefault(mention.actor.id, mention)
    return list(first.values())


def uncovered(pack: Pack, text: str) -> list[str]:
    """The names in *text* that the pack knows and does not cover, as it spells them."""
    names = {normalise(name): name for name in pack.header.elsewhere}
    found = [each.name for each in every_mention(pack, split(text)) if each.actor is None]
    return [names[name] for name in dict.fromkeys(found)]


def every_mention(pack: Pack, words: Sequence[Word]) -> list[Mention]:
    """All names in *words*, covered or not, the longest first where two could begin."""
    names, lemmas = _names(pack), [_lemma(pack, word) for word in words]
    found, place = [], 0
    while place < len(words):
        mention = _longest(pack, names, words, lemmas, place)
        if mention:
            found.append(mention)
        place = mention.end if mention else place + 1
    return found


@dataclass(frozen=True, slots=True)
class _Lemma:
    """The word of a name that a written word stands for."""

    key: str
    oblique: bool = False


@dataclass(frozen=True, slots=True)
class _Names:
    """What names can be made of. An owner is an actor's id, or empty for what is not covered."""

    starting: dict[str, list[tuple[tuple[str, ...], str]]]  # by first word, the longest first
    forms: dict[str, _Lemma]
    written: dict[str, frozenset[str]]  # how the pack writes a short name
    correct: dict[str, list[str]]  # words of covered names, by first letter
    other: dict[str, list[str]]  # words of names that are not covered, by first letter


@lru_cache(maxsize=8)
def _names(pack: Pack) -> _Names:
    owners = dict.fromkeys(map(normalise, pack.header.elsewhere), "") | name_index(pack)
    starting: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for name, owner in sorted(owners.items(), key=lambda pair: -pair[0].count(" ")):
        parts = tuple(name.split())
        starting.setdefault(parts[0], []).append((parts, owner))
    correct = {word for name, owner in owners.items() if owner for word in name.split()}
    other = {word for name, owner in owners.items() if not owner for word in name.split()}
    return _Names(
        starting,
        _forms(pack, correct | other),
        _written(pack),
        _by_letter(correct - set(LOOK_ALIKES)),
        _by_letter(other - correct),
    )


def _forms(pack: Pack, known: set[str]) -> dict[str, _Lemma]:
    """Every inflected form that is no word of a name itself, to the word it comes from."""
    demonyms = {normalise(name) for actor in pack.actors.values() for name in actor.demonyms}
    return {
        form: _Lemma(word, oblique)
        for word in sorted(known - demonyms)
        for form, oblique in inflected(word)
        if form not in known and not is_known(form)
    }


def _written(pack: Pack) -> dict[str, frozenset[str]]:
    spellings: dict[str, set[str]] = {}
    for actor in pack.actors.values():
        for name in (actor.id, *actor.names(), *actor.demonyms):
            if len(key := normalise(name)) <= SHORT:
                spellings.setdefault(key, set()).add(name.replace(".", ""))
    return {key: frozenset(names) for key, names in spellings.items()}


def _by_letter(words: set[str]) -> dict[str, list[str]]:
    letters: dict[str, list[str]] = {}
    for word in sorted(words):
        if len(word) >= MENDED_FROM - 1:
            letters.setdefault(word[0], []).append(word)
    return letters


def _lemma(pack: Pack, word: Word) -> _Lemma:
    names = _names(pack)
    if word.key in names.forms:
        return names.forms[word.key]
    oblique = word.ending in OBLIQUE_ENDINGS
    if _may_be_misspelt(names, word.key):
        return _Lemma(_mended(names, word.key), oblique)
    return _Lemma(word.key, oblique)


def _may_be_misspelt(names: _Names, key: str) -> bool:
    return (
        len(key) >= MENDED_FROM
        and key not in names.correct.get(key[0], ())
        and key not in names.other.get(key[0], ())
        and key not in LOOK_ALIKES
        and not is_known(key)
    )


def _mended(names: _Names, key: str) -> str:
    """The one word of a covered name that *key* is nearest to, or *key*."""
    slips = 1 if len(key) < TWO_SLIPS_FROM else 2
    covered = _nearest(key, names.correct.get(key[0], []), slips)
    others = _nearest(key, names.other.get(key[0], []), slips)
    if covered and (not others or others[1] > covered[1]):
        return covered[0]
    return key


def _nearest(key: str, words: Sequence[str], slips: int) -> tuple[str, float] | None:
    best = process.extractOne(key, words, scorer=OSA.distance, score_cutoff=slips)
    return (best[0], best[1]) if best else None


def _longest(
    pack: Pack, names: _Names, words: Sequence[Word], lemmas: Sequence[_Lemma], place: int
) -> Mention | None:
    for parts, owner in _starting(names, words[place].key, lemmas[place].key):
        end = place + len(parts)
        if end <= len(words) and all(
            part in (words[at].key, lemmas[at].key) for at, part in enumerate(parts, start=place)
        ):
            if len(parts) == 1 and not _is_meant(names, words, place, parts[0]):
                continue
            actor = pack.actors[owner] if owner else None
            oblique = any(_is_oblique(words[at], lemmas[at]) for at in range(place, end))
            return Mention(actor, " ".join(parts), place, end, oblique)
    return None


def _starting(names: _Names, *keys: str) -> Iterator[tuple[tuple[str, ...], str]]:
    found = [each for key in dict.fromkeys(keys) for each in names.starting.get(key, ())]
    yield from sorted(found, key=lambda each: -len(each[0]))


def _is_oblique(word: Word, lemma: _Lemma) -> bool:
    return lemma.oblique or word.ending in OBLIQUE_ENDINGS


def _is_meant(names: _Names, words: Sequence[Word], place: int, name: str) -> bool:
    """Whether a short name is one here: “US” and “the us”, but not “tell us”."""
    written = names.written.get(name)
    if written is None:
        return True
    word = words[place].text
    if word in written and not _is_shouted(words):
        return True
    if name in ORDINARY_SHORT:
        return _has_place_of_a_name(words, place)
    return word.casefold() in {each.casefold() for each in written}


def _is_shouted(words: Sequence[Word]) -> bool:
    return len(words) >= SHOUTED_FROM and all(word.text.upper() == word.text for word in words)


def _has_place_of_a_name(words: Sequence[Word], place: int) -> bool:
    before = words[place - 1].key if place else ""
    after = words[place + 1].key if place + 1 < len(words) else ""
    return before == "the" or (before in ("did", "does") and takes_a_subject(after))
