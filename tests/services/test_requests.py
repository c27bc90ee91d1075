"""A request that comes in twice, as after a crash before its answer, changes things once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from bot.cards.plain import to_text
from bot.errors import BadInput
from bot.services.explainers import Explainers
from bot.services.pack_library import PackLibrary
from bot.services.reports import Reports
from bot.storage.database import Database
from bot.storage.deck_store import dealt
from tests.clock import NOW, SetClock
from tests.services import settings_scene
from tests.services.places import MIRA, PLACE, post_on, set_up
from tests.services.settings_scene import Scene
from tests.services.test_posting_now import outbox
from tests.services.test_reports import ADA, choose, sent, stored, submit

TWICE = replace(MIRA, request="re-$event")
BY_MIRA = replace(settings_scene.MIRA, request="re-$event")
SAVED_BEFORE = "saved already; I was interrupted"


@pytest.fixture
def scene(database: Database, clock: SetClock) -> Scene:
    return Scene(database, clock)


async def test_one_change_of_settings_is_taken_back(scene: Scene):
    await scene.set_up()
    await scene.fill_in("where", at="10")
    await scene.service.undo(BY_MIRA, scene.directory)

    with pytest.raises(BadInput, match=SAVED_BEFORE):
        await scene.service.undo(BY_MIRA, scene.directory)

    assert (await scene.settings()).at == time(9, 30)
    await scene.service.undo(replace(BY_MIRA, request="re-$another"), scene.directory)
    assert (await scene.settings()).channel is None


async def test_a_change_that_was_refused_can_be_asked_for_again(scene: Scene):
    await scene.set_up()
    await scene.fill_in("where", channel="6")
    news = scene.directory.channels.pop("5")
    refused = await scene.service.undo(BY_MIRA, scene.directory)
    scene.directory.channels["5"] = news

    back = await scene.service.undo(BY_MIRA, scene.directory)

    assert "Not taken back" in to_text(refused)
    assert "Taken back." in to_text(back)


async def test_of_two_repetitions_at_the_very_same_moment_one_is_saved(scene: Scene):
    await scene.set_up()
    rivals = iter([scene.service.turn_off(BY_MIRA, scene.directory)])

    async def rival() -> None:
        for each in rivals:
            await each

    scene.directory.meanwhile = rival
    with pytest.raises(BadInput, match=SAVED_BEFORE):
        await scene.fill_in("where", by=BY_MIRA, at="10")

    settings = await scene.settings()
    assert (settings.channel, settings.at) == (None, time(9, 30))


async def test_one_explainer_is_skipped_and_the_answer_is_the_same(
    explainers: Explainers, database: Database
):
    await set_up(database)
    first = await explainers.skip(TWICE)

    again = await explainers.skip(TWICE)

    assert to_text(again) == to_text(first)
    deals = await dealt(database, PLACE, "nagorno-karabakh")
    assert len([deal for deal in deals if deal.skipped]) == 1


async def test_one_explainer_is_posted_even_if_it_is_another_day_by_then(
    explainers: Explainers, database: Database, clock: SetClock
):
    await set_up(database)
    first = await explainers.post_now(TWICE)
    clock.advance(timedelta(hours=13))

    again = await explainers.post_now(TWICE)

    assert to_text(again) == to_text(first)
    assert await outbox(database) == [f"{PLACE}/{NOW.date()}/message"]
    assert (await post_on(database, date(2026, 11, 24))).explainer is None


async def test_one_report_is_sent_and_thanked_for_both_times(
    database: Database, real_packs: PackLibrary, clock: SetClock
):
    reports = Reports(database, real_packs, clock)
    await choose(database, "20")
    ada = replace(ADA, request="re-$event")
    first = await submit(reports, "It was 2002, not 2001.", asker=ada)

    again = await submit(reports, "It was 2002, not 2001.", asker=ada)

    assert to_text(again) == to_text(first)
    assert len(await stored(database)) == len(await sent(database)) == 1
