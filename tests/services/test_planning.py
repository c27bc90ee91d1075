"""Which post of a place comes next."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from bot.core.post import State
from bot.services.planning import coming, plan_next
from bot.storage import post_store
from bot.storage.database import Database
from tests.clock import NOW
from tests.services.places import AT_ONE, PLACE, add_post, set_up

TODAY = date(2026, 11, 23)


async def test_a_date_that_has_a_post_is_stepped_over(database: Database):
    await set_up(database)
    await add_post(database, TODAY + timedelta(days=1), State.DONE, explainer="why")

    dates = await coming(database, PLACE, AT_ONE, NOW, 2)

    assert [each.day for each in dates] == [TODAY, TODAY + timedelta(days=2)]


async def test_at_the_end_of_the_calendar_nothing_is_planned(database: Database):
    end = datetime(9998, 12, 31, 14, tzinfo=UTC)

    async with database.transaction() as connection:
        await plan_next(connection, PLACE, AT_ONE, end, NOW)

    assert await post_store.planned_post(database, PLACE) is None
    assert await coming(database, PLACE, AT_ONE, end, 2) == []
