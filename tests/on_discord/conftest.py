from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.services.pack_library import PackLibrary
from bot.services.pack_shelf import PackShelf
from tests.on_discord.world import World, world

SMALL = Path(__file__).parents[1] / "small_pack"


@pytest.fixture(scope="session")
def small_packs(tmp_path_factory: pytest.TempPathFactory) -> PackLibrary:
    return PackLibrary(SMALL.parent, tmp_path_factory.mktemp("cache"), SMALL.name)


@pytest.fixture(scope="session")
def real_shelf(real_packs: PackLibrary) -> PackShelf:
    return real_packs.shelf


@pytest.fixture
async def small(small_packs: PackLibrary, tmp_path: Path) -> AsyncIterator[World]:
    async with world(small_packs, tmp_path) as made:
        yield made


@pytest.fixture
async def real(real_packs: PackLibrary, tmp_path: Path) -> AsyncIterator[World]:
    async with world(real_packs, tmp_path) as made:
        yield made
