"""The names of a pack as they may stand in running text: their words, forms and slips."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.core.asking.inflection import OBLIQUE_ENDINGS, inflected
from bot.core.asking.look_alikes import LOOK_ALIKES
from bot.core.asking.slips import by_letter, nearest_word
from bot.core.asking.vocabulary import is_known
from bot.core.asking.words import Word, split
from bot.core.pack import Actor, Pack
from bot.core.search import normalise

SHORT = 3  # letters; such a name counts only as the pack writes it, or nearly
MENDED_FROM, FOREIGN_MENDED_FROM = 5, 7  # letters; in other languages more words are alike

Parts = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Names:
    """What names are made of. An owner is an actor's id, or empty for what is not covered."""

    starting: Mapping[str, Sequence[tuple[Parts, str]]]  # by their first word
    forms: Mapping[str, Mapping[str, bool]]  # words that a form stands for; whether it is oblique
    written: Mapping[str, frozenset[str]]  # how the pack writes a short name
    words: frozenset[str]
    covered: Mapping[str, Sequence[str]]  # words that a slip can be mended to, by first letter
    other: Mapping[str, Sequence[str]]  # words of names that are not covered, likewise

    def stands_for(self, word: Word) -> Mapping[str, bool]:
        """The words of names that *word* can be, and whether it is one in an oblique case."""
        oblique = word.ending in OBLIQUE_ENDINGS
        if forms := self.forms.get(word.key):
            return {**forms, word.key: oblique}
        return {self._mended(word.key): oblique}

    def _mended(self, key: str) -> str:
        """The word of a covered name that *key* is nearest to, or *key*."""
        if len(key) < MENDED_FROM or key in self.words or key in LOOK_ALIKES or is_known(key):
            return key
        covered, other = nearest_word(key, self.covered), nearest_word(key, self.other)
        return covered[0] if covered and (not other or covered[1] < other[1]) else key


@lru_cache(maxsize=8)
def names_of(pack: Pack) -> Names:
    owners = dict(_spellings(pack))
    starting: dict[str, list[tuple[Parts, str]]] = {}
    for parts, owner in owners.items():
        starting.setdefault(parts[0], []).append((parts, owner))
    words = frozenset(word for parts in owners for word in parts)
    covered = frozenset(_mendable(pack))
    other = {word for parts, owner in owners.items() if not owner for word in parts} - covered
    forms, written = _forms(pack, words), _written(pack)
    return Names(
        starting, forms, written, words, by_letter(sorted(covered)), by_letter(sorted(other))
    )


def _names(actor: Actor) -> tuple[str, ...]:
    return (actor.id, *actor.names(), *actor.demonyms)


def _spellings(pack: Pack) -> Iterator[tuple[Parts, str]]:
    """The words of each name with its owner; of two owners the later counts."""
    yield from ((parts_of(name), "") for name in pack.header.elsewhere)
    for actor in pack.actors.values():
        yield from ((parts_of(name), actor.id) for name in _names(actor))


def parts_of(name: str) -> Parts:
    """The words of a name, as they are compared."""
    return tuple(word.key for word in split(name))


def _forms(pack: Pack, words: frozenset[str]) -> dict[str, dict[str, bool]]:
    """The case forms of all words of names but demonyms, which are no names to be declined."""
    demonyms = {normalise(name) for actor in pack.actors.values() for name in actor.demonyms}
    forms: dict[str, dict[str, bool]] = {}
    for word in sorted(words - demonyms):
        for form, oblique in inflected(word):
            if not is_known(form) and form not in LOOK_ALIKES:
                forms.setdefault(form, {})[word] = oblique
    return forms


def _written(pack: Pack) -> dict[str, frozenset[str]]:
    spellings: dict[str, set[str]] = {}
    for actor in pack.actors.values():
        for name in _names(actor):
            if len(key := normalise(name)) <= SHORT:
                spellings.setdefault(key, set()).add(name.replace(".", ""))
    return {key: frozenset(names) for key, names in spellings.items()}


def _mendable(pack: Pack) -> Iterator[str]:
    for actor in pack.actors.values():
        foreign = {alias.text for alias in actor.aliases if not isinstance(alias, str)}
        for name in (*actor.names(), *actor.demonyms):
            least = FOREIGN_MENDED_FROM if name in foreign else MENDED_FROM
            yield from (word for word in parts_of(name) if len(word) >= least)
