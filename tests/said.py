"""What a message says on each platform, line by line, without the platform's markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from html.parser import HTMLParser
from typing import Any

from discord.ui import LayoutView

from bot.on_discord.markdown import NOTHING
from tests.on_discord.world import walk

TEXT = 10  # the type of a component
BLOCKS = frozenset(("h3", "h4", "h5", "p", "ol", "ul", "li", "br"))
# What stands for buttons on Matrix, and the number of the page on both.
CHROME = re.compile("To choose one, react |See also: |Is something wrong[?] Reply |Page [0-9]+ of ")


def said_on_discord(message: Any) -> list[str]:
    return _read(walk(message.components))


def said_on_matrix(html: str, apart: Iterable[str] = ()) -> list[str]:
    """What a message says, without the lines that stand there for buttons, or are in *apart*."""
    parser = Lines()
    parser.feed(html)
    lines = [line.strip() for line in "".join(parser.parts).split("\n")]
    return [line for line in lines if line and not CHROME.match(line) and line not in apart]


class Lines(HTMLParser):
    """The text of a message, a line for each block of it, without the prefix of commands."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._in_code = False

    def handle_starttag(self, tag: str, _attrs: object) -> None:
        self._in_code = tag == "code"
        if tag in BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._in_code = False
        if tag in BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._in_code:
            self.parts.append(data)
        elif not data.isdecimal():  # which would be the number of an entry
            self.parts.append(data.removeprefix("!"))


def said_in(view: LayoutView) -> list[str]:
    return _read(walk(view.to_components()))


def _read(components: Iterable[Mapping[str, Any]]) -> list[str]:
    written = "\n".join(each["content"] for each in components if each["type"] == TEXT)
    lines = [unmarked(line) for line in written.split("\n")]
    return [line for line in lines if line and not CHROME.match(line)]


def small_print(view: LayoutView) -> Iterator[str]:
    for each in walk(view.to_components()):
        if each["type"] == TEXT:
            yield from (line for line in each["content"].split("\n") if line.startswith("-# "))


def unmarked(line: str) -> str:
    """Without what Discord makes bold, small, a link, a list or a heading of."""
    text = re.sub(r"^ *(#+|-#|-) ", "", line).replace(NOTHING, "")
    text = re.sub(r"\[\[(\d+)\]\]\([^)]*\)", r"[\1]", text)
    text = re.sub(r"(?<!\\)\[((?:[^\]\\]|\\.)*)\]\(https?://[^)]*\)", r"\1", text)
    text = re.sub(r"`/([^`]*)`", r"\1", text)
    return re.sub(r"\\(.)|\*\*|\*", lambda found: found[1] or "", text).strip()
