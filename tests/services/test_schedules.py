"""What a place's schedule answers, and its pause, on both engines."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.cards.plain import body, to_text
from bot.core.channels import Channel, ChannelKind, Permission
from bot.core.outgoing import Discussion
from bot.core.place_settings import PlaceSettings, PollOpeners
from bot.core.post import Pause, Reason, State, Trouble
from bot.errors import BadInput, NotAllowed
from bot.services.schedules import Schedules
from bot.storage import outbox_store, post_store
from bot.storage.database import Database
from tests.clock import NOW, SetClock
from tests.services.directory import Directory
from tests.services.places import (
    ADA,
    AT_ONE,
    CHANNEL,
    FINE,
    MIRA,
    PLACE,
    add_post,
    post_on,
    set_up,
)

TODAY, TOMORROW = date(2026, 11, 23), date(2026, 11, 24)
LOCKED_OUT = Pause(NOW, None, Trouble(Reason.NO_PERMISSION, ("Create Polls",)))


@pytest.fixture
def schedules(database: Database, clock: SetClock) -> Schedules:
    return Schedules(database, clock)


async def pause(database: Database, value: Pause) -> None:
    async with database.transaction() as connection:
        await post_store.pause(connection, PLACE, value)


async def test_the_next_three_dates_are_told(schedules: Schedules, database: Database):
    await set_up(database, PlaceSettings(channel=CHANNEL, zone="Asia/Baku"))

    card = await schedules.next(ADA)

    assert to_text(card) == (
        "What comes next\n\n"
        "The daily explainer goes to channel 20, every day.\n"
        "- Tuesday 24 November, 09:00 Asia/Baku, 2026-11-24 05:00 UTC\n"
        "- Wednesday 25 November, 09:00 Asia/Baku, 2026-11-25 05:00 UTC\n"
        "- Thursday 26 November, 09:00 Asia/Baku, 2026-11-26 05:00 UTC\n\n"
        "(What became of a date: schedule why.)"
    )
    assert card.private


async def test_a_date_that_was_posted_ahead_is_no_longer_to_come(
    schedules: Schedules, database: Database
):
    await set_up(database)
    await add_post(database, TODAY, State.DONE, explainer="why")

    text = body(await schedules.next(ADA))

    assert "Monday" not in text
    assert "Thursday 26 November" in text


async def test_where_nothing_is_set_up_the_way_to_it_is_told(schedules: Schedules):
    text = body(await schedules.next(ADA))

    assert text.startswith("The daily explainer is off")
    assert "settings panel" in text


async def test_a_pause_stands_above_the_dates(schedules: Schedules, database: Database):
    await set_up(database)
    await pause(database, LOCKED_OUT)

    text = body(await schedules.next(ADA))

    assert text.startswith(
        "The schedule paused itself, 2026-11-23 12:00 UTC.\n"
        "I lacked Create Polls in channel 20.\n"
        "Give me Create Polls in channel 20.\n"
        "Then let it run again: schedule resume.\n"
    )
    assert "Monday 23 November, 13:00" in text


async def test_why_answers_for_today_in_the_zone_of_the_place(
    schedules: Schedules, database: Database, clock: SetClock
):
    await set_up(database, PlaceSettings(channel=CHANNEL, zone="Pacific/Kiritimati"))
    clock.now = datetime(2026, 11, 23, 12, tzinfo=UTC)  # 24 November, two in the morning

    card = await schedules.why(ADA)

    assert card.title == "Tuesday, 24 November 2026"
    assert body(card).startswith("It will be posted in channel 20: Tuesday 24 November, 09:00")


@pytest.mark.parametrize("text", ["yesterday", "22 November", "2026-11-22"])
async def test_why_links_to_the_post_of_a_date(schedules: Schedules, database: Database, text):
    await set_up(database)
    due = NOW - timedelta(days=1)
    await add_post(database, TODAY - timedelta(days=1), State.DONE, explainer="why", due=due)

    assert body(await schedules.why(ADA, text)) == "It was posted on time: the post."


async def test_why_tells_what_a_post_waits_for(schedules: Schedules, database: Database):
    await set_up(database)
    post = await add_post(database, TODAY, State.SENDING)
    trouble, at = Trouble(Reason.PLATFORM_DOWN), NOW + timedelta(minutes=2)
    async with database.transaction() as connection:
        await outbox_store.add(
            connection,
            item_id=f"{post.id}/message",
            place=PLACE,
            step="message",
            target=CHANNEL,
            outgoing=Discussion("p", "why"),
            now=NOW,
            post_id=post.id,
        )
        (item,) = await outbox_store.claim(connection, "discord", "me", NOW, at, 1)
        again = outbox_store.Retry(trouble, at)
        await outbox_store.retry(connection, item, again, NOW, in_doubt=False)

    assert body(await schedules.why(ADA)) == (
        "It could not be sent yet; the next attempt is 2026-11-23 12:02 UTC.\n"
        "Discord answered with errors of its own."
    )


async def test_why_tells_of_a_date_before_the_place_was_set_up(
    schedules: Schedules, database: Database
):
    await set_up(database)

    text = body(await schedules.why(ADA, "yesterday"))

    assert text == "I was set up here on 23 November 2026; there was nothing to post before."


async def test_why_tells_of_settings_that_came_too_late_for_the_date(
    schedules: Schedules, database: Database
):
    await set_up(database, PlaceSettings(channel=CHANNEL, at=time(9)))

    assert body(await schedules.why(ADA)).startswith("Its time had passed when the settings were")


async def test_why_tells_of_a_place_that_never_set_anything(schedules: Schedules):
    assert body(await schedules.why(ADA, "yesterday")).startswith("The daily explainer is off")


async def test_why_refuses_what_is_no_day(schedules: Schedules):
    with pytest.raises(BadInput, match="more than a day"):
        await schedules.why(ADA, "November 2026")


async def test_a_pause_keeps_what_is_planned(schedules: Schedules, database: Database):
    await set_up(database)

    card = await schedules.pause(MIRA)

    assert to_text(card) == (
        "The schedule is paused.\n\nNothing is posted until it runs again: schedule resume."
    )
    assert (await post_on(database, TODAY)).state is State.PLANNED
    assert await post_store.pause_of(database, PLACE) == Pause(
        NOW, MIRA.person, Trouble(Reason.PAUSED)
    )


async def test_a_second_pause_tells_of_the_first(schedules: Schedules, database: Database, clock):
    await set_up(database)
    await schedules.pause(MIRA)
    clock.advance(timedelta(hours=1))

    card = await schedules.pause(MIRA)

    assert to_text(card) == (
        "The schedule was paused already.\n\n"
        "The schedule was paused by person 9, 2026-11-23 12:00 UTC.\n"
        "Moderators let it run again with schedule resume."
    )


async def test_resuming_plans_what_comes_next(
    schedules: Schedules, database: Database, clock: SetClock
):
    await set_up(database)
    await schedules.pause(MIRA)
    await add_post(database, TODAY, State.MISSED, Trouble(Reason.PAUSED))
    clock.advance(timedelta(hours=3))

    card = await schedules.resume(MIRA, FINE)

    assert to_text(card) == (
        "The schedule runs again.\n\nNext: Tuesday 24 November, 13:00 UTC, 2026-11-24 13:00 UTC"
    )
    assert await post_store.pause_of(database, PLACE) is None
    assert (await post_on(database, TOMORROW)).state is State.PLANNED


async def test_resuming_what_runs_says_so(schedules: Schedules, database: Database):
    await set_up(database)

    card = await schedules.resume(MIRA, FINE)

    assert card.title == "The schedule is running."


async def test_what_would_only_fail_again_stays_paused(schedules: Schedules, database: Database):
    await set_up(database)
    await pause(database, LOCKED_OUT)
    held = frozenset(Permission) - {Permission.POLLS}
    there = Directory(Channel(CHANNEL, "daily", ChannelKind.TEXT, held))

    card = await schedules.resume(MIRA, there)

    assert to_text(card) == (
        "The schedule stays paused, since a post would fail.\n\n"
        "- I need Create Polls in channel 20.\n"
        "When that is mended: schedule resume."
    )
    assert await post_store.pause_of(database, PLACE) == LOCKED_OUT


async def test_a_channel_that_is_gone_is_told(schedules: Schedules, database: Database):
    await set_up(database)
    await pause(database, LOCKED_OUT)

    card = await schedules.resume(MIRA, Directory())

    assert "it was deleted or is hidden from me" in body(card)


async def test_settings_that_are_not_about_the_post_do_not_keep_it_paused(
    schedules: Schedules, database: Database
):
    await set_up(
        database,
        PlaceSettings(channel=CHANNEL, moderators_channel="404", poll_openers=PollOpeners.ROLES),
    )
    await schedules.pause(MIRA)

    assert (await schedules.resume(MIRA, FINE)).title == "The schedule runs again."


async def test_only_moderators_pause_and_resume(schedules: Schedules, database: Database):
    await set_up(database, AT_ONE)

    with pytest.raises(NotAllowed):
        await schedules.pause(ADA)
    with pytest.raises(NotAllowed):
        await schedules.resume(ADA, FINE)


async def test_what_is_off_can_be_neither_paused_nor_resumed(schedules: Schedules):
    with pytest.raises(BadInput, match="is off"):
        await schedules.pause(MIRA)
    with pytest.raises(BadInput, match="is off"):
        await schedules.resume(MIRA, FINE)
