"""What the tests of every layer share: a small invented pack and the real one."""

import shutil
from pathlib import Path

import pytest
from hypothesis import settings

from bot.core.pack import Pack
from bot.core.reading.reader import read_pack

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
