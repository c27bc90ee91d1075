"""What was asked for is done once, on both engines."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

from bot.core.identity import Asker
from bot.services.retention import Retention
from bot.storage.database import Database
from bot.storage.request_store import is_first, was_done
from tests.clock import NOW, SetClock

ADA = Asker("matrix:@ada:a", "matrix:!room", request="re-$event")


async def do_it(database: Database, asker: Asker) -> bool:
    async with database.transaction() as connection:
        return await is_first(connection, asker, NOW)


async def test_a_request_is_the_first_only_once(database: Database):
    assert not await was_done(database, ADA)
    assert await do_it(database, ADA)
    assert not await do_it(database, ADA)
    assert await was_done(database, ADA)
    assert await do_it(database, replace(ADA, request="re-$other"))


async def test_what_was_rolled_back_was_not_done(database: Database):
    class Fails(Exception):
        pass

    try:
        async with database.transaction() as connection:
            assert await is_first(connection, ADA, NOW)
            raise Fails
    except Fails:
        pass

    assert not await was_done(database, ADA)
    assert await do_it(database, ADA)


async def test_of_two_at_once_one_is_the_first(database: Database):
    found = await asyncio.gather(*(do_it(database, ADA) for _ in range(8)))

    assert sorted(found) == [False] * 7 + [True]


async def test_where_requests_come_once_each_is_the_first(database: Database):
    once = replace(ADA, request=None)

    assert await do_it(database, once)
    assert await do_it(database, once)
    assert not await was_done(database, once)


async def test_a_request_is_forgotten_after_a_week(database: Database):
    assert await do_it(database, ADA)

    assert await Retention(database, SetClock(NOW + timedelta(days=6))).clean() == 0
    assert await Retention(database, SetClock(NOW + timedelta(days=8))).clean() == 1
    assert not await was_done(database, ADA)
