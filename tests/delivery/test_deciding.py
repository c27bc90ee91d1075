"""Each post is decided on once, whatever happens at the same time or goes wrong."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, time

import pytest

from bot.core.place_settings import PlaceSettings, write_place_settings
from bot.errors import BadInput
from bot.services import daily_posts
from bot.services.posting import begin_post
from bot.services.set_aside import LENGTH
from bot.storage.errors import DatabaseLocked
from tests.delivery.conftest import PLACE, Delivery, make_delivery


async def test_a_post_that_cannot_be_decided_on_holds_up_no_other(delivery: Delivery, caplog):
    await delivery.set_up()
    await delivery.set_up("discord:2")
    nonsense = "UPDATE place_settings SET settings = '?' WHERE place = $1"
    await delivery.database.execute(nonsense, PLACE)

    sent = await delivery.run_at_one()
    again = await delivery.run()

    assert {each.target.place for each in sent} == {"discord:2"}
    assert again == []
    told = [record for record in caplog.records if PLACE in record.getMessage()]
    assert len(told) == 1


async def test_what_was_set_aside_is_tried_again(delivery: Delivery):
    settings = await delivery.set_up()
    nonsense = "UPDATE place_settings SET settings = $2 WHERE place = $1"
    await delivery.database.execute(nonsense, PLACE, "?")
    await delivery.run_at_one()
    await delivery.database.execute(nonsense, PLACE, write_place_settings(settings))

    at_once = await delivery.run()
    delivery.clock.advance(LENGTH)
    later = await delivery.run()

    assert at_once == []
    assert "report" in [each.kind for each in later]


async def test_a_database_that_fails_sets_nothing_aside(delivery: Delivery, monkeypatch):
    await delivery.set_up()

    async def fail(*_args: object) -> None:
        raise DatabaseLocked

    with monkeypatch.context() as patch:
        patch.setattr(daily_posts, "held_settings", fail)
        with pytest.raises(DatabaseLocked):
            await delivery.run_at_one()

    assert "report" in [each.kind for each in await delivery.run()]


async def test_settings_that_change_while_a_post_is_decided_on_plan_the_next(
    delivery: Delivery, monkeypatch
):
    """Else the next would come at the time that was just given up."""
    await delivery.set_up()
    changing: list[asyncio.Task[object]] = []

    async def meanwhile(*args, **named):
        change = asyncio.create_task(delivery.set_up(at=time(8)))
        changing.append(change)
        await asyncio.wait([change], timeout=0.2)
        await begin_post(*args, **named)

    monkeypatch.setattr(daily_posts, "begin_post", meanwhile)
    await delivery.run_at_one()
    await asyncio.gather(*changing)

    rows = await delivery.database.fetch_all(
        "SELECT local_date, due_at FROM post WHERE state = 'planned'"
    )
    due = datetime(2026, 11, 24, 8, tzinfo=UTC)
    assert [(row["local_date"], row["due_at"]) for row in rows] == [
        ("2026-11-24", int(due.timestamp()))
    ]


async def test_of_two_processes_one_decides(delivery: Delivery):
    for number in range(30):
        await delivery.set_up(place=f"discord:{number}", thread=False, poll=False)
    delivery.clock.now = delivery.clock.now.replace(hour=13)
    other = make_delivery(delivery.database, delivery.packs, delivery.clock)

    await asyncio.gather(*(each.posts.decide_due(100) for each in (delivery, other)))

    assert len(await delivery.run()) == 30


async def test_nothing_is_begun_without_a_channel(delivery: Delivery):
    await delivery.set_up()
    post, pack = await delivery.post(), delivery.packs.named(None)

    now = delivery.clock()

    with pytest.raises(BadInput, match="No channel is chosen"):
        await begin_post(delivery.database, post, PlaceSettings(), pack, now, until=now)
