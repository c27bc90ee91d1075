"""The packs to choose from, and what happens to broken ones."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.core.reading.problems import PackError
from bot.services.pack_library import PackLibrary
from tests.conftest import SMALL_PACK


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two whole packs and one that is broken."""
    for name in ("one", "two", "wrong"):
        copy = shutil.copytree(SMALL_PACK, tmp_path / "packs" / name)
        header = copy / "pack.yaml"
        header.write_text(header.read_text().replace("id: small", f"id: {name}"))
    (tmp_path / "packs" / "wrong" / "pack.yaml").write_text("id: [")
    return tmp_path / "packs"


def library(folder: Path) -> PackLibrary:
    return PackLibrary(folder, folder.parent / "cache", "two")


def test_every_whole_pack_is_offered_the_default_first(folder: Path):
    assert list(library(folder).titles()) == ["two", "one"]


def test_a_pack_goes_by_its_name_and_the_default_by_none(folder: Path):
    packs = library(folder)

    assert packs.named("one").header.id == "one"
    assert packs.named(None).header.id == "two"


@pytest.mark.parametrize("name", ["gone", "wrong"])
def test_what_is_not_there_or_broken_is_replaced_by_the_default(folder: Path, name: str):
    assert library(folder).named(name).header.id == "two"


def test_a_broken_pack_is_named_in_the_log_once(folder: Path, caplog):
    packs = library(folder)

    packs.titles()
    packs.titles()

    (record,) = [record for record in caplog.records if record.levelname == "ERROR"]
    assert "the pack wrong is not offered" in record.getMessage()


def test_one_pack_alone_is_no_choice(folder: Path):
    several = library(folder)
    for name in ("one", "wrong"):
        shutil.rmtree(folder / name)

    assert several.has_choice
    assert not library(folder).has_choice


def test_after_warming_up_nothing_is_read(folder: Path):
    packs = library(folder)

    packs.warm_up()
    shutil.rmtree(folder)

    assert packs.named("one").header.id == "one"


def test_a_broken_default_does_not_start(folder: Path):
    with pytest.raises(PackError):
        PackLibrary(folder, folder.parent / "cache", "wrong")


def test_reading_again_takes_changes_and_mended_packs_in(folder: Path):
    packs = library(folder)
    packs.titles()
    for name in ("one", "two"):
        header = folder / name / "pack.yaml"
        header.write_text(header.read_text().replace("title: ", "title: New "))
    packs.named("one")
    shutil.copy(folder / "one" / "pack.yaml", folder / "wrong" / "pack.yaml")
    header = folder / "wrong" / "pack.yaml"
    header.write_text(header.read_text().replace("id: one", "id: wrong"))

    packs.reload()

    assert set(packs.titles()) == {"one", "two", "wrong"}
    assert all(title.startswith("New") for title in packs.titles().values())
