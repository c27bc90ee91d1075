"""What is wrong with a pack: each problem with its place, all of them at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.core.nearest import nearest
from bot.errors import BotError


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """*message* says what is wrong and what would be right; *line* counts from 1."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


class PackError(BotError):
    """The pack cannot be used; the message lists every problem, a line each."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A remedy for an unknown word: the nearest known one, or nothing."""
    meant = nearest(word, known)
    return f"; did you mean `{meant}`?" if meant else ""
