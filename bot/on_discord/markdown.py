"""Blocks of a card as Discord's Markdown; the only place that escapes for it."""

from __future__ import annotations

from functools import lru_cache

from discord.utils import escape_markdown, escape_mentions, format_dt

from bot.core.card import (
    Block,
    Cite,
    Command,
    Emphasis,
    Heading,
    Item,
    Line,
    Link,
    MessageLink,
    Moment,
    Note,
    Paragraph,
    Reference,
    Section,
    Span,
    Strong,
)
from bot.core.identity import local_id

# https://docs.discord.com/developers/reference#message-formatting
REFERENCES = {"channel": "#", "role": "@&", "person": "@"}
MESSAGES = "https://discord.com/channels"
NOTHING = "\u200b"  # which nobody sees, and which no channel or role begins with


@lru_cache(maxsize=4096)
def to_markdown(block: Block) -> str:
    """The block as Discord reads it. Cached, since cards repeat and escaping is slow."""
    match block:
        case Heading(text):
            return f"### {escaped(text)}"
        case Paragraph(line):
            return _line(line)
        case Item(line, children):
            return "\n".join((f"- {_line(line)}", *(f"  - {_line(child)}" for child in children)))
        case Note(line):
            return f"-# {_line(line)}"
        case Section(lines):
            return "\n".join(map(_line, lines))


def escaped(text: str) -> str:
    """*text* as it stands, whatever marks or mentions it contains."""
    # Marks are left alone in an address, which would end at a backslash: hence no "\\<".
    return escape_mentions(escape_markdown(text)).replace("<", f"<{NOTHING}")


def _line(line: Line) -> str:
    return "".join(map(_span, line))


def _span(span: Span) -> str:
    match span:
        case str(text):
            return escaped(text)
        case Strong(text):
            return _marked(text, "**")
        case Emphasis(text):
            return _marked(text, "*")
        case Link(text, url):
            return f"[{escaped(text)}]({_address(url)})"
        case Cite(number, url):
            return f" [[{number}]]({_address(url)})"
        case Command(text):
            return f"`/{text}`"
        case Moment(at, exact=True):
            return f"on {format_dt(at, 'f')} ({format_dt(at, 'R')})"
        case Moment(at, after):
            return f"{after}{format_dt(at, 'R')}"
        case Reference(kind, name):
            return f"<{REFERENCES[kind]}{name}>"
        case MessageLink(text, place, channel, message):
            return f"[{escaped(text)}]({MESSAGES}/{local_id(place)}/{channel}/{message})"


def _marked(text: str, mark: str) -> str:
    """Marks hold only where they touch the words, so spaces go outside them."""
    bare = text.strip()
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{before}{mark}{escaped(bare)}{mark}{after}" if bare else text


def _address(url: str) -> str:
    """A link's target, with the characters that would end it early written as escapes."""
    return url.replace("(", "%28").replace(")", "%29").replace(" ", "%20")
