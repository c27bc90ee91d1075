"""Build the parts and run them together until the process is told to stop."""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

import aiohttp
import discord

from bot.clock import Clock, utc_now
from bot.delivery.outbox import Outbox
from bot.delivery.scheduler import keep_schedules
from bot.delivery.sender import Sender
from bot.errors import BotError, ConfigurationError
from bot.on_discord.askers import DISCORD
from bot.on_discord.client import BedfellowsBot
from bot.on_discord.sender import DiscordSender
from bot.services.daily_posts import DailyPosts
from bot.services.pack_library import PackLibrary
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

    def __init__(self, settings: Settings, clock: Clock = utc_now) -> None:
        if settings.discord_token is None:
            raise ConfigurationError(NOWHERE)
        self._token = settings.discord_token
        self._settings = settings
        self._clock = clock
        self._packs = PackLibrary(settings.packs, settings.cache, settings.pack)

    async def run(self) -> None:
        """Run every platform that is set up until one fails or SIGTERM or SIGINT arrives.

        Raises:
            ConfigurationError: a platform refuses us, or cannot be reached.
            DatabaseUnusable: the database cannot be opened.
        """
        stop_on_signals()
        reload_on_hangup(self._packs)
        try:
            async with (
                self._services() as services,
                self._bot(services) as bot,
                asyncio.TaskGroup() as tasks,
            ):
                tasks.create_task(self._discord(bot), name="discord")
                start_delivery(tasks, services, DISCORD, DiscordSender(bot, bot.logged_in))
        except* BotError as failures:
            raise failures.exceptions[0] from None

    async def register_commands(self) -> int:
        """Tell Discord of the commands whatever it knows already, and return how many there are.

        Raises:
            ConfigurationError: the token is refused.
        """
        async with self._services() as services, self._bot(services) as bot:
            with refusals():
                await bot.login(self._token)
                return len(await bot.tree.sync())

    @asynccontextmanager
    async def _services(self) -> AsyncIterator[Services]:
        make_state_folder(self._settings)
        async with open_database(self._settings.database) as database:
            yield Services.of(database, self._packs, self._clock)

    def _bot(self, services: Services) -> BedfellowsBot:
        return BedfellowsBot(services, self._settings.state_folder)

    async def _discord(self, bot: BedfellowsBot) -> None:
        with refusals():
            await bot.start(self._token)


def start_delivery(
    tasks: asyncio.TaskGroup, services: Services, platform: str, sender: Sender
) -> None:
    """Decide daily posts when they are due, and send what is to be sent on *platform*."""
    database, packs, clock = services.database, services.packs, services.clock
    outbox = Outbox(database, packs, platform, sender, clock)
    tasks.create_task(keep_schedules(DailyPosts(database, packs, clock)), name="scheduler")
    tasks.create_task(outbox.run(), name="outbox")


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


def reload_on_hangup(packs: PackLibrary) -> None:
    """Read the packs again on SIGHUP, off the loop, since it takes a fifth of a second."""
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGHUP, lambda: loop.run_in_executor(None, packs.reload))
