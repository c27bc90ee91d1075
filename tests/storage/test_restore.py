"""A backup takes the database's place, and what it replaces is kept."""

from __future__ import annotations

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
from bot.storage.migrations import Migration, known_migrations
from tests.storage.places import contents, places, write

NOON = datetime(2026, 11, 24, 12, 30, 5, tzinfo=UTC)
KEPT = "bot-replaced-20261124T123005Z.db"
NEXT = known_migrations()[-1].number + 1


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


def test_a_link_to_a_database_stays_a_link(backup: Path, path: Path, tmp_path: Path):
    link = tmp_path / "link.db"
    link.symlink_to(path)

    assert restore(backup, link, NOON) == path.with_name(KEPT)
    assert link.is_symlink()
    assert places(path) == ["early"]


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
