"""The titles of a pack's events and explainers, and the one that a text spells out."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from rapidfuzz.distance import OSA

from bot.core.asking.names import names_of
from bot.core.asking.phrases import GLUE, PRELUDE, UNKNOWN
from bot.core.asking.slips import by_letter, slips_allowed
from bot.core.asking.topics import Topic, stem, topic_of
from bot.core.asking.vocabulary import is_known, sense_at, sense_of
from bot.core.asking.words import Word, split, squash
from bot.core.card import Route
from bot.core.dates import MONTHS
from bot.core.edtf import Edtf
from bot.core.pack import Pack

IN_BRACKETS = re.compile(r"\s*\(([^)]*)\)")
LEAST_WORDS = 2  # of a part of a title that can stand for the whole
LONGEST = 30  # words; more cannot be a title
SLIPPED_FROM = 5  # letters; a shorter word is too like others to be a slip
BEFORE_TITLE = GLUE + PRELUDE + "hnpujIt"
AFTER_TITLE = GLUE + "tp"

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Title:
    """An event's title or an explainer's question, ready to be compared."""

    text: str
    opens: Route
    topic: Topic
    parts: Mapping[str, frozenset[str]]  # the whole, and what of it can stand for it: their keys
    places: frozenset[str]
    keys: frozenset[str]  # all of these, and those of the date

    @property
    def is_event(self) -> bool:
        return self.opens.kind == "event"


@dataclass(frozen=True, slots=True)
class Shelf:
    """All titles of a pack, with what finds them."""

    titles: Sequence[Title]
    squashed: Mapping[str, Title]
    spelt: Sequence[tuple[Key, Title]]  # the words of each part
    words: frozenset[str]
    by_letter: Mapping[str, Sequence[str]]  # the words by their first letter
    weights: Mapping[str, float]  # how telling a key is
    most: float  # as telling as a key of one title


@lru_cache(maxsize=8)
def shelf(pack: Pack) -> Shelf:
    titles = (*_events(pack), *_explainers(pack))
    spelt = {(key, title.opens): title for title in titles for key in _spellings(title) if key}
    words = sorted({word for key, _ in spelt for word in key})
    seen = Counter(key for title in titles for key in title.keys)
    return Shelf(
        titles,
        {squash(part): title for title in reversed(titles) for part in (*title.parts, title.text)},
        [(key, title) for (key, _), title in spelt.items()],
        frozenset(words),
        by_letter(words),
        {key: math.log(1 + len(titles) / count) for key, count in seen.items()},
        math.log(1 + len(titles)),
    )


def spelt_out(pack: Pack, text: str, words: Sequence[Word]) -> Title | None:
    """The title that *text* is, but for case, punctuation and a slip in one of its *words*."""
    if not words or len(words) > LONGEST:
        return None
    if title := shelf(pack).squashed.get(squash(text)):
        return title
    wholes = dict.fromkeys((_keys(words), _led(words), _bare(words)))
    return next(filter(None, (_with_a_slip(pack, whole) for whole in wholes)), None)


def is_word(pack: Pack, key: str) -> bool:
    """Whether *key* is a word of its own, of questions or of the pack, and no slip."""
    return is_known(key) or key in shelf(pack).words or key in names_of(pack).words


def _with_a_slip(pack: Pack, words: Key) -> Title | None:
    """The title with the fewest slips, unless two have as few."""
    found: dict[int, dict[Route, Title]] = {}
    for key, title in shelf(pack).spelt:
        slips = _slips(pack, words, key)
        if slips is not None:
            found.setdefault(slips, {})[title.opens] = title
    best = list(found[min(found)].values()) if found else []
    return best[0] if len(best) == 1 else None


def _slips(pack: Pack, words: Key, key: Key) -> int | None:
    """How many words differ, at most one and by a slip; None where they differ more."""
    if len(words) != len(key):
        return None
    differ = [pair for pair in zip(words, key, strict=True) if pair[0] != pair[1]]
    if not differ:
        return 0
    return 1 if len(differ) == 1 and _is_slip(pack, *differ[0]) else None


def _is_slip(pack: Pack, word: str, meant: str) -> bool:
    """Whether *word* is *meant* with a letter or two wrong; a word of its own only in its forms."""
    if len(word) < SLIPPED_FROM - 1 or len(meant) < SLIPPED_FROM or not meant.isalpha():
        return False
    if is_word(pack, word) and not _is_form(word, meant):
        return False
    allowed = slips_allowed(meant)
    return OSA.distance(word, meant, score_cutoff=allowed) <= allowed


def _is_form(word: str, meant: str) -> bool:
    shorter, longer = sorted((word, meant), key=len)
    sense = sense_of(word)
    return longer.startswith(shorter) or (sense == sense_of(meant) != UNKNOWN)


def _events(pack: Pack) -> Iterator[Title]:
    topics = {event.id: topic_of(pack, split(event.title)) for event in pack.events.values()}
    for event in pack.events.values():
        others = [topic.keys for event_id, topic in topics.items() if event_id != event.id]
        parts, topic = dict(_parts(pack, event.title, others)), topics[event.id]
        title = _title(pack, event.title, Route("event", (event.id,)), topic)
        places = frozenset(stem(word.key) for word in split(event.where))
        keys = topic.keys.union(places, _date_keys(event.when))
        yield replace(title, parts={**title.parts, **parts}, places=places, keys=keys)


def _explainers(pack: Pack) -> Iterator[Title]:
    for explainer in pack.explainers.values():
        topic = topic_of(pack, split(explainer.question))
        title = _title(pack, explainer.question, Route("explainer", (explainer.id,)), topic)
        also = {asked: topic_of(pack, split(asked)).keys for asked in explainer.also}
        yield replace(title, parts={**title.parts, **also})


def _title(pack: Pack, text: str, opens: Route, topic: Topic) -> Title:
    """What stands in brackets is left out of the whole: nobody has to repeat it."""
    plain = IN_BRACKETS.sub("", text)
    keys = topic.keys if plain == text else topic_of(pack, split(plain)).keys
    return Title(text, opens, topic, {plain: keys}, frozenset(), topic.keys)


def _parts(
    pack: Pack, title: str, others: Iterable[frozenset[str]]
) -> Iterator[tuple[str, frozenset[str]]]:
    """The parts of a title that name the event by themselves: "Operation Ring", "44-day war"."""
    in_brackets = [name for each in IN_BRACKETS.findall(title) for name in each.split(",")]
    at_colon = IN_BRACKETS.sub("", title).split(": ")
    for part in (*(at_colon if len(at_colon) > 1 else ()), *in_brackets):
        words = split(part)
        topic = topic_of(pack, words)
        tells = len(words) >= LEAST_WORDS and topic.keys - topic.names
        if tells and not any(topic.keys <= other for other in others):
            yield part.strip(), topic.keys


def _date_keys(when: Edtf) -> Iterator[str]:
    for day in (when.first_start, when.last_end):
        yield from (str(day.year), str(day.day), stem(MONTHS[day.month - 1]))


def _spellings(title: Title) -> Iterator[Key]:
    for part in dict.fromkeys((title.text, *title.parts)):
        words = split(part)
        yield _keys(words)
        if title.is_event:
            yield _led(words)


def _keys(words: Iterable[Word]) -> Key:
    return tuple(word.key for word in words)


def _led(words: Sequence[Word]) -> Key:
    """Without what only leads to a title: "when was the", "what happened in"."""
    start = 0
    while start < len(words):
        sense, length = sense_at(words, start)
        if sense not in BEFORE_TITLE:
            break
        start += length
    return _keys(words[start:])


def _bare(words: Sequence[Word]) -> Key:
    """Also without what may follow it: "begin", "happen"."""
    rest = _led(words)
    while len(rest) > 1 and sense_of(rest[-1]) in AFTER_TITLE:
        rest = rest[:-1]
    return rest
