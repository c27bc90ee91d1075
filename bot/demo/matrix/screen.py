"""How events look in the chat: plain bodies, broken into lines and a little coloured."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from typing import Any

from bot.demo.matrix.account import Event

BOLD, DIM, BLUE, USUAL = "\x1b[1m", "\x1b[2m", "\x1b[36m", "\x1b[0m"
WIDEST = 100  # columns; longer lines are hard to read
INDENT = "  "
# What stands before the text of an entry, which goes on below itself.
MARK = re.compile(r"\s*(?:-|\d️?\u20e3|🔟)\s")
SOURCE = re.compile(r"\[\d+\] https?://")


class Screen:
    """*width* is in columns; None if lines are to stay as they are. *coloured* adds escapes."""

    def __init__(self, width: int | None, *, coloured: bool) -> None:
        self._width = min(width, WIDEST) if width else None
        self._coloured = coloured

    def message(self, name: str, event: Event, where: str = "") -> str:
        """What *name* said, and *where* if that is not simply in the room."""
        content = event["content"]
        head = f"{self._in(BOLD + BLUE, name)} {self._in(DIM, where)}".rstrip()
        first, *rest = str(content.get("body", "")).split("\n")
        title = [self._in(BOLD, line) for line in self._wrapped(first)]
        return "\n".join((head, *title, *self._lines(rest), ""))

    def remark(self, text: str) -> str:
        """A word of the chat itself."""
        lines = (line for part in text.split("\n") for line in self._wrapped(part, ""))
        return "\n".join(self._in(DIM, line) for line in lines)

    def _lines(self, texts: list[str]) -> Iterator[str]:
        for text in texts:
            if SOURCE.match(text):
                yield self._in(DIM, INDENT + text)  # whole, so that it can be opened
            else:
                yield from self._wrapped(text)

    def _wrapped(self, text: str, indent: str = INDENT) -> list[str]:
        if self._width is None:
            return [indent + text if text else ""]
        mark = MARK.match(text)
        lines = textwrap.wrap(
            text,
            self._width,
            initial_indent=indent,
            subsequent_indent=indent + " " * (len(mark[0]) if mark else 0),
            break_long_words=False,
            break_on_hyphens=False,
        )
        return lines or [""]

    def _in(self, style: str, text: str) -> str:
        return f"{style}{text}{USUAL}" if self._coloured and text else text


def is_message(event: Event) -> bool:
    return event["type"] == "m.room.message" and "body" in event["content"]


def thread_of(event: Event) -> str | None:
    relation: Any = event["content"].get("m.relates_to", {})
    return relation["event_id"] if relation.get("rel_type") == "m.thread" else None
