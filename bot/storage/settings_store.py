"""What places have set."""

from __future__ import annotations

from bot.core.identity import Place
from bot.core.place_settings import PlaceSettings, read_place_settings
from bot.storage.database import Connection

LOAD = "SELECT settings FROM place_settings WHERE place = $1"


async def settings_of(connection: Connection, place: Place) -> PlaceSettings:
    """The settings of *place*, which are all at their defaults if nothing was ever set."""
    row = await connection.fetch_one(LOAD, place)
    return read_place_settings(row["settings"]) if row else PlaceSettings()
