"""The stored copy of a pack: never stale, never needed."""

import shutil
from pathlib import Path

import pytest

from bot.core.reading.problems import PackError
from bot.services.pack_cache import fingerprint, load_pack

SMALL = Path(__file__).parents[1] / "small_pack"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SMALL, tmp_path / "small"))


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def test_a_copy_holds_all_of_the_pack(folder: Path, cache: Path):
    read = load_pack(folder, cache)
    decoded = load_pack(folder, cache)

    assert decoded is not read
    for name in ("header", "sources", "actors", "alliances", "events", "explainers"):
        assert getattr(decoded, name) == getattr(read, name)


def test_a_start_that_finds_the_copy_reads_no_yaml(folder: Path, cache: Path, monkeypatch):
    load_pack(folder, cache)
    monkeypatch.setattr("bot.core.reading.reader.read_pack", pytest.fail)

    assert load_pack(folder, cache).actors


def test_a_changed_file_is_read_anew_and_the_older_copy_goes(folder: Path, cache: Path):
    load_pack(folder, cache)
    file = folder / "actors.yaml"
    file.write_text(file.read_text("utf-8").replace("name: Estra", "name: Estria"), "utf-8")

    pack = load_pack(folder, cache)

    assert pack.actors["estra"].name == "Estria"
    assert len(list(cache.iterdir())) == 1


@pytest.mark.parametrize("damage", [b"", b"\xc1", b"\x91\x01"])
def test_a_damaged_copy_is_read_anew(folder: Path, cache: Path, damage: bytes):
    load_pack(folder, cache)
    (copy,) = cache.iterdir()
    copy.write_bytes(damage)

    assert load_pack(folder, cache).actors
    assert copy.read_bytes() != damage


def test_a_folder_that_cannot_be_written_does_no_harm(folder: Path, tmp_path: Path):
    blocked = tmp_path / "file"
    blocked.write_text("in the way", "utf-8")

    assert load_pack(folder, blocked / "cache").actors


def test_a_broken_pack_is_never_kept(folder: Path, cache: Path):
    (folder / "sources.yaml").unlink()

    with pytest.raises(PackError):
        load_pack(folder, cache)

    assert not cache.exists()


def test_a_folder_that_takes_the_place_of_a_file_is_noticed(folder: Path):
    before = fingerprint(folder)
    (folder / "more").mkdir()

    assert fingerprint(folder) != before


def test_a_pack_that_cannot_be_fingerprinted_is_still_read(
    folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
):
    def refuse(_folder: Path) -> str:
        raise PermissionError

    monkeypatch.setattr("bot.services.pack_cache.fingerprint", refuse)

    assert load_pack(folder, cache).actors
    assert not cache.exists()
