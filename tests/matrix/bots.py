"""The bot on one account, started and stopped at will."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from bot.clock import utc_now
from bot.matrix_settings import MatrixSettings
from bot.on_matrix.client import MatrixBot
from bot.on_matrix.incoming import Incoming
from bot.services.departures import Departures
from bot.storage.database import Database
from tests.matrix.person import Person

Sleep = Callable[[float], Awaitable[None]]


@dataclass
class ShiftedClock:
    """The real time, and as much later as it was told to be."""

    ahead: timedelta = timedelta()

    def __call__(self) -> Any:
        return utc_now() + self.ahead


@dataclass
class Bots:
    """*answers* are the bodies it was given, *pauses* how long it wanted to wait after failures."""

    url: str
    account: Person
    database: Database
    folder: Path
    clock: ShiftedClock = field(default_factory=ShiftedClock)
    more: dict[str, Any] = field(default_factory=dict)
    heard: list[Incoming] = field(default_factory=list)
    pauses: list[float] = field(default_factory=list)
    bot: MatrixBot | None = None
    task: asyncio.Task[None] | None = None
    failing: Callable[[Incoming], None] = lambda _: None

    @asynccontextmanager
    async def running(self) -> AsyncIterator[Bots]:
        try:
            yield self
        finally:
            await self.stop()

    @property
    def settings(self) -> MatrixSettings:
        given = MatrixSettings(self.url, self.account.user_id, password=self.account.password)
        return replace(given, **self.more)

    def make(self) -> MatrixBot:
        departures = Departures(self.database, self.clock)
        return MatrixBot(
            self.settings, self.folder, self.database, departures, self.clock, self._sleep
        )

    async def start(self) -> MatrixBot:
        """Start it and wait until it knows its rooms."""
        self.begin()
        assert self.bot is not None
        assert self.task is not None
        ready = asyncio.ensure_future(self.bot.homeserver.ready())
        done, _ = await asyncio.wait(
            (ready, self.task), timeout=20, return_when=asyncio.FIRST_COMPLETED
        )
        ready.cancel()
        if self.task in done:
            self.task.result()
        assert done, "the bot never came up"
        return self.bot

    def begin(self) -> None:
        self.bot = self.make()
        self.task = asyncio.ensure_future(self.bot.run(self.answer))

    async def stop(self) -> None:
        if self.task is not None:
            self.task.cancel()
            await asyncio.wait((self.task,))
            self.task = None

    async def answer(self, incoming: Incoming) -> None:
        """Echo what begins like a command."""
        self.heard.append(incoming)
        self.failing(incoming)
        if incoming.body.startswith("!"):
            assert self.bot is not None
            content = {"msgtype": "m.notice", "body": f"re {incoming.body}"}
            await self.bot.homeserver.send(
                incoming.room_id, content, incoming.key, thread=incoming.thread
            )

    async def _sleep(self, seconds: float) -> None:
        self.pauses.append(seconds)
        await asyncio.sleep(min(seconds, 0.02))
