"""A command as somebody typed it in a room."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeAlias

from bot.core.card import Card, Route
from bot.core.identity import Asker
from bot.core.pack import Pack
from bot.on_matrix.incoming import Incoming
from bot.on_matrix.markup import View


@dataclass(frozen=True, slots=True)
class Request:
    """*text* is what stands behind the command's name. *is_direct*: nobody else is in the room."""

    asker: Asker
    pack: Pack
    view: View
    incoming: Incoming
    text: str = ""
    is_direct: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a card, counted from 0."""

    card: Card
    number: int = 0


@dataclass(frozen=True, slots=True)
class Document:
    """A text to be copied as it stands, with a card above it."""

    card: Card
    text: str


Answered: TypeAlias = Card | Page | Document
Answer: TypeAlias = Callable[[Request], Awaitable[Answered]]
# Answers what a card offers, where it does more than to open another.
Opener: TypeAlias = Callable[[Request, Route], Awaitable[Answered]]


@dataclass(frozen=True, slots=True)
class Command:
    """*name* is without a prefix; *summary* is what Discord shows beside its name."""

    name: str
    summary: str
    answer: Answer
    usage: str = ""
