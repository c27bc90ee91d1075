"""The port does the same on both engines."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import suppress

import asyncpg
import pytest

from bot.storage.connect import open_database
from bot.storage.database import Database
from tests.storage.items import ADD, CONFLICT, Interrupted, names

READ_ONLY = (sqlite3.OperationalError, asyncpg.ReadOnlySQLTransactionError)


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
