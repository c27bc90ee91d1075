"""Opening an SQLite database: what is wrong with its file is said, and the file left alone."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.errors import ConfigurationError
from bot.storage import sqlite
from bot.storage.connect import open_database
from bot.storage.errors import DatabaseFailed, DatabaseUnusable
from bot.storage.migrations import Migration, known_migrations, migrate
from bot.storage.sqlite_file import OPENING, WORKING, opening, working


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "bot.db"


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "BUSY_SECONDS", 0)
    monkeypatch.setattr(sqlite, "SWITCH_SECONDS", 0)


async def opened(path: Path) -> None:
    async with open_database(f"sqlite:{path}"):
        pass


async def refusal(path: Path) -> str:
    """The sentence with which *path* is refused; the folder is as it was."""
    before = contents(path.parent)
    with pytest.raises(DatabaseUnusable) as caught:
        await opened(path)
    assert contents(path.parent) == before
    assert isinstance(caught.value, ConfigurationError)
    return str(caught.value)


def overwrite(path: Path, offset: int, content: bytes) -> None:
    path.touch()
    with path.open("r+b") as file:
        file.seek(offset)
        file.write(content)


def contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.glob("*") if file.is_file()}


def connect(path: Path) -> closing[sqlite3.Connection]:
    return closing(sqlite3.connect(path, isolation_level=None))


async def test_a_folder_that_does_not_exist(tmp_path: Path):
    assert await refusal(tmp_path / "no" / "bot.db") == (
        f"There is no folder {tmp_path}/no for the database; make it, or name another."
    )


@pytest.mark.skipif(not Path("/sys/kernel").is_dir(), reason="needs a folder not even root can use")
async def test_a_folder_that_cannot_be_written():
    with pytest.raises(DatabaseUnusable) as caught:
        await opened(Path("/sys/kernel/bot.db"))
    assert str(caught.value) == (
        "The database /sys/kernel/bot.db cannot be made (Permission denied); "
        "use a folder this user may write to."
    )


async def test_a_folder_in_place_of_the_file(tmp_path: Path):
    assert await refusal(tmp_path) == (
        f"The database {tmp_path} cannot be opened; it has to be a file that this user may write "
        "to, in a folder that they may write to."
    )


@pytest.mark.parametrize("content", [b"notes", b"The quick brown fox\n" * 500])
async def test_a_file_that_is_no_database(path: Path, content: bytes):
    overwrite(path, 0, content)

    assert await refusal(path) == (
        f"{path} is not an SQLite database; move it away, or name another file."
    )


async def test_a_damaged_database(path: Path):
    await opened(path)
    overwrite(path, 100, b"\xff" * 300)

    assert await refusal(path) == (
        f"The database {path} is damaged; put a backup in its place: bedfellows restore FILE"
    )


async def test_a_database_of_another_program(path: Path):
    with connect(path) as connection:
        connection.execute("CREATE TABLE bookmark (address TEXT)")

    assert "belongs to another program" in await refusal(path)


async def test_a_database_of_a_newer_version(path: Path):
    newer = Migration(known_migrations()[-1].number + 1, ())
    async with open_database(f"sqlite:{path}") as database:
        await migrate(database, [newer])

    assert "a newer version of Bedfellows" in await refusal(path)


@pytest.mark.usefixtures("impatient")
async def test_a_database_that_another_program_keeps_locked(path: Path):
    await opened(path)
    with connect(path) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(DatabaseUnusable) as caught:
            await opened(path)
        other.execute("ROLLBACK")

    assert str(caught.value) == (
        f"The database {path} is locked by another program; stop that first."
    )
    await opened(path)


async def test_opening_waits_for_its_turn_to_switch_to_the_log(path: Path, monkeypatch):
    monkeypatch.setattr(sqlite, "BUSY_SECONDS", 0)
    await opened(path)
    with connect(path) as other:
        other.execute("PRAGMA journal_mode=DELETE")
        other.execute("BEGIN")
        other.execute("SELECT number FROM migration").fetchall()

        async def stop_reading(_seconds: float) -> None:
            other.execute("ROLLBACK")

        monkeypatch.setattr(sqlite.asyncio, "sleep", stop_reading)
        await opened(path)


@pytest.mark.usefixtures("impatient")
async def test_opening_does_not_wait_for_ever(path: Path):
    await opened(path)
    with connect(path) as other:
        other.execute("PRAGMA journal_mode=DELETE")
        other.execute("BEGIN")
        other.execute("SELECT number FROM migration").fetchall()
        with pytest.raises(DatabaseUnusable, match="locked by another program"):
            await opened(path)


async def test_a_path_that_starts_in_the_home_folder(tmp_path: Path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    async with open_database("sqlite:~/bot.db"):
        assert (tmp_path / "bot.db").exists()


async def test_only_its_owner_can_read_a_new_database(path: Path):
    async with open_database(f"sqlite:{path}") as database:
        await database.execute("UPDATE post SET state = 'sent'")
        modes = {file.name: oct(file.stat().st_mode & 0o777) for file in path.parent.iterdir()}

    assert modes == dict.fromkeys(("bot.db", "bot.db-wal", "bot.db-shm"), "0o600")


async def test_a_commit_is_on_the_disk_and_what_is_deleted_is_gone(path: Path):
    async with open_database(f"sqlite:{path}") as database, database.transaction() as connection:
        found = {
            name: await connection.fetch_one(f"PRAGMA {name}")
            for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
        }

    assert {name: tuple(row or ()) for name, row in found.items()} == {
        "journal_mode": ("wal",),
        "synchronous": (2,),
        "foreign_keys": (1,),
        "secure_delete": (1,),
    }


def error(code: int) -> sqlite3.OperationalError:
    made = sqlite3.OperationalError("as SQLite words it")
    made.sqlite_errorcode = code | 1 << 8  # an extended code
    made.sqlite_errorname = "SQLITE_SOMETHING"
    return made


@pytest.mark.parametrize("code", OPENING)
def test_every_fault_of_a_file_has_one_sentence(path: Path, code: int):
    with pytest.raises(DatabaseUnusable) as caught, opening(path):
        raise error(code)

    sentence = str(caught.value)
    assert str(path) in sentence
    assert "\n" not in sentence
    assert "{" not in sentence


@pytest.mark.parametrize("code", WORKING)
def test_every_fault_at_work_has_one_sentence_without_the_machine(code: int, caplog):
    with pytest.raises(DatabaseFailed) as caught, working():
        raise error(code)

    assert "SQLite" not in str(caught.value)
    assert "as SQLite words it (SQLITE_SOMETHING)" in caplog.text


def test_a_mistake_of_ours_stays_a_mistake(path: Path):
    with pytest.raises(sqlite3.OperationalError), opening(path):
        raise error(sqlite3.SQLITE_ERROR)
    with pytest.raises(sqlite3.ProgrammingError), working():
        raise sqlite3.ProgrammingError("of the driver, without a code")
