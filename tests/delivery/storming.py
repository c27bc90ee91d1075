"""The bot in this very process, on a Discord where things go wrong; its pauses are leapt over."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.app import App
from bot.delivery import outbox, scheduler
from bot.on_discord.client import BedfellowsBot
from bot.settings import read_settings
from bot.storage.connect import open_database
from bot.storage.database import Database
from tests.delivery.killing import OPEN, until
from tests.delivery.mortal_bot import environment
from tests.delivery.premises import Premises, store
from tests.delivery.shared_clock import SharedClock
from tests.stand_in.pointing import point_discord_py_at
from tests.stand_in.requests import Request
from tests.stand_in.server import Discord, stand_in
from tests.stand_in.world import World

FIRST = datetime(2027, 3, 8, 20, tzinfo=UTC)
SECOND, DAY = timedelta(seconds=1), timedelta(days=1)
POLL_SECONDS = 0.005
WAITING = "SELECT MIN(due_at) AS due_at FROM outbox WHERE ended_at IS NULL AND lease_id IS NULL"
IN_HAND = "SELECT COUNT(*) AS n FROM outbox WHERE ended_at IS NULL AND lease_id IS NOT NULL"


@dataclass
class Scene:
    discord: Discord
    database: Database
    clock: SharedClock
    url: str
    folder: Path

    @property
    def world(self) -> World:
        return self.discord.world

    @property
    def made(self) -> list[Request]:
        """The requests of the delivery so far, without those by which the bot starts."""
        return [request for request in self.discord.requests if "/channels/" in request.path]

    async def begin(self, *premises: Premises) -> None:
        """Let the posts of *premises* be due now."""
        await store(self.database, premises, self.clock())
        self.clock.leap_to(FIRST + SECOND)

    async def begin_early(self, *premises: Premises) -> None:
        """The same a little earlier: only what is due before the others begins."""
        await store(self.database, premises, self.clock())
        self.clock.leap_to(FIRST - timedelta(seconds=30))

    async def settle(self, days: int = 1) -> None:
        """Leap over all pauses until nothing is to be sent any more, and so on for *days*."""
        for day in range(days):
            await self.settle_on(FIRST + day * DAY)

    async def settle_on(self, due: datetime) -> None:
        """The same for what is *due* then."""
        self.clock.leap_to(max(self.clock(), due) + SECOND)
        while not await self._is_settled():
            await until(self._has_nothing_in_hand, str)
            await self._leap_to_next()

    async def next_pause(self) -> datetime:
        """Wait until something is to be tried again later, and return when."""
        await until(self._has_nothing_in_hand, str)
        at = await self._number(WAITING, "due_at")
        assert at
        return datetime.fromtimestamp(at, UTC)

    async def _leap_to_next(self) -> None:
        at = await self._number(WAITING, "due_at")
        if at and at > self._now:
            self.clock.leap_to(datetime.fromtimestamp(at, UTC) + SECOND)

    async def _is_settled(self) -> bool:
        waiting = await self._number(WAITING, "due_at")
        return waiting is None and not await self._is_busy()

    async def _is_busy(self) -> bool:
        return bool(await self._number(IN_HAND, "n") or await self._number(OPEN, "n", self._now))

    async def _has_nothing_in_hand(self) -> bool:
        if await self._number(IN_HAND, "n"):
            return False
        at = await self._number(WAITING, "due_at")
        return at > self._now if at else not await self._is_busy()

    async def _number(self, sql: str, column: str, *args: int) -> int | None:
        row = await self.database.fetch_one(sql, *args)
        return row[column] if row else None

    @property
    def _now(self) -> int:
        return int(self.clock().timestamp())


@asynccontextmanager
async def staged(folder: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Scene]:
    """An hour before the first posts are due, with no bot as yet."""
    monkeypatch.setattr(outbox, "POLL_SECONDS", POLL_SECONDS)
    monkeypatch.setattr(scheduler, "POLL_SECONDS", POLL_SECONDS)
    monkeypatch.setattr(BedfellowsBot, "before_identify_hook", _at_once)
    world, url = World(), f"sqlite:{folder}/bot.db"
    clock = SharedClock(world.clock, folder / "clock")
    clock.leap_to(FIRST - timedelta(hours=1))
    async with open_database(url) as database, stand_in(world) as discord:
        point_discord_py_at(discord.port, monkeypatch.setattr)
        yield Scene(discord, database, clock, url, folder)


async def _at_once(_bot: BedfellowsBot, _shard: int | None, *, initial: bool = False) -> None:
    del initial


@asynccontextmanager
async def running(scene: Scene) -> AsyncIterator[None]:
    """The bot, connected, until the block ends."""
    app = App(read_settings(environment(scene.url, str(scene.folder))), scene.clock)
    async with asyncio.TaskGroup() as group:
        task = group.create_task(app.run())
        await scene.discord.ready()
        yield
        task.cancel()
