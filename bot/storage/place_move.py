"""Give what one place has set to another."""

from __future__ import annotations

from bot.core.identity import Place
from bot.core.place_settings import PlaceSettings, write_place_settings
from bot.storage.database import Connection

# Posts and reports stay: they are of what was sent there.
MOVED = ("settings_change", "schedule_pause", "deck_deal")
MOVE_SETTINGS = "UPDATE place_settings SET place = $2, settings = $3 WHERE place = $1"


async def move_place(
    connection: Connection, old: Place, new: Place, settings: PlaceSettings
) -> None:
    """Move all that belongs to the settings of *old*, which become *settings*, to *new*.

    There must be no settings of *new* yet.
    """
    await connection.execute(MOVE_SETTINGS, old, new, write_place_settings(settings))
    for table in MOVED:
        await connection.execute(f"DELETE FROM {table} WHERE place = $1", new)
        await connection.execute(f"UPDATE {table} SET place = $2 WHERE place = $1", old, new)
