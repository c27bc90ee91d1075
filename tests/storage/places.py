"""Databases told apart by the places in them."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

from bot.storage.connect import open_database

PLACES = "SELECT place FROM schedule_pause ORDER BY place"


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


def contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}
