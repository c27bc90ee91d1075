"""The actors named in running text: inflected, abbreviated, misspelt, in any script."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.core.asking.names import Names, Parts, names_of, parts_of
from bot.core.asking.phrases import ORDINARY_SHORT, TAKES_ARTICLE
from bot.core.asking.vocabulary import takes_a_subject
from bot.core.asking.words import Word, split
from bot.core.pack import Actor, Pack

SHOUTED_FROM = 4  # words; where all are in capitals, these tell nothing


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a text: the words from *start* to before *end*.

    *actor* is None for a name that the pack knows and does not cover. *name* is normalised, as
    the pack spells it. A name that is *oblique* stands in a case that no subject has.
    """

    actor: Actor | None
    name: str
    start: int
    end: int
    oblique: bool = False


def mentions(pack: Pack, text: str) -> list[Mention]:
    """The first mention of each actor that *text* names, in order."""
    return first_of_each(every_mention(pack, split(text)))


def uncovered(pack: Pack, text: str) -> list[str]:
    """The names in *text* that the pack knows and does not cover, as it spells them."""
    return names_uncovered(pack, every_mention(pack, split(text)))


def first_of_each(found: Iterable[Mention]) -> list[Mention]:
    first: dict[str, Mention] = {}
    for mention in found:
        if mention.actor:
            first.setdefault(mention.actor.id, mention)
    return list(first.values())


def names_uncovered(pack: Pack, found: Iterable[Mention]) -> list[str]:
    names = dict.fromkeys(mention.name for mention in found if mention.actor is None)
    spelt = {" ".join(parts_of(name)): name for name in pack.header.elsewhere} if names else {}
    return [spelt[name] for name in names]


def every_mention(pack: Pack, words: Sequence[Word]) -> list[Mention]:
    """All names in *words*, covered or not; of those that begin together the longest."""
    names = names_of(pack)
    text = _Text(names, words, [names.stands_for(word) for word in words], _is_shouted(words))
    found, place = [], 0
    while place < len(words):
        mention = _longest(pack, text, place)
        if mention:
            found.append(mention)
        place = mention.end if mention else place + 1
    return found


@dataclass(frozen=True, slots=True)
class _Text:
    names: Names
    words: Sequence[Word]
    stand_for: Sequence[Mapping[str, bool]]
    is_shouted: bool


def _is_shouted(words: Sequence[Word]) -> bool:
    return len(words) >= SHOUTED_FROM and all(word.text == word.text.upper() for word in words)


def _longest(pack: Pack, text: _Text, place: int) -> Mention | None:
    for parts, owner in _starting(text, place):
        end = place + len(parts)
        forms = [each.get(part) for part, each in zip(parts, text.stand_for[place:], strict=False)]
        if len(forms) < len(parts) or None in forms:
            continue
        if len(parts) > 1 or _is_meant(text, place, parts[0]):
            return Mention(pack.actors.get(owner), " ".join(parts), place, end, any(forms))
    return None


def _starting(text: _Text, place: int) -> list[tuple[Parts, str]]:
    """The names that may begin here: the longest first, of equals the one as written."""
    key = text.words[place].key
    firsts = sorted(text.stand_for[place], key=lambda first: first != key)
    found = [name for first in firsts for name in text.names.starting.get(first, ())]
    return sorted(found, key=lambda name: -len(name[0]))


def _is_meant(text: _Text, place: int, name: str) -> bool:
    """Whether a short name is one here: “US” and “the us”, but not “tell us”."""
    written = text.names.written.get(name)
    if written is None:
        return True
    word = text.words[place].text
    if word in written and not text.is_shouted:
        return True
    if name in ORDINARY_SHORT:
        return name in TAKES_ARTICLE and _has_place_of_a_name(text.words, place)
    return word.casefold() in {each.casefold() for each in written}


def _has_place_of_a_name(words: Sequence[Word], place: int) -> bool:
    before = words[place - 1].key if place else ""
    after = words[place + 1].key if place + 1 < len(words) else ""
    return before == "the" or (before in ("did", "does") and takes_a_subject(after))
