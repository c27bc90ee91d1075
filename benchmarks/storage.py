"""The storage port against bare aiosqlite: `python -m benchmarks.storage`.

Both run the same statements on files of the same disk with the same settings, in turn, in one run:
reading a place's settings, and one upsert that is committed and on the disk. The ratio is ours to
bare: of times one by one, and of rates with fifty tasks at once.
"""

from __future__ import annotations

import asyncio
import statistics
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import aiosqlite

from bot.storage.connect import open_database
from bot.storage.sqlite import PRAGMAS, WRITE_AHEAD

ROUNDS = 15
PLACES = 500
CALLS = 400
TASKS = 50
READ = "SELECT version, settings FROM place_settings WHERE place = $1"
UPSERT = """
    INSERT INTO place_settings (place, version, settings, changed_at) VALUES ($1, 1, '{}', $2)
    ON CONFLICT (place)
    DO UPDATE SET version = place_settings.version + 1, changed_at = excluded.changed_at
"""
Work = Callable[[int], Awaitable[object]]


@asynccontextmanager
async def bare(path: Path) -> AsyncIterator[tuple[Work, Work]]:
    """One connection for everything, which is what most programs do."""
    async with open_database(f"sqlite:{path}"):
        pass  # makes the tables
    async with aiosqlite.connect(path, isolation_level=None) as connection:
        for pragma in (WRITE_AHEAD, *(f"PRAGMA {pragma}" for pragma in PRAGMAS)):
            await connection.execute(pragma)
        yield (
            lambda number: connection.execute_fetchall(READ, {"1": place(number)}),
            lambda number: connection.execute_fetchall(UPSERT, {"1": place(number), "2": number}),
        )


@asynccontextmanager
async def ours(path: Path) -> AsyncIterator[tuple[Work, Work]]:
    async with open_database(f"sqlite:{path}") as database:
        yield (
            lambda number: database.fetch_one(READ, place(number)),
            lambda number: database.execute(UPSERT, place(number), number),
        )


def place(number: int) -> str:
    return f"discord:{number % PLACES}"


async def one_by_one(work: Work) -> float:
    """The median seconds of a call."""
    taken = []
    for number in range(CALLS):
        begun = time.perf_counter()
        await work(number)
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken)


async def at_once(work: Work) -> float:
    """Calls a second."""

    async def task(first: int) -> None:
        for number in range(first, CALLS * 2, TASKS):
            await work(number)

    begun = time.perf_counter()
    await asyncio.gather(*(task(first) for first in range(TASKS)))
    return CALLS * 2 / (time.perf_counter() - begun)


async def measure(folder: Path) -> None:
    async with (
        bare(folder / "bare.db") as (bare_read, bare_write),
        ours(folder / "ours.db") as (our_read, our_write),
    ):
        pairs = {
            "read": (one_by_one, our_read, bare_read, 1e6, "µs"),
            "upsert": (one_by_one, our_write, bare_write, 1e6, "µs"),
            "reads, 50 tasks": (at_once, our_read, bare_read, 1, "/s"),
            "upserts, 50 tasks": (at_once, our_write, bare_write, 1, "/s"),
        }
        print(f"medians of {ROUNDS} rounds, ours against bare aiosqlite")
        for name, (how, our_work, bare_work, scale, unit) in pairs.items():
            await how(our_work), await how(bare_work)  # warm up, and fill the table
            rounds = [(await how(our_work), await how(bare_work)) for _ in range(ROUNDS)]
            ratio = statistics.median(one / other for one, other in rounds)
            mine, other = (
                statistics.median(column) * scale for column in zip(*rounds, strict=True)
            )
            print(f"{name:18} {mine:8.0f} {other:8.0f} {unit:3} ratio {ratio:.2f}")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(measure(Path(folder)))


if __name__ == "__main__":
    main()
