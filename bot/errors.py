"""The errors a person caused and can mend; each message is shown to them as it stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


class BotError(Exception):
    """Base of every error this bot raises on purpose."""


class BadInput(BotError):
    """What was asked for breaks a rule that the message names."""


class NotAllowed(BadInput):
    """The asker has no right to what they asked for."""


class Unclear(BadInput):
    """A name fits several things or none; *options* are what the reader may have meant.

    Each option is a `bot.core.card.Option`; this module stands below the core and cannot say so.
    """

    def __init__(self, message: str, options: Sequence[Any] = ()) -> None:
        super().__init__(message)
        self.options = tuple(options)


class ConfigurationError(BotError):
    """The program cannot start as configured; the message lists every reason, a line each."""


def refuse(problems: Sequence[str]) -> None:
    """Raises:
    ConfigurationError: there are *problems*; it lists them.
    """
    if problems:
        raise ConfigurationError("\n".join(problems))


class Unreachable(ConfigurationError):
    """A platform gives no answer; it may later."""
