"""Places that the bot was removed from, whose data goes after a while."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from typing import TypeAlias

from bot.clock import Clock
from bot.core.identity import Place
from bot.core.personal_data import AFTER_LEAVING
from bot.storage import departure_store
from bot.storage.database import Database
from bot.storage.place_store import delete_place, known_places
from bot.storage.vote_store import TABLES as VOTES

logger = logging.getLogger(__name__)

# Asks the platform at this moment, and is true only if the answer is beyond doubt.
HasLeft: TypeAlias = Callable[[Place], Awaitable[bool]]


class Departures:
    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def left(self, place: Place) -> None:
        """The bot was removed from *place*."""
        await departure_store.add_departure(self._database, place, self._clock())

    async def returned(self, place: Place) -> None:
        """The bot is in *place* again."""
        await departure_store.forget_departure(self._database, place)

    async def compare(
        self, platform: str, present: frozenset[Place], covers: Callable[[Place], bool]
    ) -> None:
        """Note who went and who came while nobody looked.

        *present* is where the bot is, complete for the places that it *covers*. Of others nothing
        is concluded.
        """
        if not present:
            return  # as good as no answer: nothing may be deleted because of it
        known = await known_places(self._database, platform)
        departed = await departure_store.departed_places(self._database, platform)
        for place in sorted(departed & present):
            await self.returned(place)
        gone = sorted(place for place in known - departed - present if covers(place))
        for place in gone:
            await self.left(place)
        if gone:
            logger.info("left %d servers while away", len(gone))

    async def purge(self, platform: str, has_left: HasLeft) -> int:
        """Delete what places have that were left long ago, and return how many these were.

        The platform is asked once more about each: a row may be wrong, for instance after a backup
        was restored, and what is deleted cannot be brought back.
        """
        then = self._clock() - AFTER_LEAVING
        overdue = await departure_store.departed_before(self._database, platform, then)
        left = [place for place in overdue if await has_left(place)]
        for place in left:
            async with self._database.transaction() as connection:
                if await departure_store.take_departure(connection, place, then):
                    await delete_place(connection, place)
        if left:
            await self._database.scrub(*VOTES)
            logger.info("deleted all of %d servers that were left", len(left))
        return len(left)
