"""PostgreSQL: why it cannot be used is said, and a lost connection is not the end."""

from __future__ import annotations

import asyncio
import socket
from pathlib import Path
from urllib.parse import quote

import asyncpg
import pytest

from bot.errors import ConfigurationError
from bot.storage import postgres as engine
from bot.storage.connect import open_database
from bot.storage.database import Connection, Database
from bot.storage.errors import DatabaseUnreachable, DatabaseUnusable, DiskFull
from tests.storage.server import CHECKED, LACKING, PASSWORD, Server, binaries, require_server

SECRET = "hunter2-secret"


async def refusal(url: str) -> str:
    with pytest.raises(DatabaseUnusable) as caught:
        async with open_database(url):
            pytest.fail("it was opened")
    assert isinstance(caught.value, ConfigurationError)
    assert SECRET not in repr(caught.value)
    assert "\n" not in str(caught.value)
    return str(caught.value)


async def test_a_right_password_opens(postgres: Server):
    postgres.sql(f"CREATE SCHEMA AUTHORIZATION {CHECKED}")
    user = f"{CHECKED}:{quote(PASSWORD, safe='')}"

    async with open_database(postgres.url("postgres", user)) as database:
        assert "post" in await database.tables()


async def test_a_server_that_is_not_there(tmp_path: Path):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]

    for where in (f"127.0.0.1:{port}/bot", f"/bot?host={tmp_path}", "no-such-host.invalid/bot"):
        assert await refusal(f"postgresql://bot:{SECRET}@{where}") == engine.UNREACHABLE


@pytest.mark.parametrize("user", [f"{CHECKED}:{SECRET}", f"nobody-known:{SECRET}"])
async def test_a_wrong_user_or_password(postgres: Server, user: str):
    assert await refusal(postgres.url("postgres", user)) == engine.REFUSED


async def test_a_database_that_does_not_exist(postgres: Server):
    assert await refusal(postgres.url("no-such-database")) == engine.NO_DATABASE


@pytest.mark.parametrize(
    "url",
    [
        f"postgresql://bot:{SECRET}/more@db/bot",
        f"postgresql://bot:pass@db:{SECRET}/bot",
        f"postgresql://bot:{SECRET}@[db/bot",
        f"postgresql://bot:{SECRET}@db/bot?sslmode={SECRET}",
    ],
)
async def test_a_url_that_cannot_be_read(url: str):
    assert await refusal(url) == engine.UNREADABLE


async def test_a_server_that_takes_no_more_connections(postgres: Server):
    postgres.sql("CREATE ROLE crowded LOGIN CONNECTION LIMIT 0")

    assert await refusal(postgres.url("postgres", "crowded")) == (
        'PostgreSQL takes no connection at present (too many connections for role "crowded"); '
        "try again later."
    )


async def test_a_user_who_may_make_no_tables(postgres: Server):
    postgres.sql("CREATE ROLE guest LOGIN")
    postgres.sql("CREATE SCHEMA theirs")
    postgres.sql("GRANT USAGE ON SCHEMA theirs TO guest")

    assert await refusal(f"{postgres.url('postgres', 'guest')}&search_path=theirs") == (
        engine.NOT_ALLOWED
    )


@pytest.fixture
async def database(postgres: Server):
    async with open_database(postgres.new_database()) as opened:
        await opened.execute("CREATE TABLE item (name TEXT NOT NULL PRIMARY KEY)")
        yield opened


async def names(database: Database) -> list[str]:
    return [row["name"] for row in await database.fetch_all("SELECT name FROM item ORDER BY name")]


async def hang_up(database: Database, connection: Connection) -> None:
    """End the server's side of *connection*, as a restart of the server does."""
    row = await connection.fetch_one("SELECT pg_backend_pid() AS pid")
    assert row
    await database.fetch_all("SELECT pg_terminate_backend($1::INTEGER)", row["pid"])


async def test_a_transaction_whose_connection_is_lost_is_told_and_rolled_back(database: Database):
    async def lose() -> None:
        async with database.transaction() as connection:
            await connection.execute("INSERT INTO item (name) VALUES ('lost')")
            await hang_up(database, connection)
            await connection.execute("INSERT INTO item (name) VALUES ('more')")

    with pytest.raises(DatabaseUnreachable, match="does not answer"):
        await lose()

    await database.execute("INSERT INTO item (name) VALUES ('next')")
    assert await names(database) == ["next"]


async def test_a_commit_whose_connection_is_lost_is_told(database: Database):
    async def lose() -> None:
        async with database.transaction() as connection:
            await connection.execute("INSERT INTO item (name) VALUES ('lost')")
            await hang_up(database, connection)

    with pytest.raises(DatabaseUnreachable):
        await lose()

    assert await names(database) == []


async def test_an_error_of_the_body_outlives_a_lost_connection(database: Database):
    async def fail() -> None:
        async with database.transaction() as connection:
            await hang_up(database, connection)
            await asyncio.sleep(0.05)  # lets the end of the connection arrive
            raise KeyError

    with pytest.raises(KeyError):
        await fail()


async def test_a_statement_that_takes_too_long(postgres: Server, monkeypatch):
    monkeypatch.setattr(engine, "STATEMENT_SECONDS", 0.1)
    async with open_database(postgres.new_database()) as database:
        with pytest.raises(DatabaseUnreachable):
            await database.fetch_all("SELECT pg_sleep(20)")
        assert await database.fetch_one("SELECT 1 AS one")


async def test_a_full_disk(database: Database):
    with pytest.raises(DiskFull):
        await database.execute(
            "DO $$ BEGIN RAISE EXCEPTION 'no space left' USING ERRCODE = 'disk_full'; END $$"
        )


async def test_a_mistake_of_ours_stays_a_mistake(database: Database):
    with pytest.raises(asyncpg.UndefinedTableError):
        await database.fetch_all("SELECT 1 FROM nothing")
    with pytest.raises(asyncpg.DataError, match="expected str"):
        await database.execute("INSERT INTO item (name) VALUES ($1)", 1)
    with pytest.raises(asyncpg.InterfaceError, match="expects 1 argument"):
        await database.execute("INSERT INTO item (name) VALUES ($1)", "a", "b")


async def test_operators_see_whose_connections_these_are(database: Database):
    row = await database.fetch_one("SELECT current_setting('application_name') AS name")
    assert row
    assert row["name"] == "bedfellows"


def test_without_a_server_the_tests_are_skipped_but_never_in_ci(tmp_path: Path):
    assert require_server(tmp_path, {"CI": "true"}) == tmp_path
    with pytest.raises(pytest.skip.Exception, match="apt install postgresql"):
        require_server(None, {})
    with pytest.raises(pytest.fail.Exception, match="apt install postgresql"):
        require_server(None, {"CI": "true"})
    assert "postgresql" in LACKING


def test_the_newest_server_is_taken():
    found = binaries()
    assert found is None or (found / "pg_ctl").exists()
