"""Lay the blocks of a card out on pages; how much a page holds is for each platform to say."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

from bot.core.card import Block, Heading, Note

Page: TypeAlias = tuple[Block, ...]


def filled(blocks: Page, fits: Callable[[Page], bool]) -> tuple[Page, ...]:
    """The blocks in order on as few pages as hold them, one at least.

    Small print at the end stands on every page, and a heading with what it heads.
    """
    foot = _foot(blocks)
    pages: list[Page] = []
    page: Page = ()
    for group in _kept_together(blocks[: len(blocks) - len(foot)]):
        if page and not fits((*page, *group, *foot)):
            pages.append((*page, *foot))
            page = ()
        page = (*page, *group)
    return (*pages, (*page, *foot))


def _foot(blocks: Page) -> Page:
    """The small print at the end."""
    body = len(blocks)
    while body and isinstance(blocks[body - 1], Note):
        body -= 1
    return blocks[body:]


def _kept_together(blocks: Sequence[Block]) -> Iterator[Page]:
    """Headings with the block they head."""
    heads: Page = ()
    for block in blocks:
        if isinstance(block, Heading):
            heads = (*heads, block)
        else:
            yield (*heads, block)
            heads = ()
    if heads:
        yield heads
