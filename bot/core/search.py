"""Find an actor by any name people type: exact, alias, another script, misspelt."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein, JaroWinkler

from bot.core.pack import Actor, Pack

SUGGESTIONS = 3
LEAST_LIKE = 0.75  # Jaro-Winkler; below it a suggestion is noise
FOLDED = str.maketrans({"ı": "i", "ə": "e", "ł": "l", "ø": "o", "đ": "d", "ß": "ss", "’": "'"})
ENDING = re.compile(r"(?<=\w)'\w{0,4}\b")  # 's, and the Turkish and Azerbaijani case endings
NO_LETTER = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Match:
    """What a name can mean: one actor, several, or none with near misses.

    *exact* is false where a misspelling was mended on the way.
    """

    actors: tuple[Actor, ...] = ()
    exact: bool = True
    near: tuple[Actor, ...] = ()
    elsewhere: bool = False  # a name the pack knows and does not cover


def normalise(text: str) -> str:
    """Fold case, accents, punctuation and spaces away, so that spellings can be compared."""
    text = ENDING.sub("", text.casefold().translate(FOLDED))
    letters = unicodedata.normalize("NFKD", text.replace(".", ""))
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return NO_LETTER.sub(" ", bare.casefold().translate(FOLDED)).strip()


def find_actor(pack: Pack, text: str) -> Match:
    """What *text* names, by the first of these that fits anything.

    The whole name or alias; the start of a word of one; a name at an edit distance of one. What
    is further off is near at best: at two slips one people's name can be another's.
    """
    key = without_article(normalise(text))
    names = name_index(pack)
    if key in names:
        return Match((pack.actors[names[key]],))
    if key in _elsewhere(pack):
        return Match(elsewhere=True)
    if begun := _beginning_with(pack, key):
        return Match(begun)
    slips, misspelt = _misspelt(pack, key)
    if misspelt and slips >= _slips_of_elsewhere(pack, key):
        return Match(elsewhere=True)
    if slips == 1:
        return Match(misspelt, exact=False)
    return Match(near=_actors(pack, [*_ids(misspelt), *_ids(_near(pack, key))])[:SUGGESTIONS])


def suggest_actors(pack: Pack, text: str, limit: int = 25) -> list[tuple[str, Actor]]:
    """Actors to offer while *text* is typed, with the name that fits, best first."""
    key = without_article(normalise(text))
    if not key:
        return [(actor.name, actor) for actor in pack.actors.values()][:limit]
    found: dict[str, str] = {}
    for test in (str.__eq__, str.startswith, has_word_starting, str.__contains__):
        for name, spelling, actor_id in _spellings(pack):
            if actor_id not in found and test(name, key):
                found[actor_id] = spelling
    if not found:
        match = find_actor(pack, text)
        found = {actor.id: actor.name for actor in (*match.actors, *match.near)}
    return [(spelling, pack.actors[actor_id]) for actor_id, spelling in found.items()][:limit]


@lru_cache(maxsize=8)
def name_index(pack: Pack) -> dict[str, str]:
    """Every normalised id, name and alias, to its actor's id."""
    names = {name: actor_id for name, _, actor_id in _spellings(pack)}
    return {normalise(actor_id): actor_id for actor_id in pack.actors} | names


@lru_cache(maxsize=8)
def _spellings(pack: Pack) -> tuple[tuple[str, str, str], ...]:
    """Normalised name, name as written, actor's id; in the order of the pack."""
    return tuple(
        (normalise(name), name, actor.id)
        for actor in pack.actors.values()
        for name in (*actor.names(), *actor.demonyms)
    )


@lru_cache(maxsize=8)
def _elsewhere(pack: Pack) -> frozenset[str]:
    return frozenset(normalise(name) for name in pack.header.elsewhere)


def is_elsewhere(pack: Pack, key: str) -> bool:
    """Whether the normalised *key* names something that the pack says it does not cover."""
    return key in _elsewhere(pack)


def without_article(key: str) -> str:
    """A normalised name less its "the"."""
    return key.removeprefix("the ")


def has_word_starting(name: str, key: str) -> bool:
    """Whether a word of *name* but the first begins with *key*; both are normalised."""
    return f" {key}" in name


def _beginning_with(pack: Pack, key: str) -> tuple[Actor, ...]:
    if len(key) < 3:
        return ()
    hits = [
        actor_id
        for name, _, actor_id in _spellings(pack)
        if name.startswith(key) or has_word_starting(name, key)
    ]
    return _actors(pack, hits)


def _misspelt(pack: Pack, key: str) -> tuple[int, tuple[Actor, ...]]:
    """The actors with the nearest name, within the slips that the length of *key* allows."""
    allowed = allowed_distance(key)
    names = {name: actor_id for name, actor_id in _proper_names(pack).items() if len(name) > 3}
    scored = process.extract(
        key, names.keys(), scorer=DamerauLevenshtein.distance, score_cutoff=allowed, limit=None
    )
    least = min((distance for _, distance, _ in scored), default=0) if allowed else 0
    return least, _actors(
        pack, [names[name] for name, distance, _ in scored if 0 < distance == least]
    )


def _slips_of_elsewhere(pack: Pack, key: str) -> int:
    """How far the nearest name is that the pack does not cover; as far as the key is long."""
    best = process.extractOne(key, sorted(_elsewhere(pack)), scorer=DamerauLevenshtein.distance)
    return best[1] if best else len(key)


@lru_cache(maxsize=8)
def _proper_names(pack: Pack) -> dict[str, str]:
    """Names and aliases to actors. A demonym is no name to mend: peoples' names are too alike."""
    return {normalise(name): actor.id for actor in pack.actors.values() for name in actor.names()}


def allowed_distance(key: str) -> int:
    """How many slips of the finger still count as the same name: short names are too alike."""
    return 0 if len(key) < 4 else 1 if len(key) < 6 else 2


def _near(pack: Pack, key: str) -> tuple[Actor, ...]:
    index = name_index(pack)
    scored = process.extract(
        key, index.keys(), scorer=JaroWinkler.similarity, score_cutoff=LEAST_LIKE, limit=12
    )
    return _actors(pack, [index[name] for name, _, _ in scored])[:SUGGESTIONS]


def _ids(actors: tuple[Actor, ...]) -> list[str]:
    return [actor.id for actor in actors]


def _actors(pack: Pack, ids: list[str]) -> tuple[Actor, ...]:
    return tuple(pack.actors[actor_id] for actor_id in dict.fromkeys(ids))
