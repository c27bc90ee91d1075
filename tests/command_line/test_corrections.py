"""`bedfellows corrections` as it is typed on a terminal."""

from __future__ import annotations

import asyncio
import json
import shutil
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.core.card import Route
from bot.core.report import Report, State, Subject
from bot.storage.connect import open_database
from bot.storage.report_store import Earlier, add_report, decide
from tests.command_line.test_commands import ROOT, bedfellows

AT = datetime(2026, 11, 23, 12, tzinfo=UTC)
NAMES = ("discord:7", "discord:9", "person", "@")
EXPLAINER = Report(
    id="r1",
    place="discord:1",
    pack="small",
    subject=Subject(Route("explainer", ("why-coria-armed-alba",)), date(2026, 11, 22)),
    wrong="The base closed in 2002.\nSee “page 3”.",
    source="https://example.org/base",
    at=AT,
    by="discord:7",
)
REPORTS = {
    EXPLAINER: (State.ACCEPTED, AT.replace(day=25)),
    replace(EXPLAINER, id="r2", subject=Subject(Route("why", ("coria", "alba", "")))): (
        State.ACCEPTED,
        AT.replace(day=24),
    ),
    replace(EXPLAINER, id="r3", wrong="Not accepted."): (State.DECLINED, AT),
    replace(EXPLAINER, id="r4", wrong="Not decided."): None,
}


async def fill(url: str, reports: dict[Report, tuple[State, datetime] | None]) -> None:
    async with open_database(url) as database, database.transaction() as connection:
        for number, (report, decided) in enumerate(reports.items()):
            await add_report(connection, report, Earlier(number, ()))
            if decided:
                state, at = decided
                await decide(connection, report.place, report.id, state, "discord:9", at)


@pytest.fixture
def packs(tmp_path: Path) -> Path:
    """The small pack in a folder of its own name, its alliances as a folder of files."""
    pack = Path(shutil.copytree(ROOT / "tests" / "small_pack", tmp_path / "packs" / "small"))
    (pack / "alliances").mkdir()
    (pack / "alliances.yaml").rename(pack / "alliances" / "all.yaml")
    return pack.parent


def corrections(packs: Path, url: str, *words: str):
    return bedfellows(
        *("corrections", *words),
        BEDFELLOWS_DATABASE=url,
        BEDFELLOWS_PACKS=str(packs),
        BEDFELLOWS_PACK="small",
        BEDFELLOWS_DATA=str(packs.parent / "data"),
    )


def test_accepted_reports_are_listed_oldest_first_and_name_nobody(packs: Path, url: str):
    asyncio.run(fill(url, REPORTS))

    done = corrections(packs, url)

    assert done.stderr == ""
    assert done.stdout == (
        "Does the Corian Union back Alba?\n"
        "  | The base closed in 2002.\n"
        "  | See “page 3”.\n"
        "  File: small/alliances/all.yaml\n"
        "  Card: why coria alba\n"
        "  Source: https://example.org/base\n"
        "  Accepted: 2026-11-24\n"
        "\n"
        "Why did the Corian Union arm Alba?\n"
        "  | The base closed in 2002.\n"
        "  | See “page 3”.\n"
        "  File: small/explainers.yaml\n"
        "  Card: explainer why-coria-armed-alba\n"
        "  Daily post: 2026-11-22\n"
        "  Source: https://example.org/base\n"
        "  Accepted: 2026-11-25\n"
    )
    assert not any(name in done.stdout for name in NAMES)


def test_the_same_as_json_since_a_date(packs: Path, url: str):
    asyncio.run(fill(url, REPORTS))

    done = corrections(packs, url, "--json", "--since", "2026-11-25")

    assert json.loads(done.stdout) == [
        {
            "pack": "small",
            "about": "Why did the Corian Union arm Alba?",
            "card": ["explainer", "why-coria-armed-alba"],
            "file": "small/explainers.yaml",
            "posted": "2026-11-22",
            "wrong": EXPLAINER.wrong,
            "source": EXPLAINER.source,
            "accepted": "2026-11-25",
        }
    ]


@pytest.mark.parametrize(
    ("card", "file"),
    [
        (Route("about"), "small/pack.yaml"),
        (Route("actor", ("alba",)), "small/actors.yaml"),
        (Route("alliance", ("alba", "estra", "")), "small/alliances/"),
        (Route("alliances", ("", "")), "small/alliances/"),
        (Route("event", ("gone",)), "small/timeline.yaml"),
    ],
)
def test_the_file_is_named_as_far_as_it_is_known(tmp_path: Path, packs: Path, card, file):
    url = f"sqlite:{tmp_path}/bot.db"
    report = replace(EXPLAINER, subject=Subject(card), source=None)
    asyncio.run(fill(url, {report: (State.ACCEPTED, AT)}))

    (entry,) = json.loads(corrections(packs, url, "--json").stdout)

    assert entry["file"] == file
    assert entry["source"] is entry["posted"] is None


def test_where_none_was_accepted_it_says_so(packs: Path, url: str):
    asyncio.run(fill(url, {}))

    assert corrections(packs, url).stdout == "No report was accepted.\n"
    assert json.loads(corrections(packs, url, "--json").stdout) == []


def test_a_database_that_is_not_there_is_not_made(tmp_path: Path, packs: Path):
    done = corrections(packs, f"sqlite:{tmp_path}/no.db")

    assert done.returncode == 1
    assert f"There is no database {tmp_path}/no.db" in done.stderr
    assert not (tmp_path / "no.db").exists()


def test_it_does_not_wait_for_the_bot_that_uses_the_database(tmp_path: Path, packs: Path):
    url = f"sqlite:{tmp_path}/bot.db"

    async def meanwhile() -> str:
        async with open_database(url) as database:
            await database.tables()
            return (await asyncio.to_thread(corrections, packs, url)).stdout

    assert asyncio.run(meanwhile()) == "No report was accepted.\n"


def test_a_date_that_is_none_is_wrong_usage(packs: Path, tmp_path: Path):
    done = corrections(packs, f"sqlite:{tmp_path}/bot.db", "--since", "yesterday")

    assert done.returncode == 2
    assert "does not match the format" in done.stderr
