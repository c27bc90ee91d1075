"""One place with a daily explainer, on a platform that is a fake."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time, timedelta

import msgspec
import pytest

from bot.core.place_settings import PlaceSettings, write_place_settings
from bot.core.post import Post
from bot.delivery.outbox import Outbox
from bot.services.daily_posts import DailyPosts
from bot.services.pack_library import PackLibrary
from bot.services.planning import replan
from bot.services.polls import Polls
from bot.storage import post_store
from bot.storage.database import Database
from tests.clock import SetClock
from tests.delivery.fake_sender import FakeSender, Sent

PLACE, CHANNEL = "discord:1", "20"
SET = """
    INSERT INTO place_settings (place, version, settings, changed_at) VALUES ($1, 1, $2, 0)
    ON CONFLICT (place) DO UPDATE SET settings = excluded.settings
"""


@dataclass
class Delivery:
    """The clock stands at Monday noon; posts are due at one o'clock in UTC."""

    database: Database
    packs: PackLibrary
    clock: SetClock
    sender: FakeSender
    posts: DailyPosts
    polls: Polls
    outbox: Outbox

    async def set_up(self, place: str = PLACE, **changes: object) -> PlaceSettings:
        settings = PlaceSettings(channel=CHANNEL, at=time(13))
        settings = msgspec.structs.replace(settings, **changes)
        async with self.database.transaction() as connection:
            await connection.execute(SET, place, write_place_settings(settings))
            await replan(connection, place, settings, self.clock())
        return settings

    async def run(self) -> list[Sent]:
        """Decide and deliver until nothing is left to do now, and return what was sent."""
        before = len(self.sender.sent)
        while await self._decide() + await self.outbox.deliver_due():
            pass
        return self.sender.sent[before:]

    async def _decide(self) -> int:
        return await self.posts.decide_due(100) + await self.polls.close_due(100)

    async def run_at_one(self, days: int = 0) -> list[Sent]:
        self.clock.now = self.clock.now.replace(hour=13) + timedelta(days=days)
        return await self.run()

    async def post(self, day: date | None = None, place: str = PLACE) -> Post:
        found = await post_store.post_on(self.database, place, day or self.clock().date())
        assert found is not None
        return found


def make_delivery(database: Database, packs: PackLibrary, clock: SetClock) -> Delivery:
    """The parts of one process."""
    sender = FakeSender()
    return Delivery(
        database,
        packs,
        clock,
        sender,
        DailyPosts(database, packs, clock),
        Polls(database, clock),
        Outbox(database, packs, "discord", sender, clock),
    )


@pytest.fixture
def delivery(database: Database, real_packs: PackLibrary, clock: SetClock) -> Delivery:
    return make_delivery(database, real_packs, clock)


@pytest.fixture
async def due(delivery: Delivery) -> Delivery:
    await delivery.set_up(moderators_channel="66")
    delivery.clock.now = delivery.clock.now.replace(hour=13)
    return delivery
