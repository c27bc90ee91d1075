"""Settings, their log and their undoing, on both engines."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, time, timedelta

import msgspec

from bot.core.place_settings import PlaceSettings
from bot.storage.database import Database
from bot.storage.settings_store import (
    Stored,
    changes_after,
    last_editor,
    load,
    save,
    settings_of,
    undoable,
)

PLACE, OTHER = "discord:1", "discord:2"
MIRA, NOAH = "discord:10", "discord:11"
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


async def put(
    database: Database, by: str = MIRA, undoes: int | None = None, **values: object
) -> Stored:
    """Change the settings of the place to *values*, as somebody who has just read them."""
    read = await load(database, PLACE)
    settings = msgspec.structs.replace(read.settings, **values)
    at = NOW + timedelta(minutes=read.version)
    async with database.transaction() as connection:
        assert await save(connection, PLACE, read, settings, by, at, undoes)
    return await load(database, PLACE)


async def test_a_place_that_set_nothing_is_at_the_defaults(database: Database):
    assert await load(database, PLACE) == Stored(PlaceSettings(), 0)
    assert await settings_of(database, PLACE) == PlaceSettings()
    assert await changes_after(database, PLACE, 0, 10) == []
    assert await undoable(database, PLACE) is None
    assert await last_editor(database, PLACE) is None


async def test_what_was_saved_is_read_back_in_this_place_alone(database: Database):
    roles = frozenset({"7", "8"})

    stored = await put(database, channel="5", at=time(21, 30), moderator_roles=roles)

    assert stored.version == 1
    assert stored.settings == PlaceSettings(channel="5", at=time(21, 30), moderator_roles=roles)
    assert await load(database, OTHER) == Stored(PlaceSettings(), 0)


async def test_of_two_who_read_the_same_version_one_saves(database: Database):
    read = await load(database, PLACE)

    async def change(hour: int) -> bool:
        async with database.transaction() as connection:
            settings = PlaceSettings(at=time(hour))
            return await save(connection, PLACE, read, settings, MIRA, NOW)

    saved = await asyncio.gather(*(change(hour) for hour in range(10, 20)))

    assert sorted(saved) == [False] * 9 + [True]
    stored = await load(database, PLACE)
    assert (stored.version, stored.settings.at.hour) == (1, 10 + saved.index(True))
    assert len(await changes_after(database, PLACE, 0, 10)) == 1


async def test_a_later_version_is_not_overwritten_either(database: Database):
    read = await put(database, language="en", poll=False)
    await put(database, question=False)

    async with database.transaction() as connection:
        assert not await save(connection, PLACE, read, PlaceSettings(), NOAH, NOW)

    assert (await load(database, PLACE)).settings == PlaceSettings(poll=False, question=False)


async def test_the_log_holds_what_changed_and_nothing_else_newest_first(database: Database):
    await put(database, channel="5", zone="Asia/Baku")
    await put(database, by=NOAH, zone="UTC", days=frozenset({0, 4}))

    newest, oldest = await changes_after(database, PLACE, 0, 10)

    assert (newest.version, newest.by, newest.at) == (2, NOAH, NOW + timedelta(minutes=1))
    assert newest.names == ("zone", "days")
    assert newest.old == PlaceSettings(zone="Asia/Baku")
    assert newest.new == PlaceSettings(days=frozenset({0, 4}))
    assert (oldest.names, oldest.old.zone, oldest.new.zone) == (
        ("channel", "zone"),
        "UTC",
        "Asia/Baku",
    )
    assert await last_editor(database, PLACE) == NOAH


async def test_the_log_can_be_read_from_a_version_on_and_in_part(database: Database):
    for hour in range(4):
        await put(database, at=time(hour))

    assert [change.version for change in await changes_after(database, PLACE, 2, 9)] == [4, 3]
    assert [change.version for change in await changes_after(database, PLACE, 0, 1)] == [4]


async def test_each_undo_leads_one_change_further_back(database: Database):
    for hour in (1, 2, 3):
        await put(database, at=time(hour))
    seen = []
    while change := await undoable(database, PLACE):
        seen.append(change.version)
        await put(database, undoes=change.version, at=change.old.at)

    assert seen == [3, 2, 1]
    assert (await load(database, PLACE)).settings == PlaceSettings()


async def test_what_is_changed_after_an_undo_is_undone_first(database: Database):
    await put(database, poll=False)
    await put(database, question=False)
    await put(database, undoes=2, question=True)
    await put(database, thread=False)

    change = await undoable(database, PLACE)

    assert change is not None
    assert change.names == ("thread",)
    assert [each.undoes for each in await changes_after(database, PLACE, 0, 9)] == [
        None,
        2,
        None,
        None,
    ]


async def test_a_setting_that_is_gone_from_the_program_is_left_out(database: Database):
    await put(database, poll=False)
    values = '{"poll": true, "telegraph": 3}'
    await database.execute("UPDATE settings_change SET old_values = $1", values)

    (change,) = await changes_after(database, PLACE, 0, 10)

    assert change.names == ("poll",)
