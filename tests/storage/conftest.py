"""Every test that asks for a `database` runs on SQLite and on PostgreSQL."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from bot.storage.backup import back_up
from bot.storage.connect import open_database
from bot.storage.database import Database
from tests.storage.places import write
from tests.storage.server import Server, binaries, require_server, running_server


@pytest.fixture(scope="session")
def postgres(pytestconfig: pytest.Config) -> Iterator[Server]:
    found = binaries()
    if found is None and (cov := pytestconfig.pluginmanager.getplugin("_cov")):
        cov.options.cov_fail_under = 0  # what is skipped cannot be covered
    with running_server(require_server(found, os.environ)) as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database that does not exist yet, or is empty."""
    if request.param == "sqlite":
        return f"sqlite:{tmp_path}/bot.db"
    server: Server = request.getfixturevalue("postgres")
    return server.new_database()


@pytest.fixture
async def database(url: str) -> AsyncIterator[Database]:
    async with open_database(url) as opened:
        yield opened


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
