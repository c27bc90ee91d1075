"""The explainers that places were dealt, on both engines."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.core.deck import Deal, Dealt
from bot.storage import deck_store
from bot.storage.database import Database
from bot.storage.deck_store import dealt
from tests.clock import NOW

PLACE = "discord:1"


async def record_deal(
    database: Database, deal: Deal, at: datetime = NOW, *, skipped: bool = False
) -> bool:
    async with database.transaction() as connection:
        return await deck_store.record_deal(connection, PLACE, "small", deal, at, skipped=skipped)


async def test_what_was_dealt_is_told_oldest_first(database: Database):
    later = NOW + timedelta(days=1)

    await record_deal(database, Deal("b", 1))
    await record_deal(database, Deal("a", 1), later, skipped=True)

    assert await dealt(database, PLACE, "small") == [
        Dealt("b", 1, NOW, skipped=False),
        Dealt("a", 1, later, skipped=True),
    ]


async def test_a_deal_is_recorded_once(database: Database):
    assert await record_deal(database, Deal("a", 1))
    assert not await record_deal(database, Deal("a", 1), skipped=True)

    assert await dealt(database, PLACE, "small") == [Dealt("a", 1, NOW, skipped=False)]


async def test_the_running_cycle_and_the_one_before_are_told(database: Database):
    for cycle in (1, 2, 3):
        await record_deal(database, Deal("a", cycle))

    assert [deal.cycle for deal in await dealt(database, PLACE, "small")] == [2, 3]


async def test_places_and_packs_are_apart(database: Database):
    await record_deal(database, Deal("a", 1))

    assert await dealt(database, "discord:2", "small") == []
    assert await dealt(database, PLACE, "other") == []
