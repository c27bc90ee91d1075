"""What a text is about, as keys that can be compared: stems of its words, and actors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.core.asking.names import parts_of
from bot.core.asking.phrases import ACTOR, GLUE, PRELUDE
from bot.core.asking.vocabulary import sense_at
from bot.core.asking.words import Word
from bot.core.mentions import Mention, every_mention
from bot.core.pack import Actor, Pack

ASKING = "yzhwnm"
EMPTY = GLUE + PRELUDE + ASKING + "NptvujIYFq&W"  # senses that say nothing of a subject
NEGATION, NOT = "x", "not"  # its sense, its key
ENDINGS = ("ings", "ing", "ed", "es", "s", "e")
SHORTEST_STEM, LONGEST_STEM = 3, 6
SAME_BEGINNING = 4
WAS = frozenset(("was", "were", "been"))
JOINED = frozenset(("and", "the"))


@dataclass(frozen=True, slots=True)
class Topic:
    """The keys of a text and the roles of its actors.

    *agents* are who acts, and *patient* whom something is done to where that is said first.
    """

    keys: frozenset[str]
    names: frozenset[str]  # the keys that come from names of actors
    senses: str
    actors: tuple[str, ...]  # ids, in the order of the text; but "by" goes first
    agents: frozenset[str]
    patient: str

    @property
    def asks(self) -> str:
        """The sense of the question word, or nothing."""
        return next((sense for sense in self.senses if sense in ASKING), "")

    @property
    def is_mutual(self) -> bool:
        return "&" in self.senses or "q" in self.senses


def topic_of(pack: Pack, words: Sequence[Word]) -> Topic:
    found = every_mention(pack, words)
    keys = list(_keys(pack, words, found))
    named = [mention for mention in found if mention.actor]
    by = [mention for mention in named if _before(words, mention) == "by"]
    leads = bool(named) and _opens(words, named[0])
    passive = leads and _is_passive(words, named[0])
    agents = by if passive else _together(words, named) if leads else ()
    return Topic(
        frozenset(key for key, _ in keys if key),
        frozenset(key for key, sense in keys if sense == ACTOR),
        "".join(sense for _, sense in keys),
        tuple(dict.fromkeys(map(_id, (*by, *named)))),
        frozenset(map(_id, agents)),
        _id(named[0]) if passive else "",
    )


def stem(key: str) -> str:
    """So much of a word that its other forms have it too: "captured" and "captures" are one."""
    for ending in ENDINGS:
        if key.endswith(ending) and len(key) - len(ending) >= SHORTEST_STEM:
            return key.removesuffix(ending)[:LONGEST_STEM]
    return key[:LONGEST_STEM]


def is_own_name(pack: Pack, mention: Mention) -> bool:
    """Whether it is the actor's own name, in English or short: "the US", not "Washington"."""
    return mention.name in _own_names(pack)


def _keys(pack: Pack, words: Sequence[Word], found: Sequence[Mention]) -> Iterator[tuple[str, str]]:
    """Each key with the sense it comes from; the key of what says nothing is empty."""
    starts = {mention.start: mention for mention in found}
    place = 0
    while place < len(words):
        if mention := starts.get(place):
            yield from ((key, ACTOR) for key in _of_name(pack, mention))
            place = mention.end
            continue
        sense, length = sense_at(words, place)
        if sense in EMPTY:
            yield "", sense
        elif sense == NEGATION:
            yield NOT, sense
        else:
            yield from ((stem(word.key), sense) for word in words[place : place + length])
        place += length


def _of_name(pack: Pack, mention: Mention) -> list[str]:
    """One key for an actor's own name; the words of the name of its capital, say."""
    if mention.actor and is_own_name(pack, mention):
        return [f"={mention.actor.id}"]
    return [stem(part) for part in mention.name.split()]


@lru_cache(maxsize=8)
def _own_names(pack: Pack) -> frozenset[str]:
    return frozenset(
        " ".join(parts_of(name))
        for actor in pack.actors.values()
        for name in (actor.id, *actor.names(), *actor.demonyms)
        if _is_own(actor, name)
    )


def _is_own(actor: Actor, name: str) -> bool:
    if name.isupper() or name in (actor.id, *actor.demonyms):
        return True
    words, named = set(parts_of(name)), set(parts_of(actor.name))
    like = (actor.name, *(actor.demonyms if actor.kind == "state" else ()))
    return words <= named or words >= named or any(_begin_alike(name, each) for each in like)


def _begin_alike(name: str, other: str) -> bool:
    return parts_of(name)[0][:SAME_BEGINNING] == parts_of(other)[0][:SAME_BEGINNING]


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
        if sense not in GLUE + PRELUDE + NEGATION + ASKING:
            return False
        place += length
    return True


def _is_passive(words: Sequence[Word], first: Mention) -> bool:
    """ "When was Armenia recognised", but not "when was Armenia closing"."""
    return any(word.key in WAS for word in words[: first.start]) and not any(
        word.key.endswith("ing") for word in words
    )


def _together(words: Sequence[Word], named: Sequence[Mention]) -> list[Mention]:
    """The first name and those joined to it: "Armenia and Azerbaijan", "Turkey-Armenia"."""
    joined = [named[0]]
    for mention in named[1:]:
        if not {word.key for word in words[joined[-1].end : mention.start]} <= JOINED:
            break
        joined.append(mention)
    return joined
