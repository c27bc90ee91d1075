"""`bedfellows forget` as it is typed on a terminal."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from pathlib import Path

import pytest

from bot.core.personal_data import Kept
from bot.storage.connect import open_database
from bot.storage.person_store import holdings
from tests.command_line.test_commands import ROOT, bedfellows
from tests.storage.everything import fill

PLACE, ADA, BEN = "discord:111", "discord:700700700", "discord:800800800"


@pytest.fixture
def filled(url: str) -> str:
    async def make() -> None:
        async with open_database(url) as database:
            await fill(database, PLACE, ADA, BEN)

    asyncio.run(make())
    return url


def forget(url: str, *words: str) -> subprocess.CompletedProcess[str]:
    return bedfellows("forget", *words, BEDFELLOWS_DATABASE=url)


def asked(url: str, answer: str) -> str:
    """What a terminal shows when the question is answered so."""
    done = subprocess.run(
        [sys.executable, "-m", "bot", "forget", ADA],
        input=answer,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
        cwd=ROOT,
        env={"BEDFELLOWS_DATABASE": url},
    )
    return done.stdout


def kept(url: str, person: str) -> set[Kept]:
    async def look() -> set[Kept]:
        async with open_database(url) as database:
            return {holding.kind for holding in await holdings(database, person)}

    return asyncio.run(look())


def test_it_tells_what_there_is_and_deletes_it(filled: str):
    done = forget(filled, ADA, "--yes")

    lines = [f"  {kind.value}: 1" for kind in Kept]
    assert done.returncode == 0
    assert done.stderr == ""
    assert sorted(done.stdout.splitlines()) == sorted([f"Kept about {ADA}:", *lines, "Deleted."])
    assert kept(filled, ADA) == set()
    assert kept(filled, BEN) != set()
    assert forget(filled, ADA, "--yes").stdout == f"Nothing is kept about {ADA}.\n"


@pytest.mark.parametrize(("answer", "goes"), [("y\n", True), ("n\n", False), ("\n", False)])
def test_it_asks_before(tmp_path: Path, answer: str, goes: bool):
    url = f"sqlite:{tmp_path}/bot.db"

    async def make() -> None:
        async with open_database(url) as database:
            await fill(database, PLACE, ADA, BEN)

    asyncio.run(make())

    shown = asked(url, answer)

    assert "Delete it? [y/N]" in shown
    assert ("Deleted." in shown) == goes == (kept(url, ADA) == set())


def test_a_copy_of_it_deletes_nothing(filled: str):
    done = forget(filled, ADA, "--export")

    assert set(json.loads(done.stdout)["kept"]) == {kind.value for kind in Kept}
    assert BEN.removeprefix("discord:") not in done.stdout
    assert kept(filled, ADA) == set(Kept)


def test_it_does_not_wait_for_the_bot_that_uses_the_database(tmp_path: Path):
    url = f"sqlite:{tmp_path}/bot.db"

    async def meanwhile() -> str:
        async with open_database(url) as database:
            await fill(database, PLACE, ADA, BEN)
            done = await asyncio.to_thread(forget, url, ADA, "--yes")
            assert await holdings(database, ADA) == []
            return done.stdout

    assert asyncio.run(meanwhile()).endswith("Deleted.\n")


@pytest.mark.parametrize("person", ["ada", "700700700", "discord:ada", "matrix:ada", "slack:7"])
def test_who_is_not_named_so_is_nobody(tmp_path: Path, person: str):
    done = forget(f"sqlite:{tmp_path}/bot.db", person)

    assert done.returncode == 1
    assert f"“{person}” names nobody; write discord:" in done.stderr


def test_a_database_that_is_not_there_is_not_made(tmp_path: Path):
    done = forget(f"sqlite:{tmp_path}/no.db", "matrix:@ada:example.org")

    assert done.returncode == 1
    assert f"There is no database {tmp_path}/no.db" in done.stderr
    assert not (tmp_path / "no.db").exists()
