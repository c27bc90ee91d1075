"""Which blocks of a card stand on which page.

An event holds 64 KiB, ours far less: the text stands in it twice, with every address, and what is
encrypted grows by a third. A screenful is as much as anyone reads in a chat.
"""

from __future__ import annotations

import re
from functools import lru_cache

from bot.core.card import Block, Card, Heading, Item, Line, Section
from bot.core.pages import Page, filled
from bot.on_matrix.emoji import MOST
from bot.on_matrix.markup import View, html, plain
from bot.on_matrix.typed import changes, typed

MAX_BYTES = 20_000
MAX_VISIBLE = 1_900
ADDRESS = re.compile(r" \(https?://[^\s)]*\)")
ANYWHERE = View("")


@lru_cache(maxsize=128)
def pages_of(card: Card) -> tuple[Page, ...]:
    """The pages of *card*; a whole one is kept on one, however long it is to read."""
    visible = MAX_BYTES if card.whole else MAX_VISIBLE
    apart = {str(option.opens) for option in card.options}
    apart |= {str(option.opens) for option in card.buttons if typed(option.opens) is None}
    numbers = max(1, MOST - len(apart))

    def fits(page: Page) -> bool:
        options = sum(isinstance(block, Item) and block.option is not None for block in page)
        sizes = [_size(block) for block in page]
        return (
            sum(size for size, _ in sizes) <= MAX_BYTES
            and sum(seen for _, seen in sizes) <= visible
            and options <= numbers
        )

    return filled(card.blocks, fits)


@lru_cache(maxsize=4096)
def _size(block: Block) -> tuple[int, int]:
    """Bytes in both texts, and characters that are read."""
    lines = lines_of(block)
    texts = [plain(line, ANYWHERE) for line in lines]
    marked = [html(line, ANYWHERE) for line in lines]
    weight = sum(len(text.encode()) for text in (*texts, *marked))
    return weight, sum(len(ADDRESS.sub("", text)) for text in texts)


def lines_of(block: Block) -> tuple[Line, ...]:
    """All lines of *block*, as they follow each other."""
    match block:
        case Heading(text):
            return ((text,),)
        case Item(line, children):
            return (line, *children)
        case Section(lines, button):
            return (*lines, changes(button.opens))
        case _:
            return (block.line,)
