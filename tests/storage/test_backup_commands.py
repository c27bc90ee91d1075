"""`bedfellows backup` and `bedfellows restore` as they are typed on a terminal."""

from __future__ import annotations

import asyncio
import os
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from bot.storage.connect import open_database

ROOT = Path(__file__).parents[2]
ADD = "INSERT INTO schedule_pause (place, paused_at, reason, detail) VALUES ($1, 1, 'r', '{}')"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "state"


@pytest.fixture
def path(folder: Path) -> Path:
    """The database where it is unless set otherwise, with one row."""

    async def make() -> None:
        async with open_database(f"sqlite:{folder}/bedfellows.db") as database:
            await database.execute(ADD, "early")

    folder.mkdir()
    asyncio.run(make())
    return folder / "bedfellows.db"


def bedfellows(*words: str | Path, **settings: str | Path) -> subprocess.CompletedProcess[str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, "-m", "bot", *map(str, words)],
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
        cwd=ROOT,
        env=kept | {name: str(value) for name, value in settings.items()},
    )


def places(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return [place for (place,) in connection.execute("SELECT place FROM schedule_pause")]


async def test_a_backup_while_the_bot_runs(path: Path, folder: Path, tmp_path: Path):
    async with open_database(f"sqlite:{path}") as database:
        await database.execute(ADD, "running")
        done = await asyncio.to_thread(
            bedfellows, "backup", tmp_path / "copy.db", BEDFELLOWS_DATA=folder
        )
        await database.execute(ADD, "later")

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"Copied {path} to {tmp_path}/copy.db.\n"
    assert places(tmp_path / "copy.db") == ["early", "running"]


def test_there_and_back(path: Path, folder: Path, tmp_path: Path):
    copy = tmp_path / "copy.db"
    bedfellows("backup", copy, BEDFELLOWS_DATA=folder)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("DELETE FROM schedule_pause")

    done = bedfellows("restore", copy, BEDFELLOWS_DATABASE=f"sqlite:{path}")

    kept = re.fullmatch(
        rf"Restored {path} from {copy}\.\n"
        r"What it replaced is kept as (.*/bedfellows-replaced-\d{8}T\d{6}Z\.db)\.\n",
        done.stdout,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert kept
    assert places(path) == ["early"]
    assert places(Path(kept[1])) == []


def test_a_move_to_a_new_machine(path: Path, folder: Path, tmp_path: Path):
    bedfellows("backup", tmp_path / "copy.db", BEDFELLOWS_DATA=folder)

    done = bedfellows("restore", tmp_path / "copy.db", BEDFELLOWS_DATA=tmp_path / "new" / "state")

    assert done.stdout == f"Restored {tmp_path}/new/state/bedfellows.db from {tmp_path}/copy.db.\n"
    assert places(tmp_path / "new" / "state" / "bedfellows.db") == places(path)


def test_force_overwrites(path: Path, folder: Path, tmp_path: Path):
    copy = tmp_path / "copy.db"
    copy.write_text("something else", "utf-8")

    refused = bedfellows("backup", copy, BEDFELLOWS_DATA=folder)
    kept = copy.read_text("utf-8")
    forced = bedfellows("backup", copy, "--force", BEDFELLOWS_DATA=folder)

    assert (refused.returncode, refused.stdout, kept) == (1, "", "something else")
    assert "add --force" in refused.stderr
    assert forced.returncode == 0
    assert places(copy) == places(path)


@pytest.mark.parametrize("command", ["backup", "restore"])
@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("postgresql://bot:hunter2@db/bot", "pg_dump"),
        ("mysql://bot:hunter2@db/bot", "has to start with sqlite: or postgresql://"),
        ("sqlite:/no/such/folder/bot.db", "There is no"),
    ],
)
def test_what_cannot_be_done_ends_with_1_and_one_sentence(command, url, sentence, tmp_path: Path):
    done = bedfellows(
        command, tmp_path / "copy.db", BEDFELLOWS_DATABASE=url, BEDFELLOWS_DATA=tmp_path
    )

    assert done.returncode == 1
    assert sentence in done.stderr
    assert done.stderr.count("\n") == 1
    assert "hunter2" not in done.stderr
    assert done.stdout == ""


def test_a_folder_is_wrong_usage(tmp_path: Path):
    assert bedfellows("backup", tmp_path).returncode == 2
    assert bedfellows("restore").returncode == 2
