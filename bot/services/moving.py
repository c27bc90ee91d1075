"""A place that was replaced by another, which takes over what was set there."""

from __future__ import annotations

import msgspec

from bot.clock import Clock
from bot.core.identity import Place, local_id
from bot.core.place_settings import PlaceSettings
from bot.core.post import Reason, Trouble
from bot.services.planning import replan
from bot.services.poll_closing import lose_all
from bot.storage import place_move
from bot.storage.database import Database
from bot.storage.post_store import forget_planned
from bot.storage.settings_store import load


class Moving:
    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def move(self, old: Place, new: Place) -> bool:
        """Let *new* take over the settings of *old*, its deck and its pause.

        Its polls are lost, since nobody may speak there any more and the bot goes; whoever opened
        them is told. False if there was nothing to take over, or somebody had set something in
        *new* already.
        """
        now = self._clock()
        async with self._database.transaction() as connection:
            await lose_all(connection, old, Trouble(Reason.CHANNEL_GONE), now)
            before, there = await load(connection, old), await load(connection, new)
            if before.version == 0 or there.version > 0:
                return False
            settings = _follow(before.settings, local_id(old), local_id(new))
            await place_move.move_place(connection, old, new, settings)
            await forget_planned(connection, old, now)
            await replan(connection, new, settings, now)
        return True


def _follow(settings: PlaceSettings, old: str, new: str) -> PlaceSettings:
    """*settings* with the new room in the place of the *old* one."""
    rooms = {
        name: new for name in ("channel", "moderators_channel") if getattr(settings, name) == old
    }
    return msgspec.structs.replace(settings, **rooms)
