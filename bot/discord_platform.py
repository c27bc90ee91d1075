"""Discord as one of the platforms."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

import aiohttp
import discord

from bot.core.identity import Place
from bot.errors import ConfigurationError, Unreachable
from bot.on_discord.askers import DISCORD
from bot.on_discord.client import BedfellowsBot
from bot.on_discord.membership import has_left
from bot.on_discord.sender import DiscordSender
from bot.pauses import Sleep, pause
from bot.services.services import Services
from bot.settings import Settings

logger = logging.getLogger(__name__)
# https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway
AUTHENTICATION_FAILED = 4004  # as when the token is made anew while the bot runs
REFUSED = "Discord refused DISCORD_TOKEN; copy it anew from the developer portal."


class DiscordPlatform:
    """A `bot.platforms.Platform`."""

    name = DISCORD

    def __init__(self, bot: BedfellowsBot, token: str, sleep: Sleep = asyncio.sleep) -> None:
        self.bot = bot
        self.sender = DiscordSender(bot, bot.logged_in)
        self._token = token
        self._sleep = sleep

    async def log_in(self) -> None:
        try:
            with refusals():
                await self.bot.login(self._token)
        except Unreachable:
            await self._start_over()
            raise

    async def run(self) -> None:
        failures = 0
        while True:
            try:
                return await self._connect()
            except Unreachable as away:
                failures += 1
                logger.warning("%s", away)
                await self._sleep(pause(failures))

    async def _connect(self) -> None:
        """Stay connected; what breaks later, discord.py mends by itself."""
        if not self.bot.logged_in.is_set():
            await self.log_in()
        with refusals():
            await self.bot.connect()

    async def _start_over(self) -> None:
        """Undo what half a login has done, which discord.py would trip over in the next."""
        await self.bot.http.close()
        self.bot.http.connector = discord.utils.MISSING
        for name in tuple(self.bot.cogs):
            await self.bot.remove_cog(name)
        self.bot.tree.clear_commands(guild=None)

    async def has_left(self, place: Place) -> bool:
        return await has_left(self.bot, self.bot.logged_in, place)


@asynccontextmanager
async def discord_platform(
    settings: Settings, services: Services
) -> AsyncIterator[DiscordPlatform]:
    assert settings.discord_token is not None
    async with BedfellowsBot(services, settings.state_folder) as bot:
        yield DiscordPlatform(bot, settings.discord_token)


@contextmanager
def refusals() -> Iterator[None]:
    """Say in a sentence why Discord cannot be talked to."""
    try:
        yield
    except discord.LoginFailure:
        raise ConfigurationError(REFUSED) from None
    except discord.ConnectionClosed as closed:
        if closed.code != AUTHENTICATION_FAILED:
            raise
        raise ConfigurationError(REFUSED) from None
    except (discord.GatewayNotFound, discord.RateLimited, discord.DiscordServerError) as error:
        raise Unreachable(f"Discord cannot be used at the moment: {str(error)[:100]}") from None
    except (aiohttp.ClientError, OSError) as error:
        raise Unreachable(f"Discord cannot be reached: {error}") from None
