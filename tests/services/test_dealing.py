"""Dealing as part of a transaction, on both engines."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from bot.core.deck import Deal
from bot.core.pack import Pack
from bot.core.place_settings import PlaceSettings
from bot.services.dealing import deal, pass_over, upcoming
from bot.storage.database import Database
from bot.storage.deck_store import dealt
from tests.clock import NOW
from tests.core.decks import DAY, PLACE, deck, event, numbered

SETTINGS = PlaceSettings()
PACK = numbered(5)


async def deal_once(database: Database, pack: Pack = PACK) -> Deal | None:
    async with database.transaction() as connection:
        return await deal(connection, pack, PLACE, SETTINGS, DAY, NOW)


async def test_what_is_upcoming_is_dealt(database: Database):
    seen = await upcoming(database, PACK, PLACE, SETTINGS, DAY)

    chosen = await deal_once(database)

    assert chosen == seen
    assert [each.explainer for each in await dealt(database, PLACE, "deck")] == [seen.explainer]
    assert await upcoming(database, PACK, PLACE, SETTINGS, DAY) != seen


async def test_what_is_passed_over_does_not_come(database: Database):
    first = await upcoming(database, PACK, PLACE, SETTINGS, DAY)
    async with database.transaction() as connection:
        await pass_over(connection, PACK, PLACE, first, NOW)

    chosen = await deal_once(database)

    assert chosen.explainer != first.explainer
    skipped = {each.explainer for each in await dealt(database, PLACE, "deck") if each.skipped}
    assert skipped == {first.explainer}


async def test_an_empty_deck_deals_nothing(database: Database):
    assert await deal_once(database, numbered(0)) is None


async def test_anniversaries_are_a_setting(database: Database):
    pack = deck(["a", "b", "c", "it"], {"it": "truce"}, [event("truce", "1994-11-24")])
    off = PlaceSettings(anniversaries=False)

    with_them, without = [
        await upcoming(database, pack, PLACE, settings, DAY) for settings in (SETTINGS, off)
    ]

    assert with_them.explainer == "it"
    assert without.anniversary is None


async def test_two_who_deal_at_once_deal_different_ones(database: Database):
    chosen = await asyncio.gather(*(deal_once(database) for _ in range(4)))

    assert len({each.explainer for each in chosen}) == 4


async def test_what_was_dealt_meanwhile_is_dealt_no_second_time(database: Database, monkeypatch):
    """As PostgreSQL shows it, where another's deal is not seen until it is committed."""
    first = await upcoming(database, PACK, PLACE, SETTINGS, DAY)
    await deal_once(database)
    answers = iter([first])

    async def stale(*args):
        return next(answers, None) or await upcoming(*args)

    monkeypatch.setattr("bot.services.dealing.upcoming", stale)
    async with database.transaction() as connection:
        chosen = await deal(connection, PACK, PLACE, SETTINGS, DAY, NOW + timedelta(days=1))

    assert chosen.explainer != first.explainer
