"""Databases: of SQLite in a folder of their own, and of either engine with a table to try."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.storage.backup import back_up
from bot.storage.database import Database
from tests.storage.items import TABLE
from tests.storage.places import write


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a database can be made, alone in its folder."""
    (tmp_path / "state").mkdir()
    return tmp_path / "state" / "bot.db"


@pytest.fixture
def backup(tmp_path: Path, path: Path) -> Path:
    """A backup that lacks what was written later."""
    write(path, "early")
    back_up(path, tmp_path / "backup.db")
    write(path, "late")
    return tmp_path / "backup.db"


@pytest.fixture
async def items(database: Database) -> Database:
    await database.execute(TABLE)
    return database
