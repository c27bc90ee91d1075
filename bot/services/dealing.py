"""Which explainer a place gets, as part of a transaction of the caller."""

from __future__ import annotations

from datetime import date, datetime

from bot.core.deck import Deal, next_deal
from bot.core.identity import Place
from bot.core.pack import Pack
from bot.core.place_settings import PlaceSettings
from bot.storage import deck_store
from bot.storage.database import Connection


async def upcoming(
    connection: Connection, pack: Pack, place: Place, settings: PlaceSettings, day: date
) -> Deal | None:
    """What would be dealt for *day*; None if the pack has no explainer."""
    dealt = await deck_store.dealt(connection, place, pack.header.id)
    return next_deal(pack, place, dealt, day, anniversaries=settings.anniversaries)


async def deal(
    connection: Connection,
    pack: Pack,
    place: Place,
    settings: PlaceSettings,
    day: date,
    now: datetime,
) -> Deal | None:
    """Deal the explainer for *day* and record it; None if the pack has none."""
    # Where another deals at the same time, one of the two is refused and chooses anew.
    while chosen := await upcoming(connection, pack, place, settings, day):
        if await deck_store.record_deal(connection, place, pack.header.id, chosen, now):
            break
    return chosen


async def pass_over(
    connection: Connection, pack: Pack, place: Place, chosen: Deal, now: datetime
) -> None:
    """Record *chosen* as dealt without being shown."""
    await deck_store.record_deal(connection, place, pack.header.id, chosen, now, skipped=True)
