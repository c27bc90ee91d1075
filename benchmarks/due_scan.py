"""What looking for due posts costs, by how many places there are: `python -m benchmarks.due_scan`.

A round of the scheduler and a claim of the outbox, with nothing due and with ten posts due, in a
database of 100,000 places against one of 1,000. Every place has a post that is planned and one that
was sent. The floor is the bare statement in `sqlite3`, with nothing due, in the larger database.
PostgreSQL is measured where it is installed.
"""

from __future__ import annotations

import asyncio
import sqlite3
import statistics
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

from bot.core.place_settings import PlaceSettings, write_place_settings
from bot.delivery.outbox import AT_ONCE, LEASE
from bot.delivery.scheduler import BATCH
from bot.on_discord.askers import DISCORD
from bot.services.daily_posts import DailyPosts
from bot.services.pack_library import PackLibrary
from bot.settings import bundled_packs
from bot.storage.connect import open_database
from bot.storage.database import Database
from bot.storage.outbox_store import CLAIM, Item, claim, finish
from bot.storage.post_store import DUE
from bot.storage.sqlite import PRAGMAS
from tests.clock import SetClock
from tests.storage.server import binaries, running_server

T = TypeVar("T")
FEW, MANY = 1_000, 100_000
AT_A_TIME = 10  # places whose posts are due in the same second, from MORNING on
ROUNDS, CALLS = 60, 300
MORNING = datetime(2026, 11, 23, 9, tzinfo=UTC)
SECOND, HOUR = timedelta(seconds=1), timedelta(hours=1)
PACK, LEASE_NAME = "nagorno-karabakh", "benchmark"
# The numbers from 0 up to $1, in the words of both engines.
NUMBERS = """
    WITH RECURSIVE number (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM number WHERE n + 1 < $1)
"""
SET_UP = """
    INSERT INTO place_settings (place, version, settings, changed_at)
    SELECT 'discord:' || n, 1, $2, 0 FROM number
"""
PLANNED = """
    INSERT INTO post (post_id, place, local_date, slot, due_at, state, planned_at)
    SELECT 'discord:' || n || '/2026-11-23', 'discord:' || n, '2026-11-23', 'daily',
        CAST($2 AS BIGINT) + n / CAST($3 AS BIGINT), 'planned', 0
    FROM number
"""
SENT = """
    INSERT INTO post (post_id, place, local_date, slot, due_at, state, planned_at, message_id)
    SELECT 'discord:' || n || '/2026-11-22', 'discord:' || n, '2026-11-22', 'daily', 0, 'done', 0,
        '1'
    FROM number
"""
DELIVERED = """
    INSERT INTO outbox (
        item_id, place, post_id, step, target_id, content, created_at, due_at, result_id, ended_at)
    SELECT 'discord:' || n || '/2026-11-22/message', 'discord:' || n,
        'discord:' || n || '/2026-11-22', 'message', '1', '{}', 0, 0, '1', 0
    FROM number
"""


@dataclass(frozen=True)
class Bot:
    """The parts of one process that look for what is due."""

    database: Database
    clock: SetClock
    posts: DailyPosts

    async def decide(self) -> int:
        return await self.posts.decide_due(BATCH)

    async def claim(self) -> list[Item]:
        now = self.clock()
        async with self.database.transaction() as connection:
            return await claim(connection, DISCORD, LEASE_NAME, now, now + LEASE, AT_ONCE)

    async def finish(self, items: Sequence[Item]) -> None:
        async with self.database.transaction() as connection:
            for item in items:
                await finish(connection, item, "1", self.clock())


@dataclass(frozen=True)
class Costs:
    """The seconds of every round."""

    decide: list[float]
    claim: list[float]

    @classmethod
    def none(cls) -> Costs:
        return cls([], [])


@asynccontextmanager
async def filled(url: str, places: int, packs: PackLibrary) -> AsyncIterator[Bot]:
    settings = write_place_settings(PlaceSettings(channel="1"))
    clock = SetClock(MORNING - HOUR)
    async with open_database(url) as database:
        await database.execute(NUMBERS + SET_UP, places, settings)
        await database.execute(NUMBERS + PLANNED, places, int(MORNING.timestamp()), AT_A_TIME)
        await database.execute(NUMBERS + SENT, places)
        await database.execute(NUMBERS + DELIVERED, places)
        yield Bot(database, clock, DailyPosts(database, packs, clock))


async def idle(bot: Bot, costs: Costs) -> None:
    """A round in which nothing is due."""
    assert await timed(costs.decide, bot.decide) == 0
    assert await timed(costs.claim, bot.claim) == []


async def busy(bot: Bot, costs: Costs) -> None:
    """A round in which some posts are due, whose messages are sent before the next."""
    bot.clock.now = max(bot.clock.now + SECOND, MORNING)
    assert await timed(costs.decide, bot.decide) == AT_A_TIME
    items = await timed(costs.claim, bot.claim)
    assert len(items) == AT_A_TIME
    await bot.finish(items)


async def timed(taken: list[float], work: Callable[[], Awaitable[T]]) -> T:
    begun = time.perf_counter()
    result = await work()
    taken.append(time.perf_counter() - begun)
    return result


async def compare(many: Bot, few: Bot, name: str, floor: Mapping[str, float]) -> None:
    for label, work, rounds in (("nothing", idle, CALLS), (f"{AT_A_TIME} posts", busy, ROUNDS)):
        costs = Costs.none(), Costs.none()
        for _ in range(rounds):
            await work(many, costs[0])
            await work(few, costs[1])
        for step in ("decide", "claim"):
            large, small = (getattr(each, step) for each in costs)
            told = f"{name:10} {step:6} {label:8} {tell(large)} {tell(small)} µs"
            ratio = f"ratio {statistics.median(large) / statistics.median(small):.2f}"
            bare = floor.get(f"{step} {label}")
            print(told, ratio, f" floor {bare * 1e6:.0f} µs" if bare else "")


def tell(taken: Sequence[float]) -> str:
    return f"{statistics.median(taken) * 1e6:8.0f}"


def bare(path: Path) -> Mapping[str, float]:
    """The medians of the two statements alone, with nothing due."""
    now = int((MORNING - HOUR).timestamp())
    scan: list[float] = []
    take: list[float] = []
    claiming = CLAIM.replace("FOR UPDATE SKIP LOCKED", "")
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        for _ in range(CALLS):
            begun = time.perf_counter()
            connection.execute(DUE, {"1": now, "2": BATCH}).fetchall()
            scanned = time.perf_counter()
            connection.execute("BEGIN IMMEDIATE")
            args = {"1": now, "2": now + 60, "3": LEASE_NAME, "4": AT_ONCE, "5": f"{DISCORD}:%"}
            connection.execute(claiming, args).fetchall()
            connection.execute("COMMIT")
            scan.append(scanned - begun)
            take.append(time.perf_counter() - scanned)
    return {"decide nothing": statistics.median(scan), "claim nothing": statistics.median(take)}


async def on_sqlite(folder: Path, packs: PackLibrary) -> None:
    large, small = folder / "many.db", folder / "few.db"
    async with (
        filled(f"sqlite:{large}", MANY, packs) as many,
        filled(f"sqlite:{small}", FEW, packs) as few,
    ):
        await compare(many, few, "SQLite", bare(large))


async def on_postgres(urls: Sequence[str], packs: PackLibrary) -> None:
    large, small = urls
    async with filled(large, MANY, packs) as many, filled(small, FEW, packs) as few:
        await compare(many, few, "PostgreSQL", {})


def main() -> None:
    print(f"medians, {MANY:,} places against {FEW:,}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        packs = PackLibrary(bundled_packs(), folder, PACK)
        asyncio.run(on_sqlite(folder, packs))
        if found := binaries():
            with running_server(found) as server:
                asyncio.run(on_postgres([server.new_database() for _ in range(2)], packs))


if __name__ == "__main__":
    main()
