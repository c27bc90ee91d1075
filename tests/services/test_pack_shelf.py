"""The pack the bot answers from, and its replacement while the bot runs."""

from pathlib import Path

import pytest

from bot.core.reading.problems import PackError
from bot.services.pack_shelf import PackShelf
from tests.editing import edit


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def test_a_shelf_begins_with_the_pack_of_its_folder(breakable_pack: Path, cache: Path):
    assert PackShelf(breakable_pack, cache).pack.header.id == "small"


def test_a_shelf_does_not_begin_with_a_broken_pack(breakable_pack: Path, cache: Path):
    (breakable_pack / "pack.yaml").unlink()

    with pytest.raises(PackError, match=r"there is no .pack.yaml. here"):
        PackShelf(breakable_pack, cache)


def test_reloading_takes_what_has_changed(breakable_pack: Path, cache: Path):
    shelf = PackShelf(breakable_pack, cache)
    before = shelf.pack
    edit(breakable_pack, "actors.yaml", "name: Estra", "name: Estriana")

    problems = shelf.reload()

    assert problems is None
    assert shelf.pack.actors["estra"].name == "Estriana"
    assert before.actors["estra"].name == "Estra"


def test_a_pack_that_broke_is_left_out_and_its_problems_are_told(
    breakable_pack: Path, cache: Path, caplog: pytest.LogCaptureFixture
):
    shelf = PackShelf(breakable_pack, cache)
    whole = shelf.pack
    edit(breakable_pack, "actors.yaml", "kind: organisation", "kind: organization")

    error = shelf.reload()

    assert error is not None
    assert "did you mean `organisation`?" in str(error)
    assert shelf.pack is whole
    assert "kept the last good pack" in caplog.text


def test_a_pack_that_was_mended_is_taken_again(breakable_pack: Path, cache: Path):
    shelf = PackShelf(breakable_pack, cache)
    edit(breakable_pack, "actors.yaml", "kind: organisation", "kind: organization")
    broken = shelf.reload()
    edit(breakable_pack, "actors.yaml", "kind: organization", "kind: armed-group")

    mended = shelf.reload()

    assert broken is not None
    assert mended is None
    assert shelf.pack.actors["estra"].kind == "armed-group"


def test_warming_up_changes_nothing(breakable_pack: Path, cache: Path):
    shelf = PackShelf(breakable_pack, cache)
    before = shelf.pack

    shelf.warm_up()

    assert shelf.pack is before
