"""Transactions are the same on both engines: whole, apart from each other, never half done."""

from __future__ import annotations

import asyncio

import pytest

from bot.storage.connect import open_database
from bot.storage.database import HALF_DONE, ONE_AT_A_TIME, Database
from bot.storage.sqlite import NESTED
from tests.storage.items import ADD, CONFLICT, Interrupted, names

READ_TO_WRITE = "SELECT amount FROM item WHERE name = $1 FOR UPDATE"


async def test_a_transaction_reads_and_returns_what_it_writes(items: Database):
    async with items.transaction() as connection:
        await connection.execute(ADD, "tea", 1)
        moved = await connection.fetch_all(
            "UPDATE item SET amount = amount + 1 WHERE name = $1 RETURNING amount", "tea"
        )
        read = await connection.fetch_one("SELECT amount FROM item")

    assert [row["amount"] for row in moved] == [2]
    assert read
    assert read["amount"] == 2


async def test_others_see_a_transaction_only_once_it_is_committed(items: Database):
    async with items.transaction() as connection:
        await connection.execute(ADD, "tea", 1)
        during = await names(items)

    assert during == []
    assert await names(items) == ["tea"]


@pytest.mark.parametrize("reason", [Interrupted, asyncio.CancelledError, KeyboardInterrupt])
async def test_a_transaction_that_is_left_by_an_error_changes_nothing(
    items: Database, reason, caplog
):
    async def fail() -> None:
        async with items.transaction() as connection:
            await connection.execute(ADD, "tea", 1)
            raise reason

    with pytest.raises(reason):
        await fail()

    async with items.transaction() as connection:
        await connection.execute(ADD, "coffee", 1)
    assert await names(items) == ["coffee"]
    assert caplog.messages == []  # such as a complaint of asyncpg about what it found open


async def test_nothing_of_a_transaction_with_a_failed_statement_is_saved(items: Database):
    """PostgreSQL alone would roll back without a word, SQLite alone commit the other half."""

    async def swallow() -> None:
        async with items.transaction() as connection:
            await connection.execute(ADD, "tea", 1)
            with pytest.raises(CONFLICT):
                await connection.execute(ADD, "tea", 2)

    with pytest.raises(RuntimeError, match=HALF_DONE):
        await swallow()

    assert await names(items) == []


async def test_nothing_more_runs_in_a_transaction_with_a_failed_statement(items: Database):
    async def go_on() -> None:
        async with items.transaction() as connection:
            with pytest.raises(CONFLICT):
                await connection.execute("INSERT INTO item (name) VALUES ('a'), ('a')")
            await connection.execute(ADD, "tea", 1)

    with pytest.raises(RuntimeError, match=ONE_AT_A_TIME):
        await go_on()
    assert await names(items) == []


async def test_a_connection_ends_with_its_transaction(items: Database):
    async with items.transaction() as kept:
        await kept.execute(ADD, "tea", 1)

    with pytest.raises(RuntimeError, match=ONE_AT_A_TIME):
        await kept.execute(ADD, "coffee", 1)
    with pytest.raises(RuntimeError, match=ONE_AT_A_TIME):
        await kept.fetch_all("SELECT name FROM item")


async def test_two_tasks_never_share_a_transaction(items: Database):
    """With one connection for all, B's committed row goes with A's rollback."""
    written, go_on = asyncio.Event(), asyncio.Event()

    async def a() -> None:
        async with items.transaction() as connection:
            await connection.execute(ADD, "a", 1)
            written.set()
            await go_on.wait()
            raise Interrupted

    async def b() -> None:
        await items.execute(ADD, "b", 1)

    async def c() -> None:
        async with items.transaction() as connection:
            await connection.execute(ADD, "c", 1)

    async with asyncio.TaskGroup() as tasks:
        failing = tasks.create_task(_expect(Interrupted, a()))
        await written.wait()
        others = [tasks.create_task(b()), tasks.create_task(c())]
        for _ in range(50):
            await asyncio.sleep(0)
        go_on.set()

    assert failing.done()
    assert all(task.done() for task in others)
    assert await names(items) == ["b", "c"]


async def _expect(kind, work) -> None:
    with pytest.raises(kind):
        await work


async def test_two_statements_of_one_transaction_never_run_at_once(items: Database):
    async def crowd() -> None:
        async with items.transaction() as connection, asyncio.TaskGroup() as tasks:
            for name in ("a", "b"):
                tasks.create_task(connection.execute(ADD, name, 1))

    with pytest.raises(ExceptionGroup) as caught:
        await crowd()

    assert caught.group_contains(RuntimeError, match=ONE_AT_A_TIME)
    assert await names(items) == []


async def test_fifty_tasks_write_and_read_side_by_side(items: Database):
    async def work(number: int) -> int:
        async with items.transaction() as connection:
            await connection.execute(ADD, f"{number:02}", number)
        return len(await names(items))

    seen = await asyncio.gather(*(work(number) for number in range(50)))

    assert len(await names(items)) == 50
    assert min(seen) >= 1


async def test_sqlite_says_so_when_a_task_would_wait_for_itself(tmp_path):
    async def nest(database: Database) -> None:
        async with database.transaction():
            await database.execute("SELECT 1")

    async with open_database(f"sqlite:{tmp_path}/bot.db") as database:
        with pytest.raises(RuntimeError, match=NESTED):
            await nest(database)

        await database.execute("SELECT 1")


async def test_what_is_read_for_update_is_still_true_when_it_is_written(items: Database):
    """Without the words, two transactions on PostgreSQL read the same amount."""
    await items.execute(ADD, "tea", 0)

    async def increment() -> None:
        async with items.transaction() as connection:
            row = await connection.fetch_one(READ_TO_WRITE, "tea")
            assert row
            await connection.execute("UPDATE item SET amount = $1", row["amount"] + 1)

    await asyncio.gather(*(increment() for _ in range(30)))

    row = await items.fetch_one("SELECT amount FROM item")
    assert row
    assert row["amount"] == 30
