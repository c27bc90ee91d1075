"""What a piece of text is about, as keys that can be compared: stems of words, and actors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.core.asking.vocabulary import GLUE, sense_at
from bot.core.asking.words import Word
from bot.core.mentions import Mention, every_mention
from bot.core.pack import Actor, Pack
from bot.core.search import normalise

EMPTY = GLUE + ".hwnmyzptvujIYFq&W"  # senses that say nothing of a subject
ASKING = "yzhwnm"
ENDINGS = ("ings", "ing", "ed", "es", "s", "e")
SHORTEST_STEM, LONGEST_STEM = 3, 6
SAME_PREFIX = 4
WAS, BY = ("was", "were", "been"), "by"


@dataclass(frozen=True, slots=True)
class Topic:
    """The keys of a text and the roles of its actors.

    *agents* is who acts, in the active voice; *patient* whom something is done to in the passive.
    """

    keys: tuple[str, ...]
    senses: str
    actors: tuple[str, ...]  # who acts before whom it is done to
    agents: frozenset[str]
    patient: str

    @property
    def asks(self) -> str:
        """The sense of its question word, or nothing."""
        return next((sense for sense in self.senses if sense in ASKING), "")

    @property
    def is_mutual(self) -> bool:
        return "&" in self.senses or "q" in self.senses


def topic_of(pack: Pack, words: Sequence[Word]) -> Topic:
    found = every_mention(pack, words)
    keys, senses = [], []
    for key, sense in _keys(pack, words, found):
        keys += [key] if key else []
        senses.append(sense)
    named = [mention for mention in found if mention.actor]
    by = [mention for mention in named if _before(words, mention) == BY]
    order = [*by, *(mention for mention in named if mention not in by)]
    first = named[:1] if named and _opens(words, named[0]) else []
    passive = bool(first) and any(word.key in WAS for word in words[: first[0].start])
    passive = passive and not any(word.key.endswith("ing") for word in words)
    return Topic(
        tuple(dict.fromkeys(keys)),
        "".join(senses),
        tuple(dict.fromkeys(_id(mention) for mention in order)),
        frozenset(map(_id, by)) if passive else frozenset(map(_id, _together(words, named, first))),
        _id(first[0]) if passive else "",
    )


def stem(key: str) -> str:
    """So much of a word that its other forms have it too: "captured" and "captures" are one."""
    for ending in ENDINGS:
        if key.endswith(ending) and len(key) - len(ending) >= SHORTEST_STEM:
            return key.removesuffix(ending)[:LONGEST_STEM]
    return key[:LONGEST_STEM]


def _keys(
    pack: Pack, words: Sequence[Word], found: Sequence[Mention]
) -> Iterator[tuple[str, str]]:
    """Each key with the sense it comes from; the key of what says nothing is empty."""
    starts = {mention.start: mention for mention in found}
    place = 0
    while place < len(words):
        if mention := starts.get(place):
            yield from ((key, "A") for key in _of_name(pack, words, mention))
            place = mention.end
            continue
        sense, length = sense_at(words, place)
        if sense in EMPTY:
            yield "", sense
        elif sense == "x":
            yield "not", sense
        else:
            yield from ((stem(word.key), sense) for word in words[place : place + length])
        place += length


def _of_name(pack: Pack, words: Sequence[Word], mention: Mention) -> list[str]:
    """One key for a name of the actor itself; the words of a name for its capital, say."""
    if mention.actor and mention.name in _own_names(pack):
        return [f"={mention.actor.id}"]
    return [stem(part) for part in mention.name.split()]


@lru_cache(maxsize=8)
def _own_names(pack: Pack) -> frozenset[str]:
    return frozenset(
        normalise(name)
        for actor in pack.actors.values()
        for name in (actor.id, *actor.names(), *actor.demonyms)
        if _is_own(actor, name)
    )


def _is_own(actor: Actor, name: str) -> bool:
    """Whether *name* is the actor's own, in English or short: "the US" is, "Washington" is not."""
    key, parts = normalise(name), set(normalise(name).split())
    named = set(normalise(actor.name).split())
    like = (actor.name, *(actor.demonyms if actor.kind == "state" else ()))
    return (
        name.isupper()
        or name in (actor.id, *actor.demonyms)
        or parts <= named
        or parts >= named
        or any(key[:SAME_PREFIX] == normalise(each)[:SAME_PREFIX] for each in like)
    )


def _id(mention: Mention) -> str:
    return mention.actor.id if mention.actor else ""


def _before(words: Sequence[Word], mention: Mention) -> str:
    places = range(mention.start - 1, -1, -1)
    return next((words[place].key for place in places if words[place].key != "the"), "")


def _opens(words: Sequence[Word], mention: Mention) -> bool:
    """Whether nothing but question words and glue stands before the name."""
    place = 0
    while place < mention.start:
        sense, length = sense_at(words, place)
        if sense not in GLUE + ".x" + ASKING:
            return False
        place += length
    return True


def _together(
    words: Sequence[Word], named: Sequence[Mention], first: Sequence[Mention]
) -> Iterator[Mention]:
    """The first name and those joined to it: "Armenia and Azerbaijan", "Turkey-Armenia"."""
    end = -1
    for mention in named if first else ():
        between = [word.key for word in words[end:mention.start]] if end >= 0 else []
        if any(key not in ("and", "the") for key in between):
            return
        yield mention
        end = mention.end
