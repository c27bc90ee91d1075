"""A backup takes the database's place after every test, or nothing happens at all."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest

from bot.storage.backup import back_up, restore
from bot.storage.connect import open_database
from bot.storage.errors import DatabaseTooNew, StorageError
from bot.storage.migrations import Migration, known_migrations, migrate

NOON = datetime(2026, 11, 24, 12, 30, 5, tzinfo=UTC)
KEPT = "bot-replaced-20261124T123005Z.db"
PLACES = "SELECT place FROM schedule_pause ORDER BY place"
NEXT = known_migrations()[-1].number + 1


def write(path: Path, *names: str) -> None:
    """Add to the database at *path*, which is made if need be, and close it."""

    async def run() -> None:
        async with open_database(f"sqlite:{path}") as database:
            for name in names:
                await database.execute(
                    "INSERT INTO schedule_pause (place, paused_at, reason, detail)"
                    " VALUES ($1, 1, 'r', '{}')",
                    name,
                )

    asyncio.run(run())


def places(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return [name for (name,) in connection.execute(PLACES)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "state").mkdir()
    return tmp_path / "state" / "bot.db"


@pytest.fixture
def backup(tmp_path: Path, path: Path) -> Path:
    """A backup that lacks what was written later."""
    write(path, "early")
    back_up(path, tmp_path / "backup.db")
    write(path, "late")
    return tmp_path / "backup.db"


def contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def refusal(backup: Path, path: Path) -> str:
    """The sentence with which *backup* is refused; nothing beside the database has changed."""
    before = contents(path.parent)
    with pytest.raises(StorageError) as caught:
        restore(backup, path, NOON)
    assert contents(path.parent) == before
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_backup_takes_the_place_of_the_database_which_is_kept(backup: Path, path: Path):
    before = backup.read_bytes()

    kept = restore(backup, path, NOON)

    assert kept == path.with_name(KEPT)
    assert sorted(contents(path.parent)) == [KEPT, "bot.db"]
    assert places(path) == ["early"]
    assert places(kept) == ["early", "late"]
    assert backup.read_bytes() == before


def test_a_restored_database_can_be_used_and_restored_again(backup: Path, path: Path):
    kept = restore(backup, path, NOON)
    write(path, "after")
    assert kept
    restore(kept, path, NOON.replace(day=25))

    assert places(path) == ["early", "late"]
    assert len(contents(path.parent)) == 3


def test_what_a_killed_process_left_in_its_log_is_kept(backup: Path, path: Path, tmp_path: Path):
    with closing(sqlite3.connect(path, isolation_level=None)) as killed:
        killed.execute("INSERT INTO schedule_pause VALUES ('logged', NULL, 1, 'r', '{}', NULL)")
        files = {
            name: content for name, content in contents(path.parent).items() if "shm" not in name
        }
    folder = tmp_path / "killed"
    folder.mkdir()
    for name, content in files.items():
        (folder / name).write_bytes(content)

    kept = restore(backup, folder / "bot.db", NOON)

    assert kept
    assert places(kept) == ["early", "late", "logged"]
    assert places(folder / "bot.db") == ["early"]
    assert sorted(contents(folder)) == [KEPT, "bot.db"]


def test_a_backup_copied_by_hand_is_read_with_its_log(path: Path, tmp_path: Path):
    write(path, "early")
    with closing(sqlite3.connect(path, isolation_level=None)) as running:
        running.execute("INSERT INTO schedule_pause VALUES ('logged', NULL, 1, 'r', '{}', NULL)")
        for name in ("bot.db", "bot.db-wal"):
            (tmp_path / name).write_bytes((path.parent / name).read_bytes())

    restore(tmp_path / "bot.db", path, NOON)

    assert places(path) == ["early", "logged"]


def test_where_there_is_no_database_there_is_nothing_to_keep(backup: Path, tmp_path: Path):
    assert restore(backup, tmp_path / "new.db", NOON) is None
    assert places(tmp_path / "new.db") == ["early"]


@pytest.mark.parametrize("suffix", ["-wal", "-journal"])
def test_a_log_without_its_database_does_not_spoil_the_restored_one(
    backup: Path, tmp_path: Path, suffix: str
):
    folder = tmp_path / "fresh"
    folder.mkdir()
    (folder / f"bot.db{suffix}").write_bytes(b"of a database that was deleted")

    assert restore(backup, folder / "bot.db", NOON) is None
    assert places(folder / "bot.db") == ["early"]
    assert (folder / f"{KEPT}{suffix}").read_bytes() == b"of a database that was deleted"


@pytest.mark.parametrize("content", [b"", b"nonsense" * 1000])
def test_a_damaged_database_is_replaced_and_kept(backup: Path, path: Path, content: bytes):
    path.write_bytes(content)

    kept = restore(backup, path, NOON)

    assert kept
    assert kept.read_bytes() == content
    assert places(path) == ["early"]


def test_a_backup_of_an_older_version_is_brought_up_to_date_at_the_next_start(
    backup: Path, path: Path, monkeypatch
):
    restore(backup, path, NOON)
    newer = (*known_migrations(), Migration(NEXT, ("CREATE TABLE later (name TEXT)",)))
    monkeypatch.setattr("bot.storage.migrations.known_migrations", lambda: newer)
    write(path, "after")

    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT COUNT(*) FROM later").fetchall() == [(0,)]
    assert places(path) == ["after", "early"]


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


@pytest.mark.parametrize("seed", range(5))
def test_a_restore_killed_at_any_moment_leaves_one_of_the_two(
    backup: Path, path: Path, tmp_path: Path, seed: int
):
    other = tmp_path / "other.db"
    back_up(path, other)
    program = (
        "import sys\n"
        "from datetime import UTC, datetime, timedelta\n"
        "from pathlib import Path\n"
        "from bot.storage.backup import restore\n"
        "one, other, path = map(Path, sys.argv[1:])\n"
        "now = datetime(2026, 11, 24, tzinfo=UTC)\n"
        "for number in range(10**6):\n"
        "    source = (one, other)[number % 2]\n"
        "    restore(source, path, now + timedelta(seconds=number))\n"
        "    print(number, flush=True)\n"
    )
    command = [sys.executable, "-c", program, str(backup), str(other), str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout
        process.stdout.readline()
        for _ in range(Random(seed).randrange(20_000)):
            pass
        process.kill()

    assert places(path) in (["early"], ["early", "late"])


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


def test_a_file_system_without_links(backup: Path, path: Path, monkeypatch):
    def refuse(*_arguments: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)

    kept = restore(backup, path, NOON)

    assert kept
    assert places(path) == ["early"]
    assert places(kept) == ["early", "late"]


@pytest.mark.skipif(os.getuid() != 0, reason="only root can give files to others")
def test_a_restored_database_belongs_to_whom_the_old_one_did(backup: Path, path: Path):
    os.chown(path, 12345, 12345)

    restore(backup, path, NOON)

    assert (path.stat().st_uid, oct(path.stat().st_mode & 0o777)) == (12345, "0o600")
