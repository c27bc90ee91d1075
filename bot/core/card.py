"""A message before any platform has touched it.

A card is a title and a list of blocks. The platforms decide how much of it fits one page, how a
span is escaped and what a button looks like; nothing here knows Markdown or HTML.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from bot.core.identity import Place
from bot.core.pack import Source

SEPARATOR = ":"
INSIDE = "%3A"  # the same within an argument, as in the id of a room on Matrix


@dataclass(frozen=True, slots=True)
class Strong:
    text: str


@dataclass(frozen=True, slots=True)
class Emphasis:
    text: str


@dataclass(frozen=True, slots=True)
class Link:
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Cite:
    """The number of a source on its card, linked to it."""

    number: int
    url: str


@dataclass(frozen=True, slots=True)
class Command:
    """A command to type, without the platform's prefix: "why russia armenia"."""

    text: str


@dataclass(frozen=True, slots=True)
class Moment:
    """A point in time, shown in the reader's own time zone where the platform can.

    *after* joins it to words that give the same time already; a platform that cannot do better
    leaves out both. *exact*: the day and the time of day matter, not only how far away it is.
    """

    at: datetime
    after: str = ""
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Reference:
    """A channel, role or person by the platform's own id, shown by its name there; pings nobody."""

    kind: Literal["channel", "role", "person"]
    id: str


@dataclass(frozen=True, slots=True)
class MessageLink:
    """A link to a message in *channel* of *place*."""

    text: str
    place: Place
    channel: str
    message: str


Span = str | Strong | Emphasis | Link | Cite | Command | Moment | Reference | MessageLink
Line = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Route:
    """Which card to open, as it stands in a button: a kind, its arguments and a page from 0.

    It has to last for ever and to fit Discord's custom id of 100 characters, so the arguments are
    ids and dates, never free text.
    """

    kind: str
    args: tuple[str, ...] = ()
    page: int = 0

    def __str__(self) -> str:
        args = (arg.replace(SEPARATOR, INSIDE) for arg in self.args)
        return SEPARATOR.join((self.kind, *args, str(self.page)))

    def at(self, page: int) -> Route:
        return Route(self.kind, self.args, page)


def parse_route(text: str) -> Route | None:
    """The route that `str(route)` wrote, or None."""
    kind, *args = text.split(SEPARATOR)
    if not kind or not args or not args[-1].isdecimal():
        return None
    read = tuple(arg.replace(INSIDE, SEPARATOR) for arg in args[:-1])
    return Route(kind, read, int(args[-1]))


@dataclass(frozen=True, slots=True)
class Option:
    """Something the reader can pick, which opens another card. *is_main* stands out as a button."""

    label: str
    opens: Route
    hint: str = ""
    is_main: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    line: Line


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of a list, with what hangs under it and the card it can open."""

    line: Line
    children: tuple[Line, ...] = ()
    option: Option | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """Small print."""

    line: Line


@dataclass(frozen=True, slots=True)
class Section:
    """Something that stands beside its own button, such as a setting and what changes it."""

    lines: tuple[Line, ...]
    button: Option


Block = Heading | Paragraph | Item | Note | Section


@dataclass(frozen=True, slots=True, eq=False)
class Card:
    """What the bot says. Two cards are the same only if they are one.

    *route* reopens the card, which is how its pages turn; a *whole* card is kept on one page if the
    platform can take it at all. *invitation* is to pick one of the options.
    *kind*, *actors*, *sources* and *contested* say what it is about to programs that read it.
    """

    title: str
    blocks: tuple[Block, ...] = ()
    buttons: tuple[Option, ...] = ()
    options: tuple[Option, ...] = ()
    invitation: str = "Open one of these…"
    route: Route | None = None
    private: bool = False
    whole: bool = False
    kind: str = "none"
    actors: tuple[str, ...] = ()
    sources: tuple[Source, ...] = field(default=(), repr=False)
    contested: bool = False
