"""Cards as Discord's Components V2 views."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

import discord
from discord import ui

from bot.core.card import (
    SEPARATOR,
    Block,
    Card,
    Heading,
    Item,
    Note,
    Option,
    Route,
    Section,
    parse_route,
)
from bot.on_discord.markdown import escaped, to_markdown
from bot.on_discord.paging import MAX_MESSAGE, MAX_OPTIONS, MAX_VISIBLE, begins_run, pages

VERSION = "v1"  # of the custom ids; buttons of an older one stay on old messages for ever
MENU = f"{VERSION}:menu"
ACCENT = discord.Colour(0x4F6D7A)
MAX_LABEL = 80  # of a button; 100 for an option of a menu
MAX_OPTION_LABEL = 100
MAX_CUSTOM_ID = 100


@lru_cache(maxsize=128)
def to_view(
    card: Card, page: int = 0, *, ping: str | None = None, attached: str | None = None
) -> ui.LayoutView:
    """One page of *card*, counted from 0; past the last one it is the last.

    *ping* is the id of a role that stands above it; whether that is heard is for the sender to say.
    *attached* is the name of a file that is sent along, shown below it.

    The view is stopped: what is pressed is answered from the custom id alone, so discord.py need
    not keep the view, buttons of before a restart work the same, and one view serves every message
    of its card.
    """
    every = pages_of(card)
    page = min(max(page, 0), len(every) - 1)
    view = ui.LayoutView(timeout=None)
    if ping:
        view.add_item(ui.TextDisplay(f"<@&{ping}>"))
    view.add_item(_container(card, every[page], page, len(every)))
    for row in _rows(card, every[page], page, len(every)):
        view.add_item(row)
    if attached:
        view.add_item(ui.File(f"attachment://{attached}"))
    view.stop()
    return view


def pages_of(card: Card) -> tuple[tuple[Block, ...], ...]:
    title = len(_title(card))
    return pages(card.blocks, title=title, visible=MAX_MESSAGE if card.whole else MAX_VISIBLE)


def _title(card: Card) -> str:
    """A lone sentence, such as a failure, needs no heading."""
    return f"{'## ' if card.blocks else ''}{escaped(card.title)}"


def custom_id(route: Route) -> str:
    """How a route stands in a button.

    Raises:
        ValueError: it is too long, which the limits of a pack's ids rule out.
    """
    text = f"{VERSION}:{route}"
    if len(text) > MAX_CUSTOM_ID:
        raise ValueError(f"custom id of {len(text)} characters: {text}")
    return text


def route_of(custom: str) -> Route | None:
    """What `custom_id` made *custom* of; None if it is from another version, or no route."""
    version, _, text = custom.partition(SEPARATOR)
    return parse_route(text) if version == VERSION else None


def _container(
    card: Card, blocks: Sequence[Block], page: int, count: int
) -> ui.Container[ui.LayoutView]:
    container: ui.Container[ui.LayoutView] = ui.Container(accent_colour=ACCENT)
    container.add_item(ui.TextDisplay(_title(card)))
    for run in _runs(blocks):
        container.add_item(ui.Separator(visible=isinstance(run[0], Heading | Note | Section)))
        container.add_item(_run(run))
    if count > 1:
        container.add_item(ui.TextDisplay(f"-# Page {page + 1} of {count}"))
    return container


def _run(run: Sequence[Block]) -> ui.Item[ui.LayoutView]:
    match run:
        case (Section(button=button) as section,):
            return ui.Section(to_markdown(section), accessory=_button(button))
        case _:
            return ui.TextDisplay(_text(run))


def _text(run: Sequence[Block]) -> str:
    """The blocks of a run, each on a line; what follows a list is set apart from it."""
    lines = [to_markdown(run[0])]
    for before, block in pairwise(run):
        apart = isinstance(before, Item) and not isinstance(block, Item)
        lines.append(f"\n{to_markdown(block)}" if apart else to_markdown(block))
    return "\n".join(lines)


def _runs(blocks: Iterable[Block]) -> list[list[Block]]:
    """Blocks that stand together, each run in a text or a section of its own."""
    runs: list[list[Block]] = []
    before: Block | None = None
    for block in blocks:
        if begins_run(block, before):
            runs.append([])
        runs[-1].append(block)
        before = block
    return runs


def _rows(
    card: Card, blocks: Sequence[Block], page: int, count: int
) -> list[ui.ActionRow[ui.LayoutView]]:
    options = [block.option for block in blocks if isinstance(block, Item) and block.option]
    menu = _menu([*options, *card.options][:MAX_OPTIONS], card.invitation)
    buttons = [_button(option) for option in _distinct(card.buttons)]
    turns = _turns(card.route, page, count) if card.route else []
    return [ui.ActionRow(*items) for items in (menu, buttons, turns) if items]


def _menu(options: Sequence[Option], invitation: str) -> list[ui.Select[ui.LayoutView]]:
    choices = [
        discord.SelectOption(
            label=_cut(option.label, MAX_OPTION_LABEL),
            value=str(option.opens),
            description=_cut(option.hint, MAX_OPTION_LABEL) or None,
        )
        for option in _distinct(options)
    ]
    if not choices:
        return []
    return [ui.Select(custom_id=MENU, placeholder=invitation, options=choices)]


def _button(option: Option) -> ui.Button[ui.LayoutView]:
    return ui.Button(
        label=_cut(option.label, MAX_LABEL),
        custom_id=custom_id(option.opens),
        style=discord.ButtonStyle.primary if option.is_main else discord.ButtonStyle.secondary,
    )


def _turns(route: Route, page: int, count: int) -> list[ui.Button[ui.LayoutView]]:
    """Both buttons on every page, so that they stay under the finger; one may be disabled."""
    if count == 1:
        return []
    return [
        _turn("‹ Back", route, page, page - 1, count),
        _turn("More ›", route, page, page + 1, count),
    ]


def _turn(label: str, route: Route, page: int, target: int, count: int) -> ui.Button[ui.LayoutView]:
    there = 0 <= target < count
    # A disabled button needs an id of its own too: this very page has no other button.
    opens = route.at(target if there else page)
    return ui.Button(label=label, custom_id=custom_id(opens), disabled=not there)


def _distinct(options: Iterable[Option]) -> list[Option]:
    """One option for each card, since Discord refuses two of the same value."""
    return list({str(option.opens): option for option in reversed(list(options))}.values())[::-1]


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else f"{text[: length - 1]}…"
