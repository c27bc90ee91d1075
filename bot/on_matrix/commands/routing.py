"""Find the command that a message asks for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from bot.core.asking.slips import by_letter, nearest_word
from bot.on_matrix.commands.request import Command

# What a group of commands does if none of them is named.
USUAL: Mapping[str, str] = {
    "explainer": "explainer today",
    "schedule": "schedule next",
    "settings": "settings panel",
    "poll": "poll list",
    "privacy": "privacy show",
}
SHORTEST_SLIP = 2  # letters


@dataclass(frozen=True, slots=True)
class Asked:
    """A command, and the text behind its name."""

    command: Command
    text: str


@dataclass(frozen=True, slots=True)
class Misspelt:
    """No command; *meant* is what may be, whole."""

    meant: str


@dataclass(frozen=True, slots=True)
class Unfinished:
    """The name of a group of commands, with something behind it that is none of them."""

    group: str
    commands: tuple[str, ...]


Found: TypeAlias = Asked | Misspelt | Unfinished


class Router:
    def __init__(self, commands: Iterable[Command]) -> None:
        self.commands: Mapping[str, Command] = {command.name: command for command in commands}

    def find(self, text: str) -> Found | None:
        """The command with the longest name that *text* begins with, in any case."""
        words = text.split()
        for length in range(min(len(words), 2), 0, -1):
            name = " ".join(words[:length]).casefold()
            if name in self.commands or (length == 1 and name in USUAL):
                return self._asked(name, length, text)
        return self._misspelt(words)

    def _asked(self, name: str, length: int, text: str) -> Found:
        rest = _behind(text, length)
        if name in self.commands:
            return Asked(self.commands[name], rest)
        first = rest.split()[0] if rest else ""
        within = [each for each in self.commands if each.startswith(f"{name} ")]
        if meant := _nearest(first.casefold(), [each.split()[1] for each in within]):
            return Misspelt(" ".join((name, meant, _behind(rest, 1))).strip())
        usual = self.commands[USUAL[name]]
        if rest and not usual.usage:
            return Unfinished(name, tuple(within))
        return Asked(usual, rest)

    def _misspelt(self, words: list[str]) -> Misspelt | None:
        meant = nearest_command(words[0].casefold(), self.commands.values()) if words else None
        return Misspelt(" ".join((meant, *words[1:]))) if meant else None


def nearest_command(word: str, commands: Iterable[Command]) -> str | None:
    """The first word of the command that may be meant."""
    return _nearest(word, sorted({command.name.partition(" ")[0] for command in commands}))


def addressed(body: str, prefix: str, names: Iterable[str], *, mentioned: bool) -> str | None:
    """What *body* says to the bot; None if it is not for it.

    *names* are those by which it may call the bot, at either end, if it mentions it.
    """
    text = body.strip()
    if text.casefold().startswith(prefix.casefold()):
        rest = text[len(prefix) :].lstrip()
        return rest if rest[:1].isalpha() else None
    if not mentioned:
        return None
    for name in sorted(filter(None, names), key=len, reverse=True):
        called = re.escape(name)
        text = re.sub(rf"^@?{called}(?=\W|$)[:,]?", "", text, flags=re.IGNORECASE).strip()
        text = re.sub(rf"[\s,]+@?{called}([?!.]*)$", r"\1", text, flags=re.IGNORECASE)
    return text.removeprefix(prefix).strip()


def _behind(text: str, words: int) -> str:
    """*text* after its first *words*, with its own lines and spaces."""
    parts = text.split(maxsplit=words)
    return parts[words] if len(parts) > words else ""


def _nearest(word: str, known: Iterable[str]) -> str | None:
    """Strict, since other bots in the room have commands of their own."""
    found = nearest_word(word, by_letter(known)) if len(word) >= SHORTEST_SLIP else None
    return found[0] if found else None
