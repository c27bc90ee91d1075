"""Run several platforms side by side, so that none takes another down with it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from typing import Protocol

from bot.core.identity import Place
from bot.delivery.sender import Sender
from bot.errors import BotError, ConfigurationError, Unreachable

logger = logging.getLogger(__name__)


class Platform(Protocol):
    """*name* is what its places and people begin with."""

    @property
    def name(self) -> str: ...

    @property
    def sender(self) -> Sender: ...

    async def log_in(self) -> None:
        """Raises:
        Unreachable: it may work later.
        ConfigurationError: it cannot work as configured.
        """

    async def run(self) -> None:
        """Answer until cancelled, and log in first if that did not work yet; mends by itself
        whatever can be mended so.

        Raises:
            ConfigurationError: something has to be done about it.
        """

    async def has_left(self, place: Place) -> bool:
        """Whether it is beyond doubt that the bot is not in *place*."""


async def log_in(platforms: Sequence[Platform]) -> None:
    """Log in everywhere. What gives no answer is left for later, unless nothing else does.

    Raises:
        ConfigurationError: listing everything that has to be done.
    """
    outcomes = await asyncio.gather(*(each.log_in() for each in platforms), return_exceptions=True)
    failures = [outcome for outcome in outcomes if isinstance(outcome, BaseException)]
    for failure in failures:
        if not isinstance(failure, BotError):
            raise failure
    lasting = [str(failure) for failure in failures if not isinstance(failure, Unreachable)]
    if lasting or len(failures) == len(platforms):
        raise ConfigurationError("\n".join(lasting or map(str, failures)))


class Company:
    """The platforms that still run."""

    def __init__(self, platforms: Sequence[Platform]) -> None:
        self._running = {platform.name for platform in platforms}

    async def run(self, platform: Platform) -> None:
        """Run one of them; if it ends for good, the others go on.

        Raises:
            BotError: it was the last.
        """
        try:
            await platform.run()
        except Exception as error:
            self._running.discard(platform.name)
            if not self._running:
                raise
            shown = None if isinstance(error, BotError) else error
            logger.error(
                "%s has stopped, the rest goes on: %s", platform.name, error, exc_info=shown
            )
