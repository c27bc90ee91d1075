"""The daily posts of all places: each is decided on once, when it is due."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.clock import Clock
from bot.core.identity import Place
from bot.core.place_settings import PlaceSettings
from bot.core.post import LATE, Pause, Post, Reason, State, Trouble, due_to
from bot.services.pack_library import PackLibrary
from bot.services.planning import plan_next
from bot.services.posting import begin_post
from bot.services.set_aside import SetAside
from bot.storage import post_store
from bot.storage.database import Connection, Database
from bot.storage.settings_store import held_settings

# After a longer time away, the posts missed before that are not worth a row each.
LOOK_BACK = timedelta(days=31)


class DailyPosts:
    """*started* is since when this process has been there: what was due earlier found nobody."""

    def __init__(self, database: Database, packs: PackLibrary, clock: Clock) -> None:
        self._database = database
        self._packs = packs
        self._clock = clock
        self._started = clock()
        self._set_aside = SetAside(clock)

    async def decide_due(self, limit: int) -> int:
        """Decide up to *limit* posts that are due, and return how many were found.

        One that raises is logged and set aside for a while, so that it holds up no other.
        """
        most = limit + len(self._set_aside)
        due = await post_store.due_posts(self._database, self._clock(), most)
        found = [(name, place) for name, place in due.items() if name not in self._set_aside]
        for name, place in found:
            with self._set_aside.catching(name):
                async with self._database.transaction() as connection:
                    await self._decide(connection, name, place)
        return len(found)

    async def _decide(self, connection: Connection, name: str, place: Place) -> None:
        settings = await held_settings(connection, place)
        post = await post_store.take_planned(connection, name)
        if post is None:
            return  # another process has it
        now = self._clock()
        pause = await post_store.pause_of(connection, place)
        missed = self._obstacle(post, settings, pause, now)
        if missed is None:
            await self._begin(connection, post, settings, now)
        else:
            await post_store.mark_trouble(connection, post, missed)
            await post_store.end_post(connection, post, State.MISSED, now)
        await plan_next(connection, place, settings, max(post.due, now - LOOK_BACK), now)

    def _obstacle(
        self, post: Post, settings: PlaceSettings, pause: Pause | None, now: datetime
    ) -> Trouble | None:
        if not settings.is_on:
            return Trouble(Reason.OFF)
        if pause is not None:
            return due_to(Reason.PAUSED, pause.trouble)
        if now - post.due > settings.grace:
            return Trouble(Reason.DOWN)
        if not self._packs.named(settings.pack).explainers:
            return Trouble(Reason.NO_EXPLAINER)
        return None

    async def _begin(
        self, connection: Connection, post: Post, settings: PlaceSettings, now: datetime
    ) -> None:
        found_nobody = post.due < self._started
        late = now - post.due > LATE
        reason = Reason.DOWN if found_nobody else Reason.QUEUE
        await begin_post(
            connection,
            post,
            settings,
            self._packs.named(settings.pack),
            now,
            until=post.due + settings.grace,
            trouble=Trouble(reason) if late else None,
            # What was sent before a backup was restored is known to the channel alone.
            in_doubt=found_nobody and late,
        )
