"""Which blocks of a card stand on which page.

A message of components holds 4,000 characters, links included, and 40 components
(https://docs.discord.com/developers/components/reference). A page stays well below both, since a
screen of text is as much as anyone reads in a chat.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.core.card import Block, Heading, Item, Note
from bot.on_discord.markdown import to_markdown

MAX_MESSAGE = 4_000  # characters of all texts of a message
GAP = "\n\n"  # at most, between two blocks
PAGE_LINE = len("-# Page 10 of 10")
MAX_VISIBLE = 1_900
MAX_SECTIONS = 8
MAX_OPTIONS = 25  # in one select menu
TARGET = re.compile(r"\]\([^)]*\)")


@dataclass(frozen=True, slots=True)
class Size:
    """What blocks take up; each number has its limit on a page."""

    characters: int = 0
    visible: int = 0
    sections: int = 0
    options: int = 0

    def __add__(self, other: Size) -> Size:
        return Size(
            self.characters + other.characters,
            self.visible + other.visible,
            self.sections + other.sections,
            self.options + other.options,
        )

    def fits(self, characters: int, visible: int) -> bool:
        return (
            self.characters <= characters
            and self.visible <= visible
            and self.sections <= MAX_SECTIONS
            and self.options <= MAX_OPTIONS
        )


@lru_cache(maxsize=256)
def pages(
    blocks: tuple[Block, ...], *, title: int = 0, visible: int = MAX_VISIBLE
) -> tuple[tuple[Block, ...], ...]:
    """The blocks in order on as few pages as hold them, one at least.

    *title* is how many characters the title takes on each, *visible* how many the reader may see
    below it. Small print at the end stands on every page. Cached, since most cards are asked for
    again.
    """
    characters = MAX_MESSAGE - title - PAGE_LINE
    foot = _foot(blocks)
    frame = _size(foot)
    filled: list[tuple[Block, ...]] = []
    page: tuple[Block, ...] = ()
    size = frame
    for group in _kept_together(blocks[: len(blocks) - len(foot)]):
        if page and not (size + _size(group)).fits(characters, visible):
            filled.append((*page, *foot))
            page, size = (), frame
        page, size = (*page, *group), size + _size(group)
    return (*filled, (*page, *foot))


def _foot(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The small print at the end."""
    body = len(blocks)
    while body and isinstance(blocks[body - 1], Note):
        body -= 1
    return blocks[body:]


def _kept_together(blocks: Sequence[Block]) -> Iterator[tuple[Block, ...]]:
    """Headings with the block they head."""
    heads: tuple[Block, ...] = ()
    for block in blocks:
        if isinstance(block, Heading):
            heads = (*heads, block)
        else:
            yield (*heads, block)
            heads = ()
    if heads:
        yield heads


def _size(blocks: Sequence[Block]) -> Size:
    total = Size()
    for block in blocks:
        text = to_markdown(block)
        has_option = isinstance(block, Item) and block.option is not None
        visible = len(TARGET.sub("", text))
        total += Size(len(text) + len(GAP), visible, isinstance(block, Heading), has_option)
    return total
