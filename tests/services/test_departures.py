"""Places that the bot was removed from, on both engines: nothing goes too early or by mistake."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.core.identity import Place
from bot.core.personal_data import AFTER_LEAVING
from bot.services.departures import Departures
from bot.storage.database import Database
from bot.storage.departure_store import departed_places, forget_departure
from tests.clock import SetClock
from tests.storage.everything import STATEMENTS, counts, fill

ONE, TWO, THREE = "discord:1", "discord:2", "discord:3"
ADA, BEN = "discord:700", "discord:800"
MOMENT = timedelta(seconds=1)


@pytest.fixture
def departures(database: Database, clock: SetClock) -> Departures:
    return Departures(database, clock)


async def gone(_place: Place) -> bool:
    return True


async def there(_place: Place) -> bool:
    return False


def every(_place: Place) -> bool:
    return True


async def settle(database: Database, *places: Place) -> None:
    """Places with everything, none of them left."""
    for place in places:
        await fill(database, place, ADA, BEN)
        await forget_departure(database, place)


async def departed(database: Database) -> frozenset[Place]:
    return await departed_places(database, "discord")


async def test_all_of_a_place_goes_after_its_time_and_nothing_before(
    departures: Departures, database: Database, clock: SetClock
):
    await settle(database, ONE, TWO)
    await departures.left(ONE)
    clock.advance(AFTER_LEAVING)
    too_early = await departures.purge("discord", gone)
    clock.advance(MOMENT)

    purged = await departures.purge("discord", gone)

    assert (too_early, purged) == (0, 1)
    assert await counts(database, ONE) == {}
    assert len(await counts(database, TWO)) == len(STATEMENTS) - 1
    assert await departures.purge("discord", gone) == 0


async def test_who_returns_in_time_keeps_everything(
    departures: Departures, database: Database, clock: SetClock
):
    await settle(database, ONE)
    before = await counts(database)
    await departures.left(ONE)
    clock.advance(AFTER_LEAVING)

    await departures.returned(ONE)
    clock.advance(MOMENT)

    assert await departures.purge("discord", gone) == 0
    assert await counts(database) == before


async def test_time_runs_from_the_first_word_of_it(
    departures: Departures, database: Database, clock: SetClock
):
    await settle(database, ONE)
    await departures.left(ONE)
    clock.advance(timedelta(days=29))
    await departures.left(ONE)
    clock.advance(timedelta(days=2))

    assert await departures.purge("discord", gone) == 1


async def test_nothing_goes_while_the_platform_does_not_say_that_we_left(
    departures: Departures, database: Database, clock: SetClock
):
    await settle(database, ONE)
    before = await counts(database)
    await departures.left(ONE)
    clock.advance(AFTER_LEAVING + MOMENT)

    assert await departures.purge("discord", there) == 0
    assert await counts(database) == {**before, "departure": 1}


async def test_who_returns_while_the_platform_is_asked_keeps_everything(
    departures: Departures, database: Database, clock: SetClock
):
    await settle(database, ONE)
    before = await counts(database)
    await departures.left(ONE)
    clock.advance(AFTER_LEAVING + MOMENT)

    async def gone_and_back(place: Place) -> bool:
        await departures.returned(place)
        return True

    await departures.purge("discord", gone_and_back)

    assert await counts(database) == before


async def test_another_platform_is_left_to_those_who_know_it(
    departures: Departures, clock: SetClock
):
    await departures.left("matrix:!room")
    clock.advance(AFTER_LEAVING + MOMENT)

    assert await departures.purge("discord", gone) == 0
    assert await departures.purge("matrix", gone) == 1


async def test_who_went_and_who_came_meanwhile_is_noted(departures: Departures, database: Database):
    await settle(database, ONE, TWO, THREE)
    await departures.left(TWO)

    await departures.compare("discord", frozenset({TWO, THREE}), every)

    assert await departed(database) == {ONE}


async def test_only_what_is_covered_can_have_gone(departures: Departures, database: Database):
    await settle(database, ONE, TWO, THREE)

    await departures.compare("discord", frozenset({THREE}), lambda place: place != TWO)

    assert await departed(database) == {ONE}


async def test_to_be_nowhere_at_all_is_no_answer(departures: Departures, database: Database):
    await settle(database, ONE, TWO)

    await departures.compare("discord", frozenset(), every)

    assert await departed(database) == frozenset()


async def test_nothing_is_noted_where_nothing_is_kept(departures: Departures, database: Database):
    await departures.compare("discord", frozenset({ONE}), every)

    assert await counts(database) == {}
