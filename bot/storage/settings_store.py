"""What places have set, and who changed what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.core.identity import Person, Place
from bot.core.place_settings import PlaceSettings, read_place_settings, write_place_settings
from bot.core.settings_change import Change, changed, read_values, write_values
from bot.storage.database import Connection, Row
from bot.storage.times import from_stored, to_stored

LAST_EDITOR = """
    SELECT changed_by FROM settings_change WHERE place = $1 AND changed_by IS NOT NULL
    ORDER BY version DESC LIMIT 1
"""
FIRST_AND_LAST = """
    SELECT MIN(changed_at) AS first_at, MAX(changed_at) AS last_at FROM settings_change
    WHERE place = $1
"""
LOAD = "SELECT version, settings FROM place_settings WHERE place = $1"
HOLD = f"{LOAD} FOR SHARE"
# Of two who have read the same version only one finds it unchanged, on both engines.
SAVE = """
    INSERT INTO place_settings (place, version, settings, changed_at) VALUES ($1, $2, $3, $4)
    ON CONFLICT (place) DO UPDATE SET
        version = excluded.version, settings = excluded.settings, changed_at = excluded.changed_at
        WHERE place_settings.version = excluded.version - 1
    RETURNING version
"""
LOG = """
    INSERT INTO settings_change
        (place, version, changed_by, changed_at, old_values, new_values, undoes)
    VALUES ($1, $2, $3, $4, $5, $6, $7)
"""
CHANGES = """
    SELECT version, changed_by, changed_at, old_values, new_values, undoes FROM settings_change
    WHERE place = $1 AND version > $2 ORDER BY version DESC LIMIT $3
"""
UNDOABLE = """
    SELECT version, changed_by, changed_at, old_values, new_values, undoes FROM settings_change
    WHERE place = $1 AND undoes IS NULL AND version NOT IN (
        SELECT undoes FROM settings_change WHERE place = $1 AND undoes IS NOT NULL)
    ORDER BY version DESC LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class Stored:
    """Settings as they were read; *version* is 0 if nothing was ever set, else that of the last
    change.
    """

    settings: PlaceSettings
    version: int


async def settings_of(connection: Connection, place: Place) -> PlaceSettings:
    """The settings of *place*, which are all at their defaults if nothing was ever set."""
    return (await load(connection, place)).settings


async def held_settings(connection: Connection, place: Place) -> PlaceSettings:
    """The same, which nobody changes before the transaction ends: what is planned by them holds.

    To be asked for before any post of *place* is taken, as a change of settings does it.
    """
    return _stored(await connection.fetch_one(HOLD, place)).settings


async def load(connection: Connection, place: Place) -> Stored:
    return _stored(await connection.fetch_one(LOAD, place))


async def save(
    connection: Connection,
    place: Place,
    read: Stored,
    settings: PlaceSettings,
    by: Person,
    now: datetime,
    undoes: int | None = None,
) -> bool:
    """Put *settings* in place of what was *read*, and log it.

    *undoes* is the version of the change that this takes back. False if the settings were changed
    since they were read; then nothing was saved.
    """
    version, at = read.version + 1, to_stored(now)
    if await connection.fetch_one(SAVE, place, version, write_place_settings(settings), at) is None:
        return False
    names = changed(read.settings, settings)
    values = (write_values(read.settings, names), write_values(settings, names))
    await connection.execute(LOG, place, version, by, at, *values, undoes)
    return True


async def changes_after(
    connection: Connection, place: Place, version: int, limit: int
) -> list[Change]:
    """At most *limit* changes later than *version*, newest first."""
    rows = await connection.fetch_all(CHANGES, place, version, limit)
    return [_change(row) for row in rows]


async def undoable(connection: Connection, place: Place) -> Change | None:
    """The last change that was not taken back and does not itself take one back."""
    row = await connection.fetch_one(UNDOABLE, place)
    return _change(row) if row else None


async def last_editor(connection: Connection, place: Place) -> Person | None:
    """Who last changed a setting of *place*, if that is still known."""
    row = await connection.fetch_one(LAST_EDITOR, place)
    return row["changed_by"] if row else None


async def first_and_last_change(
    connection: Connection, place: Place
) -> tuple[datetime, datetime] | None:
    """When a setting of *place* was changed for the first and for the last time; None if never."""
    row = await connection.fetch_one(FIRST_AND_LAST, place)
    if row is None or row["first_at"] is None:
        return None
    return from_stored(row["first_at"]), from_stored(row["last_at"])


def _stored(row: Row | None) -> Stored:
    if row is None:
        return Stored(PlaceSettings(), 0)
    return Stored(read_place_settings(row["settings"]), row["version"])


def _change(row: Row) -> Change:
    names, old = read_values(row["old_values"])
    _, new = read_values(row["new_values"])
    return Change(
        version=row["version"],
        by=row["changed_by"],
        at=from_stored(row["changed_at"]),
        names=names,
        old=old,
        new=new,
        undoes=row["undoes"],
    )
