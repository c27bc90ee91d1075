"""A copy made while the bot runs is whole, and is in place of another only when it is."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.storage import backup as module
from bot.storage.backup import back_up, refuse_existing, restore
from bot.storage.connect import open_database
from bot.storage.database import Database
from bot.storage.errors import StorageError

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
ADD = "INSERT INTO entry (number, text) VALUES ($1, $2)"
TABLE = "CREATE TABLE entry (number BIGINT NOT NULL PRIMARY KEY, text TEXT NOT NULL)"
INDEX = "CREATE INDEX entry_text ON entry (text)"


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "copy.db"


@pytest.fixture
async def database(path: Path):
    async with open_database(f"sqlite:{path}") as opened:
        await opened.execute(TABLE)
        await opened.execute(INDEX)
        yield opened


@pytest.fixture
def closed(path: Path) -> Path:
    """A database of 200 entries that nobody has open."""

    async def make() -> None:
        async with open_database(f"sqlite:{path}") as opened:
            await opened.execute(TABLE)
            await opened.execute(INDEX)
            await add(opened, range(200))

    asyncio.run(make())
    return path


async def add(database: Database, numbers: range) -> None:
    async with database.transaction() as connection:
        for number in numbers:
            await connection.execute(ADD, number, f"{number:050}")


def entries(file: Path) -> list[int]:
    """What stands in *file*, after a test of all of it."""
    assert file.read_bytes()[18:20] == b"\x01\x01"  # the format that needs no log beside it
    with closing(sqlite3.connect(f"file:{file}?mode=ro&immutable=1", uri=True)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        return [number for (number,) in connection.execute("SELECT number FROM entry ORDER BY 1")]


def damage(file: Path, text: bytes) -> None:
    """Spoil the last place where *text* stands, which is in a table or in its index only."""
    content = file.read_bytes()
    at = content.rindex(text)
    file.write_bytes(content[:at] + b"!" * len(text) + content[at + len(text) :])


def refusal(database: Path, target: Path) -> str:
    before = target.read_bytes() if target.is_file() else None
    with pytest.raises(StorageError) as caught:
        back_up(database, target)
    assert (target.read_bytes() if target.is_file() else None) == before
    assert leftovers(target.parent) == []
    assert "\n" not in str(caught.value)
    return str(caught.value)


def leftovers(folder: Path) -> list[str]:
    return [file.name for file in folder.glob(".*")]


async def test_a_copy_holds_what_was_committed_and_needs_no_other_file(
    database: Database, path: Path, target: Path
):
    await add(database, range(100))
    async with database.transaction() as connection:
        await connection.execute(ADD, 100, "not committed yet")
        await asyncio.to_thread(back_up, path, target)

    assert entries(target) == list(range(100))
    assert sorted(file.name for file in target.parent.iterdir()) == ["copy.db", "state"]


def test_only_its_owner_can_read_a_copy(closed: Path, target: Path):
    back_up(closed, target)

    assert oct(target.stat().st_mode & 0o777) == "0o600"


async def test_a_copy_made_under_load_holds_everything_committed_before_it_began(
    database: Database, path: Path, tmp_path: Path
):
    """Eight writers never pause; each commit adds one number, the next one."""
    committed = 0
    stopped, moved = asyncio.Event(), asyncio.Event()

    async def write() -> None:
        nonlocal committed
        while not stopped.is_set():
            async with database.transaction() as connection:
                row = await connection.fetch_one("SELECT COUNT(*) AS count FROM entry")
                assert row
                await connection.execute(ADD, row["count"], f"{row['count']:050}")
            committed = max(committed, row["count"] + 1)
            moved.set()

    async with asyncio.TaskGroup() as tasks:
        for _ in range(8):
            tasks.create_task(write())
        for number in range(12):
            moved.clear()
            await moved.wait()
            before = committed
            await asyncio.to_thread(back_up, path, tmp_path / f"{number}.db")
            found = await asyncio.to_thread(entries, tmp_path / f"{number}.db")
            assert found == list(range(len(found)))
            assert before <= len(found) <= committed + 1
            restored = tmp_path / f"restored-{number}.db"
            await asyncio.to_thread(restore, tmp_path / f"{number}.db", restored, NOW)
            assert await asyncio.to_thread(entries, restored) == found
        stopped.set()


def test_a_database_whose_process_was_killed_is_copied_with_its_log(closed: Path, target: Path):
    with closing(sqlite3.connect(closed, isolation_level=None)) as killed:
        killed.execute("INSERT INTO entry VALUES (200, 'in the log only')")
        for file in (closed, closed.with_name("bot.db-wal")):
            (target.parent / file.name).write_bytes(file.read_bytes())

    back_up(target.parent / "bot.db", target)

    assert entries(target) == list(range(201))


def test_an_older_copy_is_replaced(closed: Path, target: Path):
    target.write_bytes(b"an older copy")

    back_up(closed, target)

    assert len(entries(target)) == 200


def test_a_copy_is_opened_like_any_database(closed: Path, target: Path):
    back_up(closed, target)

    async def reopen() -> int:
        async with open_database(f"sqlite:{target}") as database:
            await add(database, range(200, 210))
            return len(await database.fetch_all("SELECT number FROM entry"))

    assert asyncio.run(reopen()) == 210


def test_an_existing_file_is_not_overwritten_by_accident(target: Path):
    refuse_existing(target)
    target.touch()

    with pytest.raises(StorageError) as caught:
        refuse_existing(target)
    assert str(caught.value) == (
        f"{target} exists already; name another file, or add --force to overwrite it."
    )


def test_no_database_to_copy(path: Path, target: Path):
    assert refusal(path, target) == f"There is no database {path} to back up."
    assert not path.exists()


@pytest.mark.parametrize("name", ["bot.db", "bot.db-wal", "../state/bot.db", "link.db"])
def test_a_database_is_not_copied_onto_itself(closed: Path, name: str):
    (closed.parent / "link.db").symlink_to(closed)

    assert "is the database in use" in refusal(closed, closed.parent / name)


def test_a_folder_that_is_not_there(closed: Path, tmp_path: Path):
    target = tmp_path / "no" / "copy.db"

    assert refusal(closed, target) == f"{target} cannot be written: No such file or directory."


def test_a_file_that_is_no_database(path: Path, target: Path):
    path.write_bytes(b"notes" * 1000)

    assert refusal(path, target) == (
        f"{path} is damaged or no SQLite database (file is not a database); "
        "nothing was copied from it."
    )


def test_a_damaged_database_does_not_replace_a_good_copy(closed: Path, target: Path):
    back_up(closed, target)
    damage(closed, b"%050d" % 77)

    assert f"{closed} is damaged or no SQLite database (" in refusal(closed, target)
    assert len(entries(target)) == 200


def test_a_database_that_another_program_keeps_locked(closed: Path, target: Path, monkeypatch):
    monkeypatch.setattr(module, "BUSY_SECONDS", 0)
    with closing(sqlite3.connect(closed, isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode=DELETE")
        other.execute("BEGIN EXCLUSIVE")

        assert refusal(closed, target) == (
            f"The database {closed} is locked by another program; stop that first."
        )


class SmallDisk(sqlite3.Connection):
    def backup(self, *_arguments, **_options) -> None:
        error = sqlite3.OperationalError("database or disk is full")
        error.sqlite_errorcode = sqlite3.SQLITE_FULL
        raise error


@pytest.fixture
def small_disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with monkeypatch.context() as patch:
        connect = sqlite3.connect
        patch.setattr(
            sqlite3, "connect", lambda *given, **named: connect(*given, factory=SmallDisk, **named)
        )
        yield


@pytest.mark.usefixtures("small_disk")
def test_a_full_disk_leaves_the_older_copy(closed: Path, target: Path):
    target.write_bytes(b"an older copy")

    assert refusal(closed, target) == (
        f"The disk that is to hold {target} is full; free some space on it."
    )


def test_a_disk_that_fails_at_the_end_leaves_the_older_copy(
    closed: Path, target: Path, monkeypatch
):
    def fail(_handle: int) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(module.os, "fsync", fail)
    target.write_bytes(b"an older copy")

    assert refusal(closed, target) == f"{target} cannot be written: Input/output error."
