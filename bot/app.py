"""Build the parts and run them together until the process is told to stop."""

from __future__ import annotations

import asyncio
import logging
import signal

import aiohttp
import discord

from bot.clock import today
from bot.errors import BotError, ConfigurationError
from bot.on_discord.client import BedfellowsBot
from bot.services.pack_shelf import PackShelf
from bot.settings import Settings

logger = logging.getLogger(__name__)
NOWHERE = (
    "No platform is set up. Set DISCORD_TOKEN to run on Discord, or try the bot "
    "without an account: bedfellows demo"
)
REFUSED = "Discord refused DISCORD_TOKEN; copy it anew from the developer portal."


async def run(settings: Settings) -> None:
    """Run every platform that is set up until one fails or SIGTERM or SIGINT arrives.

    Raises:
        ConfigurationError: no platform is set up, or its token is refused.
        PackError: the pack is broken.
    """
    token = discord_token(settings)
    shelf = PackShelf(settings.pack_folder, settings.cache)
    stop_on_signals()
    reload_on_hangup(shelf)
    bot = BedfellowsBot(shelf, today, settings.state_folder)
    try:
        async with bot, asyncio.TaskGroup() as tasks:
            tasks.create_task(_discord(bot, token), name="discord")
    except* BotError as failures:
        raise failures.exceptions[0] from None


def discord_token(settings: Settings) -> str:
    """Raises:
    ConfigurationError: there is none.
    """
    if settings.discord_token is None:
        raise ConfigurationError(NOWHERE)
    return settings.discord_token


async def _discord(bot: BedfellowsBot, token: str) -> None:
    try:
        await bot.start(token)
    except discord.LoginFailure:
        raise ConfigurationError(REFUSED) from None
    except aiohttp.ClientConnectionError as error:
        raise ConfigurationError(f"Discord cannot be reached: {error}") from None


async def register_commands(settings: Settings) -> int:
    """Tell Discord of the commands whatever it knows already, and return how many there are.

    Raises:
        ConfigurationError: there is no token, or it is refused.
    """
    token = discord_token(settings)
    shelf = PackShelf(settings.pack_folder, settings.cache)
    async with BedfellowsBot(shelf, today, settings.state_folder) as bot:
        try:
            await bot.login(token)
        except discord.LoginFailure:
            raise ConfigurationError(REFUSED) from None
        return len(await bot.tree.sync())


def stop_on_signals() -> None:
    """Cancel the running task on SIGTERM and SIGINT, so that every part can clean up."""
    task = asyncio.current_task()
    assert task is not None
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, task.cancel)


def reload_on_hangup(shelf: PackShelf) -> None:
    """Read the pack again on SIGHUP, off the loop, since it takes a tenth of a second."""
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGHUP, lambda: loop.run_in_executor(None, shelf.reload))
