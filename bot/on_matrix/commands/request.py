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
    """*text* is what stands behind the command's name. *is_direct*: it stays between the two."""

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
class File:
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class ForAsker:
    """What only the asker is to read, wherever they asked: a card, and a file below it."""

    card: Card
    file: File | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """It was done, and a mark under what was said is enough of an answer."""


Answered: TypeAlias = Card | Page | ForAsker | Done
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
