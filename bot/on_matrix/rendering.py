"""Cards as the content of Matrix messages: a plain body, and the same in HTML."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any, TypeAlias

from bot.core.card import (
    Block,
    Card,
    Cite,
    Command,
    Heading,
    Item,
    Line,
    Note,
    Option,
    Paragraph,
    Route,
    Section,
)
from bot.core.pages import Page
from bot.on_matrix.emoji import BACK, MORE, MOST, keycap
from bot.on_matrix.markup import View, escaped, html, plain
from bot.on_matrix.paging import lines_of, pages_of
from bot.on_matrix.trace import Trace, to_content, trace_in
from bot.on_matrix.typed import changes, is_report, typed

# By the specification no program answers a notice, so that no two of them ever talk to each other,
# and nobody's device makes a sound at one. Some clients slant or dim it; the lists stay readable.
NOTICE, HEARD = "m.notice", "m.text"
MOST_INVITED = 5


# What has a number: by its number somebody opens a card, or votes for an answer.
Numbers: TypeAlias = Mapping[Route | Item, int]


def to_message(
    card: Card, view: View, page: int = 0, *, msgtype: str = NOTICE, counted: bool = False
) -> dict[str, Any]:
    """One page of *card*, counted from 0, as content to be sent; past the last one it is the last.

    Nobody is mentioned, whatever the text says. *counted*: its entries are numbered from 1, though
    they open nothing.
    """
    pages = pages_of(card)
    page = min(max(page, 0), len(pages) - 1)
    shown = pages[page]
    trace = _trace(card, shown, page, len(pages))
    numbers: Numbers = {route: number for number, route in enumerate(trace.numbered, start=1)}
    blocks = (*shown, *_below(card, shown, trace, numbers))
    if counted:
        items = (block for block in shown if isinstance(block, Item))
        numbers = {item: number for number, item in enumerate(items, start=1)}
    return {
        "msgtype": msgtype,
        "body": _plain(card, blocks, numbers, view),
        "format": "org.matrix.custom.html",
        "formatted_body": _html(card, blocks, numbers, view),
        "m.mentions": {},
        **to_content(trace),
    }


def invited_reactions(card: Card, content: Mapping[str, Any]) -> list[str]:
    """The reactions to put under a message of *card* for others to press: to choose, to turn on.

    The entries of a list have none: their numbers are there to be read, and each costs a request.
    What stands for a button has none either, so that nobody deletes something by a slip.
    """
    trace = trace_in(content)
    if trace is None:
        return []
    choices = {option.opens for option in card.options}
    numbers = [n for n, route in enumerate(trace.numbered, start=1) if route in choices]
    turn = [MORE] if trace.turned(1) else []
    return [*map(keycap, numbers[:MOST_INVITED]), *turn]


def _trace(card: Card, shown: Page, page: int, count: int) -> Trace:
    in_items = (block.option for block in shown if isinstance(block, Item) and block.option)
    buttons = [option.opens for option in card.buttons]
    untyped = [opens for opens in buttons if typed(opens) is None and not is_report(opens)]
    numbered = [option.opens for option in (*in_items, *card.options)]
    return Trace(
        card.route.at(page) if card.route else None,
        count,
        tuple(dict.fromkeys((*numbered, *untyped)))[:MOST],
        tuple(dict.fromkeys(opens for opens in buttons if opens not in untyped)),
    )


def _below(card: Card, shown: Page, trace: Trace, numbers: Numbers) -> Iterable[Block]:
    """What stands under a card instead of buttons: what else there is, and how to get there."""
    in_items = {block.option.opens for block in shown if isinstance(block, Item) and block.option}
    apart = [option for option in (*card.options, *card.buttons) if option.opens in numbers]
    for option in _distinct(option for option in apart if option.opens not in in_items):
        yield Item((option.label, f" ({option.hint})" if option.hint else ""), option=option)
    if numbers:
        yield Note(("To choose one, react with its number or type ", Command("open 1"), "."))
    if see := [Command(text) for route in trace.others if (text := typed(route))]:
        yield Note(("See also: ", *_in_a_row(see)))
    if any(is_report(route) for route in trace.others):
        yield Note(("Is something wrong? Reply with ", Command("report"), " and what it is."))
    if trace.pages > 1 and trace.route:
        yield Note(_turn(trace.route.page, trace.pages))


def _turn(page: int, count: int) -> Line:
    place = f"Page {page + 1} of {count}"
    if page + 1 < count:
        return (f"{place} — for the next, react {MORE} or type ", Command("more"), ".")
    return (f"{place} — to go back, react {BACK} or type ", Command("back"), ".")


def _in_a_row(commands: Sequence[Command]) -> Line:
    row: Line = (commands[0],)
    for command in commands[1:]:
        row = (*row, " · ", command)
    return row


def _distinct(options: Iterable[Option]) -> list[Option]:
    return list({option.opens: option for option in options}.values())


def _plain(card: Card, blocks: Sequence[Block], numbers: Numbers, view: View) -> str:
    """With the addresses of what is cited below, since a number alone leads nowhere."""
    parts = [card.title]
    before: Block | None = None
    for block in blocks:
        apart = type(block) is not type(before) or isinstance(block, Section)
        parts += ([""] if apart and before is not None else []) or ([""] if before is None else [])
        parts += _plain_block(block, numbers, view)
        before = block
    cites = {span.number: span.url for span in _spans(blocks) if isinstance(span, Cite)}
    sources = [f"[{number}] {url}" for number, url in sorted(cites.items())]
    return "\n".join((*parts, *([""] if sources else []), *sources))


def _plain_block(block: Block, numbers: Numbers, view: View) -> list[str]:
    match block:
        case Heading(text):
            return [text]
        case Item(line, children):
            number = _number(block, numbers)
            marked = f"{keycap(number) if number else '-'} {plain(line, view)}"
            return [marked, *(f"    - {plain(child, view)}" for child in children)]
        case Section(lines, button):
            told = [plain(line, view) for line in lines]
            return [*told, plain(_how(button), view)]
        case _:
            return [plain(block.line, view)]


def _html(card: Card, blocks: Sequence[Block], numbers: Numbers, view: View) -> str:
    title = escaped(card.title)
    parts = [f"<h3>{title}</h3>" if blocks else title]
    for is_list, run in groupby(blocks, lambda block: isinstance(block, Item)):
        if is_list:
            parts.append(_html_list(list(run), numbers, view))
        else:
            parts += (_html_block(block, view) for block in run)
    return "".join(parts)


def _html_list(items: Sequence[Block], numbers: Numbers, view: View) -> str:
    """Numbered by the client if all that has a number is in this list: some begin each with 1.

    Otherwise a number looks like a key; the emoji of one has a text drawn over it by some clients.
    """
    given = [_number(item, numbers) for item in items]
    if given == list(range(1, len(numbers) + 1)):
        return f"<ol>{''.join(_html_block(item, view) for item in items)}</ol>"
    marks = [f"<code>{number}</code> " if number else "" for number in given]
    entries = (_html_block(item, view, mark) for item, mark in zip(items, marks, strict=True))
    return f"<ul>{''.join(entries)}</ul>"


def _html_block(block: Block, view: View, mark: str = "") -> str:
    match block:
        case Heading(text):
            return f"<h4>{escaped(text)}</h4>"
        case Paragraph(line):
            return f"<p>{html(line, view)}</p>"
        case Item(line, children):
            under = "".join(f"<li>{html(child, view)}</li>" for child in children)
            return f"<li>{mark}{html(line, view)}{f'<ul>{under}</ul>' if under else ''}</li>"
        case Note(line):
            return f"<p><em>{html(line, view)}</em></p>"
        case Section(lines, button):
            return f"<p>{'<br>'.join(html(line, view) for line in (*lines, _how(button)))}</p>"


def _how(button: Option) -> Line:
    """How what a section shows is changed."""
    commands = [Command(text) for text in changes(button.opens)]
    return ("To change it: ", *_in_a_row(commands)) if commands else ()


def _number(block: Block, numbers: Numbers) -> int | None:
    match block:
        case Item(option=option):
            return numbers.get(option.opens if option else block)
        case _:
            return None


def _spans(blocks: Iterable[Block]) -> Iterable[object]:
    return (span for block in blocks for line in lines_of(block) for span in line)
