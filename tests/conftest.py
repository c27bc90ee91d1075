"""What the tests of every layer share: packs, databases of both engines, a clock that is set."""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from bot.core.pack import Pack
from bot.core.reading.reader import read_pack
from bot.services.pack_library import PackLibrary
from bot.storage.connect import open_database
from bot.storage.database import Database
from tests.clock import SetClock
from tests.storage.server import Server, binaries, require_server, running_server

SMALL_PACK = Path(__file__).parent / "small_pack"
REAL_PACK = Path(__file__).parents[1] / "data" / "nagorno-karabakh"

# The same examples on every run; `--hypothesis-profile=default` looks for new ones.
settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.load_profile("repeatable")


@pytest.fixture(scope="session")
def small_pack() -> Pack:
    return read_pack(SMALL_PACK)


@pytest.fixture(scope="session")
def real_pack() -> Pack:
    return read_pack(REAL_PACK)


@pytest.fixture
def breakable_pack(tmp_path: Path) -> Path:
    """A copy of the small pack's folder, to be broken."""
    return Path(shutil.copytree(SMALL_PACK, tmp_path / "pack"))


@pytest.fixture(scope="session")
def real_packs(tmp_path_factory: pytest.TempPathFactory) -> PackLibrary:
    return PackLibrary(REAL_PACK.parent, tmp_path_factory.mktemp("cache"), REAL_PACK.name)


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture(scope="session")
def postgres(pytestconfig: pytest.Config) -> Iterator[Server]:
    found = binaries()
    if found is None and (cov := pytestconfig.pluginmanager.getplugin("_cov")):
        cov.options.cov_fail_under = 0  # what is skipped cannot be covered
    with running_server(require_server(found, os.environ)) as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database that does not exist yet, or is empty. Whoever asks for it runs on both engines."""
    if request.param == "sqlite":
        return f"sqlite:{tmp_path}/bot.db"
    server: Server = request.getfixturevalue("postgres")
    return server.new_database()


@pytest.fixture
async def database(url: str) -> AsyncIterator[Database]:
    async with open_database(url) as opened:
        yield opened
