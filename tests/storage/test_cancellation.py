"""Tasks cancelled at any moment leave no transaction open and lose nothing."""

from __future__ import annotations

import asyncio
import random

import pytest

from bot.storage.database import Database

TASKS = 300
ROUNDS = 5
INCREMENT = "UPDATE counter SET amount = amount + 1"


class Tally:
    """How far the increments of a round came."""

    def __init__(self) -> None:
        self.finished = 0
        self.committing = 0

    async def increment(self, database: Database, end: float | None = None) -> None:
        """Add one; *end* seconds after the transaction has begun the task is cancelled."""
        async with database.transaction() as connection:
            if end is not None:
                self.doom(end)
            await connection.execute("INSERT INTO trace (amount) VALUES (1)")
            await connection.execute(INCREMENT)
            self.committing += 1
        self.finished += 1

    def doom(self, end: float) -> None:
        task = asyncio.current_task()
        assert task
        asyncio.get_running_loop().call_later(end, task.cancel)


@pytest.fixture
async def counter(database: Database) -> Database:
    await database.execute("CREATE TABLE counter (amount BIGINT NOT NULL)")
    await database.execute("CREATE TABLE trace (amount BIGINT NOT NULL)")
    await database.execute("INSERT INTO counter (amount) VALUES (0)")
    return database


async def total(database: Database) -> int:
    row = await database.fetch_one("SELECT amount FROM counter")
    assert row
    return int(row["amount"])


async def cancel_soon(task: asyncio.Task[None], turns: int) -> None:
    for _ in range(turns):
        await asyncio.sleep(0)
    task.cancel()


@pytest.mark.parametrize("seed", range(ROUNDS))
async def test_increments_cancelled_at_random_moments_lose_nothing(counter: Database, seed: int):
    """A third while they wait for their turn or begin, a third in the midst of a transaction."""
    chance, tally = random.Random(seed), Tally()
    ends = [10 ** chance.uniform(-5, -2) if number % 3 == 0 else None for number in range(TASKS)]
    tasks = [asyncio.create_task(tally.increment(counter, end)) for end in ends]
    await asyncio.gather(*(cancel_soon(task, chance.randrange(2000)) for task in tasks[1::3]))
    outcomes = await asyncio.gather(*tasks, return_exceptions=True)

    moved = await total(counter)
    trace = await counter.fetch_all("SELECT amount FROM trace")
    assert [end for end in outcomes if isinstance(end, Exception)] == []
    assert not any(task.cancelled() for task in tasks[2::3])
    assert sum(task.cancelled() for task in tasks[::3]) > 20
    # More only by tasks that were cancelled while they committed.
    assert tally.finished <= moved <= tally.committing
    assert len(trace) == moved

    await asyncio.wait_for(tally.increment(counter), timeout=5)
    assert await total(counter) == moved + 1


async def test_a_task_cancelled_twice_leaves_nothing_open(counter: Database):
    """The second cancellation falls into the rollback."""
    for turns in range(40):
        task = asyncio.create_task(Tally().increment(counter))
        await cancel_soon(task, turns)
        await cancel_soon(task, 1)
        await asyncio.wait([task])

    # A commit that a task no longer waited for may still be under way; the first of these waits.
    await asyncio.wait_for(Tally().increment(counter), timeout=5)
    before = await total(counter)
    await asyncio.wait_for(Tally().increment(counter), timeout=5)
    assert await total(counter) == before + 1


async def test_a_task_cancelled_while_it_waits_for_its_turn_writes_nothing(counter: Database):
    async with counter.transaction() as connection:
        await connection.execute(INCREMENT)
        waiting = asyncio.create_task(Tally().increment(counter))
        await cancel_soon(waiting, 20)
        await asyncio.wait([waiting])

    assert waiting.cancelled()
    assert await total(counter) == 1


async def test_a_time_limit_inside_a_transaction_ends_it(counter: Database):
    """The statement may run on in its thread; the transaction is not committed all the same."""

    async def hurried() -> None:
        async with counter.transaction() as connection:
            await connection.execute(INCREMENT)
            async with asyncio.timeout(0):
                await connection.execute(INCREMENT)

    with pytest.raises(TimeoutError):
        await hurried()
    assert await total(counter) == 0
