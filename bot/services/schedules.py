"""The schedule of a place: what comes, what became of a date, and letting it stand still."""

from __future__ import annotations

from datetime import date, datetime

import msgspec

from bot.cards.outcome import why_card
from bot.cards.schedule import (
    RUNS,
    RUNS_AGAIN,
    already_paused_card,
    next_card,
    paused_card,
    running_card,
    still_paused_card,
)
from bot.clock import Clock
from bot.core.card import Card
from bot.core.identity import Asker, Place
from bot.core.obstacles import Obstacle, obstacles
from bot.core.outcome import Case, Retry, local_date
from bot.core.place_settings import PlaceSettings, PollOpeners
from bot.core.post import Pause, Post, Reason, Trouble
from bot.core.recent_days import read_day
from bot.services.channel_directory import ChannelDirectory
from bot.services.planning import coming, replan
from bot.services.rights import settings_for_moderator
from bot.storage import outbox_store, post_store
from bot.storage.database import Connection, Database
from bot.storage.settings_store import first_and_last_change, held_settings, settings_of

SHOWN = 3  # dates


class Schedules:
    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def next(self, asker: Asker) -> Card:
        """The next dates and what may keep them from coming."""
        async with self._database.transaction() as connection:
            settings = await settings_of(connection, asker.place)
            pause = await post_store.pause_of(connection, asker.place)
            dates = await coming(connection, asker.place, settings, self._clock(), SHOWN)
        return next_card(settings, dates, pause, asker.place)

    async def why(self, asker: Asker, text: str = "") -> Card:
        """What became of the post of the day that *text* means: today, if it is empty.

        Raises:
            BadInput: it means no day.
        """
        now = self._clock()
        async with self._database.transaction() as connection:
            settings = await settings_of(connection, asker.place)
            day = read_day(text, local_date(now, settings.zone))
            case = await _case(connection, asker.place, settings, day, now)
        return why_card(case, asker.place)

    async def pause(self, asker: Asker) -> Card:
        """Raises:
        NotAllowed: the asker is no moderator.
        BadInput: there is nothing to pause.
        """
        async with self._database.transaction() as connection:
            settings = await settings_for_moderator(connection, asker)
            standing = await post_store.pause_of(connection, asker.place)
            if standing:
                return already_paused_card(standing, asker.place, settings.channel)
            by_hand = Pause(self._clock(), asker.person, Trouble(Reason.PAUSED))
            await post_store.pause(connection, asker.place, by_hand)
        return paused_card()

    async def resume(self, asker: Asker, directory: ChannelDirectory) -> Card:
        """Let the schedule run again, unless it would only fail again.

        Raises:
            NotAllowed: the asker is no moderator.
            BadInput: there is no channel to post in.
        """
        # What the platform knows is asked for outside of the transaction, which others wait for.
        found = await self._obstacles(asker, directory)
        now, place = self._clock(), asker.place
        async with self._database.transaction() as connection:
            settings = await settings_for_moderator(connection, asker, held_settings)
            pause = await post_store.pause_of(connection, place)
            if pause and found:
                return still_paused_card(found)
            resumed = await post_store.resume(connection, place)
            await replan(connection, place, settings, now)
            dates = await coming(connection, place, settings, now, 1)
        return running_card(RUNS_AGAIN if resumed else RUNS, dates, settings)

    async def _obstacles(self, asker: Asker, directory: ChannelDirectory) -> tuple[Obstacle, ...]:
        """What keeps a daily post from its channel; other settings are no matter here."""
        settings = await settings_for_moderator(self._database, asker)
        daily = msgspec.structs.replace(
            settings, moderators_channel=None, poll_openers=PollOpeners.NOBODY
        )
        channel = settings.channel or ""
        return obstacles(daily, {channel: await directory.channel(asker.place, channel)})


async def _case(
    connection: Connection, place: Place, settings: PlaceSettings, day: date, now: datetime
) -> Case:
    post = await post_store.post_on(connection, place, day)
    set_up, changed = await first_and_last_change(connection, place) or (None, None)
    return Case(
        day=day,
        now=now,
        settings=settings,
        post=post,
        pause=await post_store.pause_of(connection, place),
        retry=await _retry(connection, post) if post else None,
        set_up=set_up,
        changed=changed,
    )


async def _retry(connection: Connection, post: Post) -> Retry | None:
    waiting = await outbox_store.waiting_retry(connection, post.id)
    return Retry(waiting.trouble, waiting.at) if waiting else None
