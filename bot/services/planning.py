"""Which post of a place comes next."""

from __future__ import annotations

from datetime import datetime

from bot.core.identity import Place
from bot.core.place_settings import PlaceSettings
from bot.core.post import State
from bot.core.schedule import Firing, firings
from bot.storage.database import Connection
from bot.storage.post_store import add_planned, forget_planned, post_on


async def plan_next(
    connection: Connection, place: Place, settings: PlaceSettings, after: datetime, now: datetime
) -> None:
    """Plan the first post later than *after* on a date that has none yet, if posting is on."""
    if not settings.is_on:
        return
    for firing in firings(settings.rule, after):
        if await add_planned(connection, place, firing.day, firing.utc, now):
            return


async def replan(
    connection: Connection, place: Place, settings: PlaceSettings, now: datetime
) -> None:
    """Plan anew after *settings* changed: to be called in the transaction that changes them."""
    await forget_planned(connection, place, now)
    await plan_next(connection, place, settings, now, now)


async def coming(
    connection: Connection, place: Place, settings: PlaceSettings, now: datetime, count: int
) -> list[Firing]:
    """The next dates to be posted on, up to *count*, planned already or not."""
    found: list[Firing] = []
    for firing in firings(settings.rule, now) if settings.is_on else ():
        if len(found) == count:
            break
        post = await post_on(connection, place, firing.day)
        if post is None or post.state is State.PLANNED:
            found.append(firing)
    return found
