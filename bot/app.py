"""Build the parts and run them together until the process is told to stop."""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

import aiohttp
import discord

from bot.clock import utc_now
from bot.errors import BotError, ConfigurationError
from bot.on_discord.client import BedfellowsBot
from bot.services.pack_shelf import PackShelf
from bot.services.services import Services
from bot.settings import Settings, make_state_folder
from bot.storage.connect import open_database

logger = logging.getLogger(__name__)
NOWHERE = (
    "No platform is set up. Set DISCORD_TOKEN to run on Discord, or try the bot "
    "without an account: bedfellows demo"
)
REFUSED = "Discord refused DISCORD_TOKEN; copy it anew from the developer portal."


class App:
    """The parts of the program, built from its settings.

    Raises:
        ConfigurationError: no platform is set up.
        PackError: the pack is broken.
    """

    def __init__(self, settings: Settings) -> None:
        if settings.discord_token is None:
            raise ConfigurationError(NOWHERE)
        self._token = settings.discord_token
        self._settings = settings
        self._shelf = PackShelf(settings.pack_folder, settings.cache)

    async def run(self) -> None:
        """Run every platform that is set up until one fails or SIGTERM or SIGINT arrives.

        Raises:
            ConfigurationError: a platform refuses us, or cannot be reached.
            DatabaseUnusable: the database cannot be opened.
        """
        stop_on_signals()
        reload_on_hangup(self._shelf)
        try:
            async with self._bot() as bot, asyncio.TaskGroup() as tasks:
                tasks.create_task(self._discord(bot), name="discord")
        except* BotError as failures:
            raise failures.exceptions[0] from None

    async def register_commands(self) -> int:
        """Tell Discord of the commands whatever it knows already, and return how many there are.

        Raises:
            ConfigurationError: the token is refused.
        """
        async with self._bot() as bot:
            with refusals():
                await bot.login(self._token)
                return len(await bot.tree.sync())

    @asynccontextmanager
    async def _bot(self) -> AsyncIterator[BedfellowsBot]:
        make_state_folder(self._settings)
        async with open_database(self._settings.database) as database:
            services = Services.of(database, self._shelf, utc_now)
            async with BedfellowsBot(services, self._settings.state_folder) as bot:
                yield bot

    async def _discord(self, bot: BedfellowsBot) -> None:
        with refusals():
            await bot.start(self._token)


@contextmanager
def refusals() -> Iterator[None]:
    """Say in a sentence why Discord cannot be talked to."""
    try:
        yield
    except discord.LoginFailure:
        raise ConfigurationError(REFUSED) from None
    except aiohttp.ClientConnectionError as error:
        raise ConfigurationError(f"Discord cannot be reached: {error}") from None


def stop_on_signals() -> None:
    """Cancel the running task on SIGTERM and SIGINT, so that every part can clean up."""
    task = asyncio.current_task()
    assert task is not None
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, task.cancel)


def reload_on_hangup(shelf: PackShelf) -> None:
    """Read the pack again on SIGHUP, off the loop, since it takes a fifth of a second."""
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGHUP, lambda: loop.run_in_executor(None, shelf.reload))
