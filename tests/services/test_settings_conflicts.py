"""Several moderators at once: every change counts, and nobody overwrites another unawares."""

from __future__ import annotations

from datetime import time

import pytest

from bot.errors import BadInput
from bot.storage.database import Database
from tests.clock import SetClock
from tests.services.settings_scene import MIRA, NOAH, Scene


@pytest.fixture
def scene(database: Database, clock: SetClock) -> Scene:
    return Scene(database, clock)


async def test_two_forms_open_at_once_both_count(scene: Scene):
    await scene.set_up()
    await scene.fill_in("where", by=NOAH, version=1, at="10", zone="Europe/Berlin")

    await scene.fill_in("where", version=1, at="09:30", zone="Asia/Baku")

    settings = await scene.settings()
    assert (settings.at, settings.zone) == (time(10), "Asia/Baku")


async def test_of_two_who_change_the_same_the_later_is_told(scene: Scene):
    await scene.set_up()
    await scene.fill_in("where", by=NOAH, version=1, at="10")

    shown = await scene.fill_in("where", version=1, at="11", days="0")

    settings = await scene.settings()
    assert (settings.at, settings.days) == (time(10), frozenset({0}))
    assert "person 11 changed this meanwhile, so yours was not saved. Time of day: 10:00." in shown


async def test_a_change_at_the_very_same_moment_is_taken_into_account(scene: Scene):
    await scene.set_up()
    rivals = iter([scene.fill_in("discussion", by=NOAH, poll="off")])

    async def rival() -> None:
        for each in rivals:
            await each

    scene.directory.meanwhile = rival
    await scene.fill_in("where", at="10")

    settings = await scene.settings()
    assert (settings.at, settings.poll) == (time(10), False)


async def test_where_others_never_stop_changing_it_ends_with_a_sentence(scene: Scene):
    await scene.set_up()
    restless = Scene(scene.database, scene.clock)

    async def rival() -> None:
        poll = (await scene.settings()).poll
        await restless.fill_in("discussion", by=NOAH, poll="off" if poll else "on")

    scene.directory.meanwhile = rival

    with pytest.raises(BadInput, match="try again"):
        await scene.fill_in("where", at="10")


async def test_of_two_who_take_back_at_once_one_does(scene: Scene):
    await scene.set_up()
    await scene.fill_in("where", at="10")
    other = Scene(scene.database, scene.clock)

    async def rival() -> None:
        await other.service.undo(NOAH, other.directory)

    scene.directory.meanwhile = rival

    with pytest.raises(BadInput, match="try again"):
        await scene.service.undo(MIRA, scene.directory)
    settings = await scene.settings()
    assert (settings.channel, settings.at) == ("5", time(9, 30))
