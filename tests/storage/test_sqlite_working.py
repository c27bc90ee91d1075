"""An SQLite database in use: a full disk, another process or a kill loses nothing."""

from __future__ import annotations

import asyncio
import os
import signal
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from bot.storage import sqlite
from bot.storage.connect import open_database
from bot.storage.database import Database
from bot.storage.errors import DatabaseLocked, DiskFull
from bot.storage.migrations import Migration, migrate

WRITER = """
import asyncio, sys
from bot.storage.connect import open_database

async def main():
    async with open_database(sys.argv[1]) as database:
        for number in range(int(sys.argv[2])):
            async with database.transaction() as connection:
                await connection.execute("UPDATE counter SET amount = amount + 1")
            print(number + 1, flush=True)

asyncio.run(main())
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "bot.db"


@pytest.fixture
async def items(path: Path):
    async with open_database(f"sqlite:{path}") as database:
        await database.execute("CREATE TABLE item (name TEXT NOT NULL PRIMARY KEY)")
        await database.execute("INSERT INTO item (name) VALUES ('first')")
        yield database


async def names(database: Database) -> list[str]:
    return [row["name"] for row in await database.fetch_all("SELECT name FROM item ORDER BY name")]


async def fill(database: Database) -> None:
    async with database.transaction() as connection:
        for number in range(1000):
            await connection.execute("INSERT INTO item (name) VALUES ($1)", f"{number:0100}")


async def test_a_full_disk_loses_nothing(items: Database):
    await items.execute("PRAGMA max_page_count=40")

    with pytest.raises(DiskFull) as caught:
        await fill(items)

    assert str(caught.value) == (
        "The disk that holds the bot's database is full, so nothing was saved; "
        "whoever runs the bot has to free some space."
    )
    assert await names(items) == ["first"]
    await items.execute("PRAGMA max_page_count=100000")
    await fill(items)
    assert len(await names(items)) == 1001


async def test_a_full_disk_at_a_migration_leaves_the_tables_as_they_were(items: Database):
    await items.execute("PRAGMA max_page_count=1")
    before = await items.tables()

    with pytest.raises(DiskFull):
        await migrate(items, [Migration(9, ("CREATE TABLE big (name TEXT NOT NULL PRIMARY KEY)",))])

    assert await items.tables() == before


async def test_a_first_start_on_a_full_disk_can_be_repeated(path: Path, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(sqlite, "PRAGMAS", (*sqlite.PRAGMAS, "max_page_count=2"))
        with pytest.raises(DiskFull):
            async with open_database(f"sqlite:{path}"):
                pytest.fail("it was opened")

    async with open_database(f"sqlite:{path}") as database:
        assert "post" in await database.tables()


async def test_a_database_locked_by_another_says_so_and_recovers(path: Path, monkeypatch):
    monkeypatch.setattr(sqlite, "BUSY_SECONDS", 0.01)
    async with open_database(f"sqlite:{path}") as database:
        await database.execute("CREATE TABLE item (name TEXT)")
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(DatabaseLocked, match="keeps the bot's database locked"):
                await database.execute("INSERT INTO item (name) VALUES ('a')")
            with pytest.raises(DatabaseLocked):
                await fill(database)
            assert await names(database) == []
            other.execute("ROLLBACK")

        await database.execute("INSERT INTO item (name) VALUES ('b')")
        assert await names(database) == ["b"]


async def counter(path: Path) -> int:
    async with open_database(f"sqlite:{path}") as database:
        row = await database.fetch_one("SELECT amount FROM counter")
    assert row
    return int(row["amount"])


async def start_writer(path: Path, times: int) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable, "-c", WRITER, f"sqlite:{path}", str(times), stdout=asyncio.subprocess.PIPE
    )


@pytest.fixture
async def counting(path: Path) -> Path:
    async with open_database(f"sqlite:{path}") as database:
        await database.execute("CREATE TABLE counter (amount BIGINT NOT NULL)")
        await database.execute("INSERT INTO counter (amount) VALUES (0)")
    return path


@pytest.mark.parametrize("lines", [1, 7, 60])
async def test_a_killed_process_loses_no_commit(counting: Path, lines: int):
    process = await start_writer(counting, 1_000_000)
    assert process.stdout
    for _ in range(lines):
        await process.stdout.readline()
    os.kill(process.pid, signal.SIGKILL)
    rest, _ = await process.communicate()

    said = lines + rest.count(b"\n")
    assert await counter(counting) in (said, said + 1)  # killed before it could say so


async def test_two_who_read_and_then_write_take_turns(counting: Path):
    """Both may be reading when one begins to write; SQLite would refuse the other at once."""

    async def increment(database: Database) -> None:
        async with database.transaction() as connection:
            row = await connection.fetch_one("SELECT amount FROM counter")
            assert row
            await connection.execute("UPDATE counter SET amount = $1", row["amount"] + 1)

    url = f"sqlite:{counting}"
    async with open_database(url) as one, open_database(url) as other:
        await asyncio.gather(*(increment(database) for database in (one, other) * 40))

    assert await counter(counting) == 80


async def test_two_processes_on_one_file_lose_no_increment(counting: Path):
    writers = [await start_writer(counting, 150) for _ in range(2)]
    await asyncio.gather(*(writer.communicate() for writer in writers))

    assert [writer.returncode for writer in writers] == [0, 0]
    assert await counter(counting) == 300
