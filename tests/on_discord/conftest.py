from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.services.pack_shelf import PackShelf
from tests.on_discord.world import World, world

PACKS = Path(__file__).parents[2] / "data"
SMALL = Path(__file__).parents[1] / "small_pack"


@pytest.fixture(scope="session")
def small_shelf(tmp_path_factory: pytest.TempPathFactory) -> PackShelf:
    return PackShelf(SMALL, tmp_path_factory.mktemp("cache"))


@pytest.fixture(scope="session")
def real_shelf(tmp_path_factory: pytest.TempPathFactory) -> PackShelf:
    return PackShelf(PACKS / "nagorno-karabakh", tmp_path_factory.mktemp("cache"))


@pytest.fixture
async def small(small_shelf: PackShelf, tmp_path: Path) -> AsyncIterator[World]:
    async with world(small_shelf, tmp_path) as made:
        yield made


@pytest.fixture
async def real(real_shelf: PackShelf, tmp_path: Path) -> AsyncIterator[World]:
    async with world(real_shelf, tmp_path) as made:
        yield made
