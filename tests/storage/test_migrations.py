"""Migrations: each once, whole or not at all, and never by an older program."""

from __future__ import annotations

import asyncio
import sqlite3
import subprocess
import sys
from contextlib import AsyncExitStack

import asyncpg
import pytest

from bot.storage import migrations
from bot.storage.connect import open_database
from bot.storage.database import Database
from bot.storage.errors import DatabaseTooNew, DatabaseUnusable
from bot.storage.migrations import Migration, known_migrations, migrate
from tests.storage.server import Server

NEXT = known_migrations()[-1].number + 1
BROKEN = Migration(
    NEXT,
    ("CREATE TABLE half (amount BIGINT)", "INSERT INTO half VALUES (1)", "CREATE TABLE half (x)"),
)
SQL_ERROR = (sqlite3.OperationalError, asyncpg.PostgresError)


async def numbers(database: Database) -> list[int]:
    rows = await database.fetch_all("SELECT number FROM migration ORDER BY number")
    return [row["number"] for row in rows]


def step(number: int) -> Migration:
    return Migration(
        number,
        (
            f"CREATE TABLE step{number} (amount BIGINT)",
            f"INSERT INTO step{number} (amount) VALUES (1)",
        ),
    )


async def test_a_new_database_gets_every_migration(database: Database):
    assert await numbers(database) == [migration.number for migration in known_migrations()]


async def test_a_second_start_applies_nothing(url: str):
    async with open_database(url) as database:
        await database.execute("INSERT INTO schedule_pause VALUES ('p', NULL, 1, 'r', '{}', NULL)")
        before = await database.tables()

    async with open_database(url) as database:
        assert await database.tables() == before
        assert await database.fetch_one("SELECT place FROM schedule_pause")


async def test_a_later_version_adds_its_own(database: Database):
    await migrate(database, [*known_migrations(), step(NEXT), step(NEXT + 1)])

    assert (await numbers(database))[-2:] == [NEXT, NEXT + 1]
    assert {f"step{NEXT}", f"step{NEXT + 1}"} <= await database.tables()


async def test_a_migration_that_fails_leaves_nothing_behind_and_can_be_mended(database: Database):
    before = await database.tables()

    with pytest.raises(SQL_ERROR):
        await migrate(database, [*known_migrations(), BROKEN])

    assert await database.tables() == before
    assert NEXT not in await numbers(database)
    await migrate(database, [step(NEXT)])
    assert NEXT in await numbers(database)


async def test_migrations_before_the_one_that_fails_stay(database: Database):
    with pytest.raises(SQL_ERROR):
        await migrate(database, [step(NEXT + 7), BROKEN])

    assert await numbers(database) == [*range(1, NEXT), NEXT + 7]


async def test_three_connections_at_once_apply_each_migration_once(url: str):
    async with AsyncExitStack() as stack:
        opened = await asyncio.gather(
            *(stack.enter_async_context(open_database(url)) for _ in range(3))
        )
        await asyncio.gather(
            *(migrate(database, [step(NEXT), step(NEXT + 1)]) for database in opened)
        )

        assert (await numbers(opened[0]))[-2:] == [NEXT, NEXT + 1]
        rows = await opened[0].fetch_all(f"SELECT amount FROM step{NEXT}")
        assert len(rows) == 1


async def test_two_that_make_the_record_of_migrations_at_once(postgres: Server):
    """PostgreSQL fails the second, although it said IF NOT EXISTS."""
    url = postgres.new_database()
    first = await asyncpg.connect(url)
    transaction = first.transaction()
    await transaction.start()
    await first.execute(migrations.CREATE)

    second = asyncio.create_task(_opened(url))
    while not await first.fetchval("SELECT COUNT(*) FROM pg_locks WHERE NOT granted"):
        pass  # the second does not wait for the first yet
    await transaction.commit()
    await first.close()

    assert await second == [migration.number for migration in known_migrations()]


async def _opened(url: str) -> list[int]:
    async with open_database(url) as database:
        return await numbers(database)


async def test_several_processes_at_once_find_one_schema(url: str):
    program = (
        "import asyncio, sys\n"
        "from bot.storage.connect import open_database\n"
        "async def main():\n"
        "    async with open_database(sys.argv[1]) as database:\n"
        "        print(len(await database.fetch_all('SELECT number FROM migration')))\n"
        "asyncio.run(main())\n"
    )
    processes = [
        await asyncio.create_subprocess_exec(
            sys.executable, "-c", program, url, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        for _ in range(4)
    ]

    ends = [await process.communicate() for process in processes]

    assert ends == [(b"%d\n" % len(known_migrations()), b"")] * 4


async def test_a_newer_database_is_refused_and_left_as_it_is(url: str):
    async with open_database(url) as database:
        await migrate(database, [step(NEXT + 2)])
        before = await database.tables()

    with pytest.raises(DatabaseTooNew) as caught:
        async with open_database(url):
            pytest.fail("it was opened")

    assert str(caught.value) == (
        "The database was written by a newer version of Bedfellows (its tables are at step "
        f"{NEXT + 2}, this program knows {NEXT - 1}); run that version, or restore an older backup."
    )
    await _as_newer_program(url, before)


async def _as_newer_program(url: str, before: frozenset[str]) -> None:
    newer = (*known_migrations(), step(NEXT + 2))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(migrations, "known_migrations", lambda: newer)
        async with open_database(url) as database:
            assert await database.tables() == before


async def test_the_database_of_another_program_is_refused_and_left_as_it_is(url: str):
    async with open_database(url) as database:
        await database.execute("CREATE TABLE theirs (amount BIGINT)")
        for table in await database.tables() - {"theirs", "post", "poll"}:
            await database.execute(f"DROP TABLE {table}")

    with pytest.raises(DatabaseUnusable, match="belongs to another program"):
        async with open_database(url):
            pytest.fail("it was opened")
