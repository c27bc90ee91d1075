"""Take apart what was typed behind a command: names without quotes, dates in the usual words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias, get_args

from bot.core.dates import MONTHS, NOW, read_date
from bot.core.pack import EventKind, Pack
from bot.core.search import find_actor
from bot.errors import BadInput

Words: TypeAlias = tuple[str, ...]

WORD = re.compile(r"[\"“”„«»]([^\"“”„«»]+)[\"“”„«»]|([^\s\"“”„«»]+)")
MOST_WORDS = 16
LONGEST_DATE = 3  # words: 27 September 2020
# What may stand between two names, around them, or before a date.
BETWEEN = frozenset(
    [
        "and",
        "back",
        "backs",
        "backed",
        "backing",
        "support",
        "supports",
        "supported",
        "supporting",
        "with",
        "vs",
        "vs.",
        "versus",
        "to",
        "&",
        "-",
        "–",
        "—",
        "->",
        "→",
        "/",
    ]
)
BEFORE = frozenset(("does", "do", "did", "is", "was", "between", "of", "about", "on", "for"))
DATED = frozenset(("in", "on", "at", "as", "of", "since", "from", "until", "till", "to", "kind"))
SINCE, UNTIL = frozenset(("from", "since", "after")), frozenset(("to", "until", "till", "before"))
PLAIN = frozenset(("and", "-", "–", "in", "on"))
RANGE = re.compile(r"\b(\d{4})\s*[-–]\s*(\d{4})\b")
KINDS = get_args(EventKind)
# How well a name fits: one actor, one after mending, several, or something near.
EXACT, MENDED, SEVERAL, NEAR, NOTHING = 8, 6, 4, 1, 0


@dataclass(frozen=True, slots=True)
class Stretch:
    """What `timeline` is asked for."""

    actor: str = ""
    since: str = ""
    until: str = ""
    kind: str = ""


def words_of(text: str) -> Words:
    """The words of *text*, where what stands in quotes is one; a sign at the end is no part of it.

    Raises:
        BadInput: there are far too many.
    """
    found = tuple(quoted or bare for quoted, bare in WORD.findall(text.strip().rstrip("?!.,; ")))
    if len(found) > MOST_WORDS:
        raise BadInput("That is too long for a command; to ask freely, use the ask command.")
    return tuple(word for each in found if (word := each.strip(",")))


def split_date(words: Words, today: date) -> tuple[Words, str]:
    """The *words* before a date at their end, and the date, empty if there is none.

    Numbers and months are meant for one even if there is no such date: no actor is called so.
    """
    lengths = range(min(LONGEST_DATE, len(words)), 0, -1)
    read = next((n for n in lengths if _is_date(" ".join(words[-n:]), today)), 0)
    meant = next((n for n in lengths if all(map(_is_meant_for_date, words[-n:]))), 0)
    length = max(read, meant)
    if not length:
        return words, ""
    return _without(words[:-length], DATED), " ".join(words[-length:])


def split_names(pack: Pack, words: Words) -> tuple[str, str]:
    """The two names in *words*: parted where both fit actors best.

    The second is empty if all of it is one name.
    """
    words = _without_first(words, BEFORE)
    whole = " ".join(words)
    parts = [(" ".join(one), " ".join(other)) for one, other in _halves(words)]
    if not parts or _fit_of(pack, whole) == EXACT:
        return whole, ""
    return max(parts, key=lambda names: _fit(pack, names))


def read_stretch(text: str, today: date) -> Stretch:
    """The actor, dates and kind in *text*. One date alone is both ends of its own time."""
    words = words_of(RANGE.sub(r"from \1 to \2", text))
    rest: Words = ()
    bounds: dict[str, str] = {}
    kind = ""
    while words:
        if length := _date_at(words, today):
            rest, end = _before_date(rest, second="since" in bounds or "alone" in bounds)
            bounds[end] = " ".join(words[:length])
        elif words[0].casefold() in KINDS and not kind:
            length, kind = 1, words[0]
            rest = _without(rest, frozenset(("kind",)))
        else:
            length, rest = 1, (*rest, words[0])
        words = words[length:]
    alone = bounds.get("alone", "")
    actor = _without_first(_without(rest, BETWEEN), BEFORE | SINCE)
    since, until = bounds.get("since", alone), bounds.get("until", alone)
    return Stretch(" ".join(actor), since, until, kind)


def _before_date(rest: Words, *, second: bool) -> tuple[Words, str]:
    """*rest* less the word that tells which end of a stretch the date behind it is, and that."""
    word = rest[-1].casefold() if rest else ""
    if word in SINCE | UNTIL | PLAIN:
        rest = rest[:-1]
    if word in SINCE:
        return rest, "since"
    return rest, "until" if word in UNTIL or second else "alone"


def _date_at(words: Words, today: date) -> int:
    """How many of the first *words* are a date, at most."""
    lengths = range(min(LONGEST_DATE, len(words)), 0, -1)
    return next((n for n in lengths if _is_date(" ".join(words[:n]), today)), 0)


def _is_date(text: str, today: date) -> bool:
    if text.casefold() in NOW:
        return True
    try:
        read_date(text, today)
    except BadInput:
        return False
    return True


def _is_meant_for_date(word: str) -> bool:
    return word[0].isdigit() or word.casefold() in MONTHS


def _halves(words: Words) -> Iterator[tuple[Words, Words]]:
    for place in range(1, len(words)):
        one, other = _without(words[:place], BETWEEN), _without_first(words[place:], BETWEEN)
        if one and other:
            yield one, other


def _fit(pack: Pack, names: Sequence[str]) -> tuple[bool, int]:
    fits = [_fit_of(pack, name) for name in names]
    return all(fits), sum(fits)


def _fit_of(pack: Pack, name: str) -> int:
    match = find_actor(pack, name)
    if len(match.actors) == 1 or match.elsewhere:
        return EXACT if match.exact else MENDED
    return SEVERAL if match.actors else NEAR if match.near else NOTHING


def _without(words: Words, fillers: frozenset[str]) -> Words:
    """*words* less the fillers at their end."""
    while words and words[-1].casefold() in fillers:
        words = words[:-1]
    return words


def _without_first(words: Words, fillers: frozenset[str]) -> Words:
    while words and words[0].casefold() in fillers:
        words = words[1:]
    return words
