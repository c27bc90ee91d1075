"""The port does the same on both engines."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import suppress

import asyncpg
import pytest

from bot.storage.connect import open_database
from bot.storage.database import HALF_DONE, ONE_AT_A_TIME, Database
from bot.storage.sqlite import NESTED

ADD = "INSERT INTO item (name, amount) VALUES ($1, $2)"
READ_TO_WRITE = "SELECT amount FROM item WHERE name = $1 FOR UPDATE"
CONFLICT = (sqlite3.IntegrityError, asyncpg.UniqueViolationError)
READ_ONLY = (sqlite3.OperationalError, asyncpg.ReadOnlySQLTransactionError)


class Interrupted(Exception):
    pass


@pytest.fixture
async def items(database: Database) -> Database:
    await database.execute(
        "CREATE TABLE item (name TEXT NOT NULL PRIMARY KEY, amount BIGINT, share FLOAT)"
    )
    return database


async def names(database: Database) -> list[str]:
    rows = await database.fetch_all("SELECT name FROM item ORDER BY name")
    return [row["name"] for row in rows]


async def test_values_come_back_as_they_went_in(items: Database):
    await items.execute(
        "INSERT INTO item (name, amount, share) VALUES ($1, $2, $3)", "Ծիծեռնակ 🕊", 2**62, 0.25
    )
    await items.execute(ADD, "nothing", None)

    row = await items.fetch_one("SELECT name, amount, share FROM item WHERE amount = $1", 2**62)
    empty = await items.fetch_one("SELECT amount, share FROM item WHERE name = $1", "nothing")

    assert row
    assert empty
    assert (row["name"], row["amount"], row["share"]) == ("Ծիծեռնակ 🕊", 2**62, 0.25)
    assert (empty["amount"], empty["share"]) == (None, None)


async def test_nothing_found_is_no_row(items: Database):
    assert await items.fetch_all("SELECT name FROM item") == []
    assert await items.fetch_one("SELECT name FROM item") is None


async def test_a_parameter_may_stand_twice_and_out_of_order(items: Database):
    await items.execute(
        """
        INSERT INTO item (amount, name) VALUES ($2, $1)
        ON CONFLICT (name) DO UPDATE SET amount = excluded.amount WHERE item.name = $1
        """,
        "tea",
        3,
    )

    assert await names(items) == ["tea"]


async def test_a_statement_that_writes_gives_its_row(items: Database):
    counted = """
        INSERT INTO item (name, amount) SELECT $1, 1 WHERE $1 <> 'coffee'
        ON CONFLICT (name) DO UPDATE SET amount = item.amount + 1
        RETURNING amount
    """

    rows = [await items.write_one(counted, name) for name in ("tea", "tea", "coffee")]

    assert [row and row["amount"] for row in rows] == [1, 2, None]
    assert await names(items) == ["tea"]
    with pytest.raises(CONFLICT):
        await items.write_one("INSERT INTO item (name) VALUES ('tea') RETURNING name")


async def test_statements_that_write_do_not_get_into_a_transaction(items: Database):
    """However many there are at once: what is rolled back takes none of them with it."""

    async def alone(number: int) -> None:
        await items.write_one(f"{ADD} RETURNING name", f"alone {number}", number)

    async def together(number: int) -> None:
        with suppress(Interrupted):
            async with items.transaction() as connection:
                await connection.execute(ADD, f"together {number}", number)
                await asyncio.sleep(0)
                await connection.execute(ADD, f"again {number}", number)
                raise Interrupted

    await asyncio.gather(*(work(number) for number in range(50) for work in (alone, together)))

    assert sorted(await names(items)) == sorted(f"alone {number}" for number in range(50))


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


async def test_a_query_on_the_reader_cannot_write(items: Database):
    await items.execute(ADD, "tea", 1)

    with pytest.raises(READ_ONLY):
        await items.fetch_all("UPDATE item SET amount = 2 RETURNING name")
    with pytest.raises(READ_ONLY):
        await items.fetch_one("DELETE FROM item RETURNING name")

    row = await items.fetch_one("SELECT amount FROM item")
    assert row
    assert row["amount"] == 1


async def test_a_broken_rule_of_the_tables_is_told_as_it_is(items: Database):
    await items.execute(ADD, "tea", 1)

    with pytest.raises(CONFLICT):
        await items.execute(ADD, "tea", 2)


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


async def test_tables_are_the_ones_there_are(items: Database):
    tables = await items.tables()

    assert {"item", "migration", "post"} <= tables
    assert not any(name.startswith(("sqlite_", "pg_")) for name in tables)


async def test_what_was_committed_is_there_after_opening_again(url: str):
    async with open_database(url) as database:
        await database.execute("CREATE TABLE item (name TEXT, amount BIGINT)")
        await database.execute(ADD, "tea", 1)

    async with open_database(url) as database:
        assert await names(database) == ["tea"]


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
