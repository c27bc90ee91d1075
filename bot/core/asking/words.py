"""Running text to words that can be compared with names and titles."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from bot.core.asking.inflection import CASE_ENDINGS
from bot.core.search import normalise

MAX_TEXT = 4_000
ONE_SPELLING = str.maketrans(
    dict.fromkeys("’‘ʼ`´", "'")
    | dict.fromkeys("‐‑−֊", "-")
    | dict.fromkeys("՛՜՞\u00ad\u200b\u200c\u200d\ufeff", None)  # stand inside words
    | {"&": " and "}
)
CHUNK = re.compile(r"[^\s,;:!?…/\\|()\[\]{}<>\"“”„«»*_~=+#@•·–—]+")
FULL_STOP = re.compile(r"(?<=[^\W\d_]{2})\.+(?=[^\W\d_]{2})")
NOT_WRITTEN = re.compile(r"^[\W_]+|[\W_]+$|\.")
LONGEST_ENDING = 4


@dataclass(frozen=True, slots=True)
class Word:
    """A word as written, as compared, and the case ending that an apostrophe set off."""

    text: str
    key: str
    ending: str = ""


def split(text: str) -> list[Word]:
    """The words of *text*, of as much of it as a message can hold."""
    whole = unicodedata.normalize("NFKC", text[:MAX_TEXT])[:MAX_TEXT].translate(ONE_SPELLING)
    chunks = CHUNK.findall(FULL_STOP.sub(" ", whole))
    return [word for chunk in chunks for piece in _pieces(chunk) for word in _words(*piece)]


def squash(text: str) -> str:
    """Letters and digits only: the same for a title with its punctuation and without."""
    whole = unicodedata.normalize("NFKC", text[:MAX_TEXT]).translate(ONE_SPELLING)
    return "".join(part for word in whole.split() for part in normalise(_bare(word)).split())


def _bare(word: str) -> str:
    return word.replace("'", "")


def _pieces(chunk: str) -> Iterator[tuple[str, str]]:
    """The parts of a hyphenated word; but an ending set off from capitals stays an ending."""
    head, _, tail = chunk.rpartition("-")
    ending = normalise(tail)
    if head[-1:].isupper() and ending in CASE_ENDINGS:
        yield head, ending
        return
    for piece in chunk.split("-"):
        _, mark, tail = piece.strip("'").rpartition("'")
        yield piece.strip("'"), normalise(tail) if mark and len(tail) <= LONGEST_ENDING else ""


def _words(piece: str, ending: str) -> Iterator[Word]:
    keys = normalise(piece).split()
    if len(keys) == 1:
        key = f"{keys[0]}t" if ending == "t" else keys[0]  # don't
        yield Word(NOT_WRITTEN.sub("", piece.partition("'")[0]), key, ending)
        return
    yield from (Word(key, key) for key in keys)
