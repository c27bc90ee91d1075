"""The statement that claims what is due: no row twice, however many workers there are."""

from __future__ import annotations

import asyncio
from collections import Counter
from contextlib import AsyncExitStack

import pytest

from bot.storage.connect import open_database
from bot.storage.database import Database

ROWS = 1000
WORKERS = 8
NOW, TILL = 1_800_000_000, 1_800_000_060

# PostgreSQL needs SKIP LOCKED, without which two workers can lock the same rows in two orders and
# wait for each other, and the WITH, without which it may evaluate the LIMIT more than once.
CLAIM = """
    WITH due AS (
        SELECT item_id FROM outbox
        WHERE ended_at IS NULL AND due_at <= $1 AND leased_until < $1
        ORDER BY due_at LIMIT $4 FOR UPDATE SKIP LOCKED)
    UPDATE outbox SET leased_until = $2, lease_id = $3, attempts = attempts + 1
    WHERE item_id IN (SELECT item_id FROM due)
    RETURNING item_id
"""
ADD = """
    INSERT INTO outbox (item_id, place, step, target_id, content, created_at, due_at)
    VALUES ($1, 'discord:1', 'message', '2', '{}', $2, $3)
"""
LEFT = "SELECT item_id FROM outbox WHERE leased_until < $1 AND due_at <= $1 LIMIT 1"


@pytest.fixture
async def filled(url: str) -> str:
    async with open_database(url) as database, database.transaction() as connection:
        for number in range(ROWS):
            await connection.execute(ADD, f"item-{number}", NOW, NOW - number % 7)
        await connection.execute(ADD, "later", NOW, NOW + 1)
    return url


async def work(database: Database, worker: int, batch: int) -> list[str]:
    """Claim until nothing is left; an empty claim may only mean that others were quicker."""
    claimed: list[str] = []
    while await database.fetch_one(LEFT, NOW):
        async with database.transaction() as connection:
            rows = await connection.fetch_all(CLAIM, NOW, TILL, f"worker-{worker}", batch)
        claimed += [row["item_id"] for row in rows]
    return claimed


@pytest.mark.parametrize("processes", [1, 4])
async def test_eight_workers_claim_a_thousand_rows_once_each(filled: str, processes: int):
    """Databases opened apart share nothing but the file or the server, like processes."""
    async with AsyncExitStack() as stack:
        opened = [await stack.enter_async_context(open_database(filled)) for _ in range(processes)]
        claims = await asyncio.gather(
            *(work(opened[number % processes], number, 10) for number in range(WORKERS))
        )
        held = await opened[0].fetch_all("SELECT lease_id, attempts FROM outbox")

    counted = Counter(item for claimed in claims for item in claimed)
    assert set(counted) == {f"item-{number}" for number in range(ROWS)}
    assert max(counted.values()) == 1
    assert Counter(row["attempts"] for row in held) == {1: ROWS, 0: 1}


async def test_a_lease_that_ran_out_can_be_claimed_again(filled: str):
    async with open_database(filled) as database:
        async with database.transaction() as connection:
            first = await connection.fetch_all(CLAIM, NOW, TILL, "first", 5)
        async with database.transaction() as connection:
            second = await connection.fetch_all(CLAIM, TILL + 1, TILL + 60, "second", ROWS * 2)

    assert len(first) == 5
    assert len(second) == ROWS + 1
