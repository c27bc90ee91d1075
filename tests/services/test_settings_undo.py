"""Settings taken back, and the log of who changed what."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.cards.plain import to_text
from bot.core.place_settings import PlaceSettings
from bot.storage.database import Database
from tests.clock import SetClock
from tests.services.settings_scene import MIRA, NOAH, Scene


@pytest.fixture
def scene(database: Database, clock: SetClock) -> Scene:
    return Scene(database, clock)


async def test_turning_it_off_drops_the_plan_and_an_undo_brings_it_back(scene: Scene):
    await scene.set_up()

    off = await scene.service.turn_off(MIRA, scene.directory)
    dropped = await scene.due()
    back = await scene.service.undo(MIRA, scene.directory)

    assert "Off: choose a channel to begin." in to_text(off)
    assert dropped is None
    assert "Taken back." in to_text(back)
    assert (await scene.settings()).channel == "5"
    assert await scene.due() == datetime(2026, 11, 24, 8, 30, tzinfo=UTC)


async def test_undo_goes_back_one_change_at_a_time_to_the_beginning(scene: Scene):
    await scene.set_up()
    await scene.fill_in("where", at="10")
    shown = [to_text(await scene.service.undo(MIRA, scene.directory)) for _ in range(3)]

    assert "Time of day: 10:00 → 09:30" in shown[0]
    assert "Channel: channel 5 → none" in shown[1]
    assert "There is no change to take back." in shown[2]
    assert await scene.settings() == PlaceSettings()


async def test_an_undo_to_a_channel_that_is_gone_is_refused_and_says_so(scene: Scene):
    await scene.set_up()
    await scene.fill_in("where", channel="6")
    del scene.directory.channels["5"]

    shown = to_text(await scene.service.undo(MIRA, scene.directory))

    assert "Not taken back: I cannot see the channel channel 5" in shown
    assert (await scene.settings()).channel == "6"


async def test_an_undo_of_a_setting_that_the_program_no_longer_has_lets_go_on(scene: Scene):
    await scene.set_up()
    await scene.fill_in("where", at="10")
    await scene.database.execute(
        "UPDATE settings_change SET old_values = '{\"telegraph\":1}' WHERE version = 2"
    )
    await scene.service.undo(MIRA, scene.directory)

    shown = to_text(await scene.service.undo(MIRA, scene.directory))

    assert "Channel: channel 5 → none" in shown


async def test_the_log_says_who_changed_what_newest_first(scene: Scene):
    await scene.set_up()
    scene.clock.advance(timedelta(hours=1))
    await scene.fill_in("content", by=NOAH, pack="large")
    await scene.service.undo(MIRA, scene.directory)

    lines = to_text(await scene.service.log(MIRA, scene.directory)).splitlines()[2:]

    assert lines[:4] == [
        "- person 10 took back a change 2026-11-23 13:00 UTC",
        "    - Pack: The large one → The small one",
        "- person 11 2026-11-23 13:00 UTC",
        "    - Pack: The small one → The large one",
    ]
