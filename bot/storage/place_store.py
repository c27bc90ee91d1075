"""All that is kept of one place, and the places there are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.core.identity import Place
from bot.storage.database import Connection
from bot.storage.exporting import exported
from bot.storage.personal_data import TABLES

# A post that is being decided on, and settings that are being saved, bring rows of their own with
# them. Whoever holds these two is waited for, so that none come after the deletion.
HOLD_SETTINGS = "SELECT version FROM place_settings WHERE place = $1 FOR UPDATE"
HOLD_POSTS = "SELECT post_id FROM post WHERE place = $1 ORDER BY post_id FOR UPDATE"
KNOWN = " UNION ".join(
    f"SELECT place FROM {table.name} WHERE place LIKE $1"
    for table in TABLES
    if table.name != "departure"
)


async def contents(
    connection: Connection, place: Place
) -> dict[str, tuple[Mapping[str, Any], ...]]:
    """The rows of *place* by what their table is called; a table that has none is left out."""
    found = {}
    for table in TABLES:
        if table.columns:
            named = ", ".join(table.columns)
            rows = await connection.fetch_all(
                f"SELECT {named} FROM {table.name} WHERE place = $1", place
            )
            found[table.name.replace("_", " ")] = exported(rows, table.columns)
    return {name: rows for name, rows in found.items() if rows}


async def delete_place(connection: Connection, place: Place) -> int:
    """Delete every row of *place*, and return how many there were."""
    for hold in (HOLD_SETTINGS, HOLD_POSTS):
        await connection.fetch_all(hold, place)
    deleted = 0
    for table in TABLES:
        rows = await connection.fetch_all(
            f"DELETE FROM {table.name} WHERE place = $1 RETURNING place", place
        )
        deleted += len(rows)
    return deleted


async def known_places(connection: Connection, platform: str) -> frozenset[Place]:
    """The places of *platform* that something is kept of."""
    rows = await connection.fetch_all(KNOWN, f"{platform}:%")
    return frozenset(row["place"] for row in rows)
