"""A backup that fails a test, or a bot that runs: nothing is replaced, and the reason is said."""

from __future__ import annotations

import asyncio
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.storage.backup import restore
from bot.storage.connect import open_database
from bot.storage.errors import DatabaseTooNew, StorageError
from bot.storage.migrations import Migration, known_migrations, migrate
from tests.storage.places import contents, places, write

NOON = datetime(2026, 11, 24, 12, 30, 5, tzinfo=UTC)
KEPT = "bot-replaced-20261124T123005Z.db"
NEXT = known_migrations()[-1].number + 1


def refusal(backup: Path, path: Path) -> str:
    """The sentence with which *backup* is refused; nothing beside the database has changed."""
    before = contents(path.parent)
    with pytest.raises(StorageError) as caught:
        restore(backup, path, NOON)
    assert contents(path.parent) == before
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_no_backup_of_that_name(path: Path, tmp_path: Path):
    write(path)

    assert refusal(tmp_path / "no.db", path) == f"There is no backup {tmp_path}/no.db."


@pytest.mark.parametrize("content", [b"notes", b"nonsense" * 1000])
def test_a_file_that_is_no_database(path: Path, tmp_path: Path, content: bytes):
    write(path)
    (tmp_path / "notes").write_bytes(content)

    assert refusal(tmp_path / "notes", path) == (
        f"{tmp_path}/notes is damaged or no SQLite database (file is not a database); "
        "nothing was copied from it."
    )


def test_a_backup_cut_short(backup: Path, path: Path):
    backup.write_bytes(backup.read_bytes()[:-4096])

    assert "is damaged or no SQLite database (" in refusal(backup, path)


def test_a_backup_with_a_damaged_page(backup: Path, path: Path):
    content = bytearray(backup.read_bytes())
    content[4096 : 4096 + 200] = b"\xff" * 200
    backup.write_bytes(content)

    assert "is damaged or no SQLite database (" in refusal(backup, path)


def test_a_backup_of_nothing(path: Path, tmp_path: Path):
    write(path)
    (tmp_path / "empty.db").touch()

    assert refusal(tmp_path / "empty.db", path) == (
        f"{tmp_path}/empty.db is not a database of Bedfellows; nothing was replaced."
    )


def test_a_database_of_another_program(path: Path, tmp_path: Path):
    write(path)
    with closing(sqlite3.connect(tmp_path / "theirs.db")) as connection:
        connection.execute("CREATE TABLE bookmark (address TEXT)")

    assert "is not a database of Bedfellows" in refusal(tmp_path / "theirs.db", path)


def test_a_backup_of_a_newer_version(backup: Path, path: Path):
    async def age() -> None:
        async with open_database(f"sqlite:{backup}") as database:
            await migrate(database, [Migration(NEXT, ())])

    asyncio.run(age())

    assert f"The backup {backup} was written by a newer version" in refusal(backup, path)
    with pytest.raises(DatabaseTooNew):
        restore(backup, path, NOON)


def test_a_database_is_not_restored_from_itself(path: Path):
    write(path)

    assert "is the database in use" in refusal(path, path)


async def test_a_bot_that_runs_keeps_its_database(backup: Path, path: Path):
    async with open_database(f"sqlite:{path}") as database:
        with pytest.raises(StorageError) as caught:
            restore(backup, path, NOON)
        rows = await database.fetch_all("SELECT place FROM schedule_pause")

    assert str(caught.value) == f"The database {path} is in use; stop the bot, then restore."
    assert [row["place"] for row in rows] == ["early", "late"]
    assert places(path) == ["early", "late"]
    assert list(contents(path.parent)) == ["bot.db"]


def test_a_bot_that_runs_in_another_process_keeps_its_database(backup: Path, path: Path):
    program = (
        "import asyncio, sys\n"
        "from bot.storage.connect import open_database\n"
        "async def main():\n"
        "    async with open_database(sys.argv[1]):\n"
        "        print('open', flush=True)\n"
        "        await asyncio.to_thread(sys.stdin.read)\n"
        "asyncio.run(main())\n"
    )
    command = [sys.executable, "-c", program, f"sqlite:{path}"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as bot:
        assert bot.stdout
        bot.stdout.readline()
        with pytest.raises(StorageError, match="stop the bot"):
            restore(backup, path, NOON)
        bot.communicate(b"")

    assert places(path) == ["early", "late"]
    assert restore(backup, path, NOON)


def test_a_database_locked_up_by_its_permissions_is_left(backup: Path, path: Path, monkeypatch):
    def refuse(*_arguments: object, **_named: object) -> sqlite3.Connection:
        error = sqlite3.OperationalError("unable to open database file")
        error.sqlite_errorcode = sqlite3.SQLITE_CANTOPEN
        raise error

    monkeypatch.setattr(sqlite3, "connect", refuse)

    assert "cannot be opened" in refusal(backup, path)


class Faulty(sqlite3.Connection):
    def execute(self, sql: str, *arguments) -> sqlite3.Cursor:
        if "EXCLUSIVE" in sql:
            error = sqlite3.OperationalError("disk I/O error")
            error.sqlite_errorcode = sqlite3.SQLITE_IOERR
            raise error
        return super().execute(sql, *arguments)


def test_a_database_on_a_faulty_disk_is_left(backup: Path, path: Path, monkeypatch):
    connect = sqlite3.connect
    monkeypatch.setattr(
        sqlite3, "connect", lambda *given, **named: connect(*given, factory=Faulty, **named)
    )

    with pytest.raises(StorageError) as caught:
        restore(backup, path, NOON)

    assert str(caught.value) == (
        f"The disk that holds the database {path} has a fault: disk I/O error."
    )
    monkeypatch.undo()
    assert places(path) == ["early", "late"]


def test_a_kept_database_is_never_overwritten(backup: Path, path: Path):
    path.with_name(KEPT).write_bytes(b"kept in the same second")

    with pytest.raises(StorageError) as caught:
        restore(backup, path, NOON)

    assert str(caught.value) == f"{path.with_name(KEPT)} cannot be written: File exists."
    assert places(path) == ["early", "late"]
    assert path.with_name(KEPT).read_bytes() == b"kept in the same second"
