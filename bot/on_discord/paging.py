"""Which blocks of a card stand on which page.

A message of components holds 4,000 characters, links included, and 40 components
(https://docs.discord.com/developers/components/reference). A page stays well below both, since a
screen of text is as much as anyone reads in a chat.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.core.card import Block, Heading, Item, Note, Section
from bot.core.pages import filled
from bot.on_discord.markdown import to_markdown

MAX_MESSAGE = 4_000  # characters of all texts of a message
GAP = "\n\n"  # at most, between two blocks
PAGE_LINE = len("-# Page 10 of 10")
MAX_VISIBLE = 1_900
# Of 40: the rest is the container, its title, the number of the page, a mention and the rows below.
MAX_COMPONENTS = 25
IN_RUN, IN_SECTION = 2, 4  # a separator and a text; a separator, and a section of text and button
MAX_OPTIONS = 25  # in one select menu
TARGET = re.compile(r"\]\([^)]*\)")


@dataclass(frozen=True, slots=True)
class Size:
    """What blocks take up; each number has its limit on a page."""

    characters: int = 0
    visible: int = 0
    components: int = 0
    options: int = 0

    def __add__(self, other: Size) -> Size:
        return Size(
            self.characters + other.characters,
            self.visible + other.visible,
            self.components + other.components,
            self.options + other.options,
        )

    def fits(self, characters: int, visible: int) -> bool:
        return (
            self.characters <= characters
            and self.visible <= visible
            and self.components <= MAX_COMPONENTS
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
    if size_of(blocks).fits(MAX_MESSAGE - title, visible):
        return (blocks,)  # a lone page has no number
    characters = MAX_MESSAGE - title - PAGE_LINE
    return filled(blocks, lambda page: size_of(page).fits(characters, visible))


def begins_run(block: Block, before: Block | None) -> bool:
    """Whether *block* is set apart from the one before it, which is None at the top of a page.

    Headings begin a run, and so does the first of the small print; a section is one by itself.
    """
    match before, block:
        case (None | Section(), _) | (_, Heading() | Section()):
            return True
        case _, Note():
            return not isinstance(before, Note)
        case _:
            return False


def size_of(blocks: Sequence[Block], before: Block | None = None) -> Size:
    total = Size()
    for block in blocks:
        text = to_markdown(block)
        has_option = isinstance(block, Item) and block.option is not None
        visible = len(TARGET.sub("", text))
        total += Size(len(text) + len(GAP), visible, _components(block, before), has_option)
        before = block
    return total


def _components(block: Block, before: Block | None) -> int:
    if isinstance(block, Section):
        return IN_SECTION
    return IN_RUN if begins_run(block, before) else 0
