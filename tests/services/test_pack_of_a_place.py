"""Which pack a place is answered from."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.core.place_settings import PlaceSettings
from bot.services.pack_library import PackLibrary
from bot.services.services import Services
from bot.storage.database import Database
from tests.clock import SetClock
from tests.conftest import SMALL_PACK
from tests.services.places import PLACE, set_up


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("one", "two"):
        copy = shutil.copytree(SMALL_PACK, tmp_path / "packs" / name)
        header = copy / "pack.yaml"
        header.write_text(header.read_text().replace("id: small", f"id: {name}"))
    return tmp_path / "packs"


@pytest.fixture
def services(folder: Path, database: Database, clock: SetClock) -> Services:
    return Services.of(database, PackLibrary(folder, folder.parent / "cache", "one"), clock)


async def test_it_is_the_one_chosen_there(services: Services, database: Database):
    await set_up(database, PlaceSettings(pack="two"))

    assert (await services.pack_in(PLACE)).header.id == "two"
    assert (await services.pack_in("discord:2")).header.id == "one"
    assert (await services.pack_in(None)).header.id == "one"


async def test_where_there_is_no_choice_nothing_is_looked_up(
    services: Services, folder: Path, database: Database
):
    await set_up(database, PlaceSettings(pack="two"))
    shutil.rmtree(folder / "two")
    services.packs.reload()

    assert (await services.pack_in(PLACE)).header.id == "one"
