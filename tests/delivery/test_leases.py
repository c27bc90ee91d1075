"""Whoever has claimed something sends it, and nobody else, on both engines."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.core.post import Reason, Trouble
from bot.delivery.outbox import LEASE, Outbox
from bot.delivery.sender import Message, Target, TryLater
from bot.storage import outbox_store
from bot.storage.database import Database
from tests.clock import SetClock
from tests.delivery.conftest import Delivery, make_delivery
from tests.delivery.fake_sender import FakeSender

DOWN = Trouble(Reason.PLATFORM_DOWN)


@dataclass
class Sleeper(FakeSender):
    """Its computer sleeps while it looks for what may have been sent."""

    clock: SetClock = field(kw_only=True)

    async def find(self, target: Target, message: Message, since: datetime) -> str | None:
        found = await super().find(target, message, since)
        self.clock.advance(LEASE)
        return found


async def test_who_slept_until_the_lease_had_ended_leaves_it_to_others(due: Delivery, caplog):
    """They may have sent it meanwhile, and the platform may have forgotten under which key."""
    errors = [TryLater(DOWN, in_doubt=True), None]
    due.sender.before = lambda _target, _message: errors.pop(0)
    await due.run()
    due.clock.advance(LEASE)
    sleeper = Sleeper(clock=due.clock)

    await Outbox(due.database, due.packs, "discord", sleeper, due.clock).deliver_due()
    slept = list(sleeper.sent)
    due.clock.advance(timedelta(seconds=1))
    await due.outbox.deliver_due()

    assert slept == []
    assert [each.kind for each in due.sender.sent] == ["report"]
    assert "is left to others" in caplog.text


async def test_a_lease_that_passed_on_is_not_finished_by_the_first(due: Delivery):
    """Somebody else has taken it over and reports what became of it."""
    other = make_delivery(due.database, due.packs, due.clock)
    other.sender.sent = due.sender.sent
    await due.posts.decide_due(10)
    now = due.clock()
    async with due.database.transaction() as connection:
        (item,) = await outbox_store.claim(connection, "discord", "a", now, now + LEASE, 9)
    due.clock.advance(LEASE * 2)
    await other.run()

    async with due.database.transaction() as connection:
        assert not await outbox_store.finish(connection, item, "1", due.clock())
        assert not await outbox_store.give_up(connection, item, DOWN, due.clock(), in_doubt=True)


async def test_two_processes_send_each_thing_once(due: Delivery, database: Database):
    for number in range(2, 40):
        await due.set_up(place=f"discord:{number}", thread=False, poll=False)
    due.clock.advance(timedelta(days=1))
    due.clock.now = due.clock.now.replace(hour=13)
    other = make_delivery(database, due.packs, due.clock)

    for _ in range(10):
        await due.posts.decide_due(7)
        await other.posts.decide_due(7)
        await due.outbox.deliver_due()
        await other.outbox.deliver_due()

    keys = [each.key for each in (*due.sender.sent, *other.sender.sent)]
    assert len(keys) == len(set(keys))
    assert len([key for key in keys if key.endswith("2026-11-24/message")]) == 39
