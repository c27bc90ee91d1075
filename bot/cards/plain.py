"""A card as plain text, for a terminal and for programs."""

from __future__ import annotations

from bot.core.card import (
    Block,
    Card,
    Cite,
    Command,
    Emphasis,
    Heading,
    Item,
    Line,
    Link,
    MessageLink,
    Paragraph,
    Reference,
    Section,
    Span,
    Strong,
)


def to_text(card: Card) -> str:
    """The title, the blocks, and last the numbered sources with their addresses."""
    sources = (f"[{n}] {s.title}: {s.url}" for n, s in enumerate(card.sources, start=1))
    return "\n".join((card.title, "", body(card), "", *sources)).rstrip()


def body(card: Card) -> str:
    """The blocks alone, with the numbers of the sources in brackets."""
    return "\n".join(map(_block, card.blocks)).strip()


def _block(block: Block) -> str:
    match block:
        case Heading(text):
            return f"\n{text}"
        case Item(line, children):
            return "\n".join((f"- {_line(line)}", *(f"    - {_line(child)}" for child in children)))
        case Paragraph(line):
            return _line(line)
        case Section(lines):
            return "\n".join(map(_line, lines))
        case _:
            return f"\n({_line(block.line)})"


def _line(line: Line) -> str:
    return "".join(map(_span, line))


def _span(span: Span) -> str:
    match span:
        case str(text) | Strong(text) | Emphasis(text) | Command(text):
            return text
        case MessageLink(text):
            return text
        case Reference(kind, name):
            return f"{kind} {name}"
        case Link(text, url):
            return f"{text} ({url})"
        case Cite(number):
            return f" [{number}]"
        case _:
            return f"{span.after}{span.at:%Y-%m-%d %H:%M} UTC"
