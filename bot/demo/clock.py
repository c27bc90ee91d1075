"""Time in a demo, which can be moved on."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta

from bot.clock import utc_now
from bot.core.post import Post, State
from bot.storage.database import Database
from bot.storage.post_store import post_on

ENDED = (State.DONE, State.MISSED, State.FAILED)
RETRY_SECONDS, PATIENCE_SECONDS = 0.1, 20.0


class DemoClock:
    """The present time, or as much later as it was moved on."""

    def __init__(self) -> None:
        self._ahead = timedelta()

    def __call__(self) -> datetime:
        return utc_now() + self._ahead

    def move_to(self, at: datetime) -> None:
        self._ahead += at - self()


async def until_posted(database: Database, post: Post) -> None:
    """Wait until nothing more is sent for *post*.

    Raises:
        TimeoutError: it takes too long.
    """
    async with asyncio.timeout(PATIENCE_SECONDS):
        while True:
            now = await post_on(database, post.place, post.day)
            if now is None or now.state in ENDED:
                return
            await asyncio.sleep(RETRY_SECONDS)
