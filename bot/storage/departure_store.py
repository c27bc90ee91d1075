"""Places that the bot was removed from."""

from __future__ import annotations

from datetime import datetime

from bot.core.identity import Place
from bot.storage.database import Connection
from bot.storage.times import to_stored

ADD = """
    INSERT INTO departure (place, left_at) VALUES ($1, $2) ON CONFLICT (place) DO NOTHING
"""
FORGET = "DELETE FROM departure WHERE place = $1"
DEPARTED = "SELECT place FROM departure WHERE place LIKE $1 ORDER BY place"
OVERDUE = """
    SELECT place FROM departure WHERE place LIKE $1 AND left_at < $2 ORDER BY left_at, place
"""
# Only of a place that has not returned meanwhile.
TAKE = "SELECT place FROM departure WHERE place = $1 AND left_at < $2 FOR UPDATE"


async def add_departure(connection: Connection, place: Place, now: datetime) -> None:
    """Note that the bot left *place*; if that was noted already, the first time counts."""
    await connection.execute(ADD, place, to_stored(now))


async def forget_departure(connection: Connection, place: Place) -> None:
    """The bot is in *place* again."""
    await connection.execute(FORGET, place)


async def departed_places(connection: Connection, platform: str) -> frozenset[Place]:
    rows = await connection.fetch_all(DEPARTED, f"{platform}:%")
    return frozenset(row["place"] for row in rows)


async def departed_before(connection: Connection, platform: str, then: datetime) -> list[Place]:
    """The places that were left before *then*, the first left first."""
    rows = await connection.fetch_all(OVERDUE, f"{platform}:%", to_stored(then))
    return [row["place"] for row in rows]


async def take_departure(connection: Connection, place: Place, then: datetime) -> bool:
    """Whether *place* was left before *then*, held until the transaction ends."""
    return await connection.fetch_one(TAKE, place, to_stored(then)) is not None
