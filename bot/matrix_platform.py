"""Matrix as one of the platforms."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.core.identity import Place
from bot.on_matrix.client import MatrixBot
from bot.on_matrix.commands.answering import Answering
from bot.on_matrix.identity import MATRIX
from bot.on_matrix.sender import MatrixSender
from bot.on_matrix.worker import Handler
from bot.services.services import Services
from bot.settings import Settings


class MatrixPlatform:
    """A `bot.platforms.Platform`."""

    name = MATRIX

    def __init__(self, bot: MatrixBot, sender: MatrixSender, handler: Handler) -> None:
        self.sender = sender
        self._bot = bot
        self._handler = handler

    async def log_in(self) -> None:
        await self._bot.log_in()

    async def run(self) -> None:
        await self._bot.run(self._handler)

    async def has_left(self, place: Place) -> bool:
        return await self._bot.has_left(place)


@asynccontextmanager
async def matrix_platform(settings: Settings, services: Services) -> AsyncIterator[MatrixPlatform]:
    assert settings.matrix is not None
    bot = MatrixBot(
        settings.matrix,
        settings.state_folder,
        services.database,
        services.departures,
        services.clock,
    )
    sender = MatrixSender(bot.homeserver, services.database, services.clock)
    try:
        yield MatrixPlatform(bot, sender, Answering(services, bot.homeserver))
    finally:
        await bot.close()
