"""What a place takes over from the one it replaces."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta

import msgspec

from bot.core.deck import Deal
from bot.core.place_settings import PlaceSettings
from bot.core.poll import PollState
from bot.core.post import Pause, Reason, Trouble
from bot.services.moving import Moving
from bot.storage.database import Database
from bot.storage.deck_store import dealt, record_deal
from bot.storage.post_store import pause, pause_of, planned_post
from bot.storage.settings_store import changes_after, load, settings_of
from tests.clock import NOW, SetClock
from tests.services.places import set_up
from tests.services.polling import MIRA, Room

OLD, NEW = "matrix:!old", "matrix:!new"
SET = PlaceSettings(channel="!old", moderators_channel="!mods", at=time(13), zone="Europe/Berlin")


async def move(database: Database, clock: SetClock) -> bool:
    return await Moving(database, clock).move(OLD, NEW)


async def test_settings_move_and_name_the_new_room(database: Database, clock: SetClock):
    await set_up(database, SET, place=OLD)
    moved = await move(database, clock)

    assert moved
    assert await settings_of(database, NEW) == msgspec.structs.replace(SET, channel="!new")
    assert await settings_of(database, OLD) == PlaceSettings()


async def test_the_next_post_is_planned_in_the_new_room_alone(database: Database, clock: SetClock):
    await set_up(database, SET, place=OLD)
    await move(database, clock)

    planned = await planned_post(database, NEW)
    assert planned is not None
    assert planned.due > NOW
    assert await planned_post(database, OLD) is None


async def test_the_deck_the_pause_and_the_log_come_along(database: Database, clock: SetClock):
    await set_up(database, SET, place=OLD)
    async with database.transaction() as connection:
        await record_deal(connection, OLD, "small", Deal("why", 1), NOW)
        await pause(connection, OLD, Pause(NOW, None, Trouble(Reason.NO_PERMISSION)))
    await move(database, clock)

    assert [each.explainer for each in await dealt(database, NEW, "small")] == ["why"]
    assert await pause_of(database, NEW) is not None
    assert len(await changes_after(database, NEW, 0, 9)) == 1
    assert await dealt(database, OLD, "small") == []
    assert await pause_of(database, OLD) is None


async def test_polls_stay_behind_and_their_openers_are_told(database: Database, clock: SetClock):
    """Also where nothing was set."""
    room = Room(database, clock)
    host = replace(MIRA, place=OLD)
    opening = await room.opening(host)
    clock.advance(timedelta(minutes=1))
    out = await room.opened(host, kind="native")
    clock.advance(timedelta(minutes=1))
    closed = await room.opened(host)
    await room.polls.close(host, closed.id)

    for _ in range(2):
        assert not await move(database, clock)

    found = [(await room.found(poll.id)).state for poll in (opening, out, closed)]
    assert found == [PollState.LOST, PollState.LOST, PollState.CLOSED]
    assert await room.count("poll_secret") == 0
    letters = await database.fetch_all("SELECT item_id FROM outbox WHERE step = 'poll-lost'")
    lost = {f"poll/{poll.id}/lost" for poll in (opening, out)}
    assert {row["item_id"] for row in letters} == lost


async def test_it_moves_once(database: Database, clock: SetClock):
    await set_up(database, SET, place=OLD)

    assert [await move(database, clock), await move(database, clock)] == [True, False]


async def test_what_was_set_in_the_new_room_stays(database: Database, clock: SetClock):
    await set_up(database, SET, place=OLD)
    await set_up(database, PlaceSettings(zone="Asia/Baku"), place=NEW)
    moved = await move(database, clock)

    assert not moved
    assert (await load(database, NEW)).settings == PlaceSettings(zone="Asia/Baku")
    assert await settings_of(database, OLD) == SET
