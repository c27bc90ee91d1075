"""What people and servers have of their own data, on both engines."""

from __future__ import annotations

import json
import logging
from datetime import timedelta
from pathlib import Path

import pytest

from bot.cards.plain import to_text
from bot.core.card import Card, Route
from bot.core.identity import Asker
from bot.core.personal_data import Kept
from bot.core.polling import voter_key
from bot.core.report import State, Subject
from bot.errors import BadInput, NotAllowed
from bot.services.pack_library import PackLibrary
from bot.services.place_data import PlaceData
from bot.services.privacy import Privacy
from bot.services.reports import Reports
from bot.services.retention import Retention
from bot.storage.connect import open_database
from bot.storage.database import Database
from bot.storage.post_store import pause_of
from tests.clock import SetClock
from tests.services.reading import reading
from tests.services.settings_scene import Scene
from tests.storage.everything import SECRET, STATEMENTS, counts, fill

PLACE, ELSEWHERE = "discord:1", "discord:2"
ADA, BEN = "discord:700700700", "discord:800800800"
MIRA = Asker("discord:10", PLACE, manages=True)
HELPER = Asker("discord:11", PLACE, roles=frozenset({"30"}))


@pytest.fixture
def privacy(database: Database, clock: SetClock) -> Privacy:
    return Privacy(database, clock)


@pytest.fixture
def places(database: Database, clock: SetClock) -> PlaceData:
    return PlaceData(database, clock)


def labels(card: Card) -> list[str]:
    return [button.label for button in card.buttons]


async def test_of_a_stranger_nothing_is_kept(privacy: Privacy):
    shown = await privacy.show(ADA)
    asked = await privacy.delete(ADA)
    erased = await privacy.delete_confirmed(ADA)

    assert "Nothing." in to_text(shown)
    assert "Nothing." in to_text(asked)
    assert "There was nothing to delete." in to_text(erased)
    assert labels(shown) == labels(asked) == []
    assert json.loads(await privacy.export(ADA))["kept"] == {}


async def test_everything_is_shown_with_why_and_for_how_long(privacy: Privacy, database: Database):
    await fill(database, PLACE, ADA, BEN)

    shown = await privacy.show(ADA)

    text = to_text(shown)
    assert "One report of an error that you sent." in text
    assert "It goes 400 days after it was decided about." in text
    assert "Your vote in one secret poll that is open." in text
    assert shown.private
    assert labels(shown) == ["Delete it…"]


async def test_what_there_is_more_of_is_counted(privacy: Privacy, database: Database):
    for place in (PLACE, ELSEWHERE):
        await fill(database, place, ADA, BEN)

    assert "2 reports of errors that you sent." in to_text(await privacy.show(ADA))
    assert "Your votes in 2 secret polls that are open." in to_text(await privacy.delete(ADA))
    erased = to_text(await privacy.delete_confirmed(ADA))
    assert "2 reports no longer name you. What you wrote in them stays." in erased
    assert "none that waited is sent" in erased


async def test_nothing_goes_before_it_is_confirmed(privacy: Privacy, database: Database):
    await fill(database, PLACE, ADA, BEN)
    before = await privacy.export(ADA)

    asked = await privacy.delete(ADA)

    assert labels(asked) == ["Delete", "Keep it"]
    assert await privacy.export(ADA) == before


async def test_an_export_has_it_all_and_after_deletion_nothing(
    privacy: Privacy, database: Database
):
    for place in (PLACE, ELSEWHERE):
        await fill(database, place, ADA, BEN)

    before = json.loads(await privacy.export(ADA))
    erased = await privacy.delete_confirmed(ADA)
    after = json.loads(await privacy.export(ADA))

    assert before["about"] == ADA
    assert before["exported at"] == "2026-11-23T12:00:00+00:00"
    assert {kind: len(rows) for kind, rows in before["kept"].items()} == dict.fromkeys(Kept, 2)
    assert after["kept"] == {}
    assert len([line for line in to_text(erased).splitlines() if line.startswith("- ")]) == len(
        Kept
    )
    assert await privacy.export(BEN) != after


async def test_one_s_own_data_can_be_looked_at_only_so_often(privacy: Privacy, clock: SetClock):
    for _ in range(5):
        await privacy.show(ADA)
        await privacy.export(ADA)

    for refused in (privacy.show, privacy.export, privacy.delete, privacy.delete_confirmed):
        with pytest.raises(BadInput, match="10 times a minute; the next time is possible in 60"):
            await refused(ADA)
    await privacy.show(BEN)
    clock.advance(timedelta(minutes=1))
    await privacy.show(ADA)


async def test_who_was_forgotten_is_somebody_in_what_stays(
    privacy: Privacy, database: Database, clock: SetClock
):
    scene = Scene(database, clock)
    await scene.set_up()

    await privacy.delete_confirmed(MIRA.person)

    log = to_text(await scene.service.log(MIRA, scene.directory))
    assert "Somebody" in log
    assert "Time zone: UTC → Europe/Berlin" in log


async def test_a_schedule_stays_paused(privacy: Privacy, database: Database):
    await fill(database, PLACE, ADA, BEN)

    await privacy.delete_confirmed(ADA)

    pause = await pause_of(database, PLACE)
    assert pause is not None
    assert pause.by is None


async def test_who_may_not_manage_the_server_gets_nothing_of_it(
    places: PlaceData, database: Database
):
    """A moderator role is not enough."""
    await fill(database, PLACE, ADA, BEN)
    before = await counts(database)

    for refused in (places.ask, places.export, places.delete):
        with pytest.raises(NotAllowed, match="Only members with Manage Server"):
            await refused(HELPER)

    assert await counts(database) == before


async def test_a_server_is_asked_before_anything_goes(places: PlaceData, database: Database):
    await fill(database, PLACE, ADA, BEN)
    before = await counts(database)

    asked = await places.ask(MIRA)

    assert "all polls with their results" in to_text(asked)
    assert labels(asked) == ["Delete everything", "Export it first", "Back to the settings"]
    assert await counts(database) == before


async def test_the_export_of_a_server_has_it_all_and_after_deletion_no_row_is_left(
    places: PlaceData, database: Database
):
    await fill(database, PLACE, ADA, BEN)
    await fill(database, ELSEWHERE, ADA, BEN)
    others = await counts(database, ELSEWHERE)

    before = json.loads(await places.export(MIRA))
    await places.delete(MIRA)
    after = json.loads(await places.export(MIRA))

    names = {table.replace("_", " ") for table in STATEMENTS}
    assert set(before["kept"]) == names - {"vote", "poll secret"}
    assert after["kept"] == {}
    assert await counts(database, PLACE) == {}
    assert await counts(database, ELSEWHERE) == others


async def test_after_that_the_panel_is_as_on_the_first_day(
    places: PlaceData, database: Database, clock: SetClock
):
    scene = Scene(database, clock)
    first = to_text(await scene.service.panel(MIRA, scene.directory))
    await scene.set_up()

    await places.delete(MIRA)

    assert to_text(await scene.service.panel(MIRA, scene.directory)) == first
    assert await scene.due() is None
    await scene.set_up()
    assert (await scene.settings()).zone == "Europe/Berlin"


async def test_no_line_of_the_log_names_a_person(
    database: Database,
    clock: SetClock,
    real_packs: PackLibrary,
    privacy: Privacy,
    places: PlaceData,
    caplog: pytest.LogCaptureFixture,
):
    caplog.set_level(logging.INFO)
    await fill(database, PLACE, ADA, BEN)
    ada = Asker(ADA, ELSEWHERE, manages=True)
    reports = Reports(database, real_packs, clock)
    explainer = next(iter(real_packs.shelf.pack.explainers))
    subject = Subject(Route("explainer", (explainer,)))

    await reports.submit(ada, subject, {"wrong": ("It says 2001 instead of 2002.",)})
    (row,) = await database.fetch_all("SELECT report_id FROM report WHERE place = $1", ELSEWHERE)
    await reports.decide(ada, row["report_id"], State.ACCEPTED)
    await privacy.export(ADA)
    await privacy.delete_confirmed(ADA)
    await places.delete(ada)

    assert "700700700" not in caplog.text


async def test_the_files_are_clean_at_once(tmp_path: Path, clock: SetClock):
    """The log of the database, too, although it is still open."""
    (tmp_path / "state").mkdir()
    async with open_database(f"sqlite:{tmp_path}/state/bot.db") as database:
        for number in range(2, 40):
            await fill(database, f"discord:{number}", ADA, BEN)
        await fill(database, "discord:987654321", ADA, BEN)
        before = _bytes_in(tmp_path / "state")

        await Privacy(database, clock).delete_confirmed(ADA)
        await PlaceData(database, clock).delete(Asker(BEN, "discord:987654321", manages=True))

        after = _bytes_in(tmp_path / "state")

    key = voter_key(SECRET, ADA).encode()
    for trace in (b"700700700", b"987654321", key):
        assert trace in before
        assert trace not in after
    assert b"800800800" in after


async def test_what_somebody_was_reading_is_cleaned_the_next_day(tmp_path: Path, clock: SetClock):
    (tmp_path / "state").mkdir()
    path = tmp_path / "state" / "bot.db"
    async with open_database(f"sqlite:{path}") as database:
        await fill(database, PLACE, ADA, BEN)
        async with reading(path):
            await Privacy(database, clock).delete_confirmed(ADA)
        before = _bytes_in(path.parent)

        await Retention(database, clock).clean()

        after = _bytes_in(path.parent)
    assert b"700700700" in before
    assert b"700700700" not in after


def _bytes_in(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.iterdir())
