"""Build the parts and run them together until the process is told to stop."""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import AsyncIterator, Mapping
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from functools import partial

from bot.clock import Clock, utc_now
from bot.delivery.outbox import Outbox
from bot.delivery.scheduler import keep_clean, keep_schedules
from bot.delivery.sender import Sender
from bot.discord_platform import discord_platform
from bot.errors import BotError, ConfigurationError, refuse
from bot.platforms import Company, Platform, log_in
from bot.services.daily_posts import DailyPosts
from bot.services.departures import HasLeft
from bot.services.pack_library import PackLibrary
from bot.services.retention import Retention
from bot.services.services import Services
from bot.settings import Settings, check_packs, make_state_folder
from bot.storage.connect import open_database, try_database

logger = logging.getLogger(__name__)
NOWHERE = (
    "No platform is set up. Set DISCORD_TOKEN to run on Discord, MATRIX_HOMESERVER and "
    "MATRIX_USER to run on Matrix, or try the bot without an account: bedfellows demo"
)
NO_DISCORD = "Only Discord has commands to be told of; set DISCORD_TOKEN."
NO_NIO = "Matrix needs matrix-nio: pip install 'bedfellows[matrix]'"


class App:
    """The parts of the program, built from its settings.

    Raises:
        ConfigurationError: listing whether no platform is set up and what is wrong with the pack.
    """

    def __init__(self, settings: Settings, clock: Clock = utc_now) -> None:
        self._settings = settings
        self._clock = clock
        is_nowhere = settings.discord_token is None and settings.matrix is None
        problems = [NOWHERE] if is_nowhere else []
        try:
            check_packs(settings)
            self._packs = PackLibrary(settings.packs, settings.cache, settings.pack)
        except BotError as error:
            problems.append(str(error))
        refuse(problems)

    async def run(self) -> None:
        """Run every platform that is set up until none is left or SIGTERM or SIGINT arrives.

        Raises:
            ConfigurationError: a platform refuses us, or none can be reached.
            DatabaseUnusable: the database cannot be opened.
        """
        stop_on_signals()
        reload_on_hangup(self._packs)
        try:
            async with self._services() as services, self._platforms(services) as platforms:
                await log_in(platforms)
                company = Company(platforms)
                async with asyncio.TaskGroup() as tasks:
                    for platform in platforms:
                        tasks.create_task(company.run(platform), name=platform.name)
                    start_delivery(tasks, services, {each.name: each.sender for each in platforms})
                    start_cleaning(
                        tasks, services, {each.name: each.has_left for each in platforms}
                    )
        except* BotError as failures:
            raise failures.exceptions[0] from None

    async def register_commands(self) -> int:
        """Tell Discord of the commands whatever it knows already, and return how many there are.

        Raises:
            ConfigurationError: there is no token, or it is refused.
        """
        if self._settings.discord_token is None:
            raise ConfigurationError(NO_DISCORD)
        async with (
            self._services() as services,
            discord_platform(self._settings, services) as discord,
        ):
            await discord.log_in()
            return len(await discord.bot.tree.sync())

    @asynccontextmanager
    async def _platforms(self, services: Services) -> AsyncIterator[list[Platform]]:
        async with AsyncExitStack() as stack:
            platforms: list[Platform] = []
            if self._settings.discord_token is not None:
                made = discord_platform(self._settings, services)
                platforms.append(await stack.enter_async_context(made))
            if self._settings.matrix is not None:
                platforms.append(await stack.enter_async_context(matrix(self._settings, services)))
            yield platforms

    @asynccontextmanager
    async def _services(self) -> AsyncIterator[Services]:
        make_state_folder(self._settings)
        async with open_database(self._settings.database) as database:
            yield Services.of(database, self._packs, self._clock)


async def refused_database(settings: Settings) -> list[str]:
    """Why the database cannot be opened, if it cannot; nothing in it is changed."""
    try:
        make_state_folder(settings)
        await try_database(settings.database)
    except BotError as error:
        return [str(error)]
    return []


def matrix(settings: Settings, services: Services) -> AbstractAsyncContextManager[Platform]:
    """Raises:
    ConfigurationError: what it takes is not installed.
    """
    try:
        from bot.matrix_platform import matrix_platform  # nio is an optional dependency
    except ModuleNotFoundError as error:
        if error.name != "nio":
            raise
        raise ConfigurationError(NO_NIO) from None
    return matrix_platform(settings, services)


def start_delivery(
    tasks: asyncio.TaskGroup, services: Services, senders: Mapping[str, Sender]
) -> None:
    """Decide what is due, and send what is to be sent on each platform, named as its places are."""
    database, packs, clock = services.database, services.packs, services.clock
    posts = DailyPosts(database, packs, clock)
    tasks.create_task(keep_schedules(posts, services.polls), name="scheduler")
    for platform, sender in senders.items():
        outbox = Outbox(database, packs, platform, sender, clock)
        tasks.create_task(outbox.run(), name=f"{platform} outbox")


def start_cleaning(
    tasks: asyncio.TaskGroup, services: Services, has_left: Mapping[str, HasLeft]
) -> None:
    """Delete what is old, and what is of places that were left long ago."""
    retention = Retention(services.database, services.clock)
    tasks.create_task(keep_clean((retention.clean,)), name="cleaning")
    for platform, asked in has_left.items():
        departed = partial(services.departures.purge, platform, asked)
        tasks.create_task(keep_clean((departed,)), name=f"{platform} departures")


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
