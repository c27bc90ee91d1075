"""The daily posts of places, and the pauses of their schedules."""

from __future__ import annotations

import json
from datetime import date, datetime

from bot.core.identity import Place
from bot.core.post import Pause, Post, Reason, State, Trouble
from bot.storage.database import Connection, Row
from bot.storage.times import from_stored, to_stored

DAILY = "daily"  # the slot; a place has one post for a date
COLUMNS = """
    place, local_date, due_at, state, reason, detail, pack, explainer_id, channel_id,
    message_id, thread_id, poll_message_id, sent_at
"""
ADD = """
    INSERT INTO post (post_id, place, local_date, slot, due_at, state, planned_at)
    VALUES ($1, $2, $3, $4, $5, 'planned', $6)
    ON CONFLICT (place, local_date, slot) DO NOTHING
    RETURNING post_id
"""
FORGET_PLANNED = "DELETE FROM post WHERE place = $1 AND state = 'planned' AND due_at > $2"
DUE = """
    SELECT post_id FROM post WHERE state = 'planned' AND due_at <= $1
    ORDER BY due_at, post_id LIMIT $2
"""
NEXT_DUE = "SELECT MIN(due_at) AS due_at FROM post WHERE state = 'planned'"
TAKE = f"""
    SELECT {COLUMNS} FROM post WHERE post_id = $1 AND state = 'planned' FOR UPDATE SKIP LOCKED
"""
ON_DAY = f"SELECT {COLUMNS} FROM post WHERE place = $1 AND local_date = $2"
PLANNED = f"""
    SELECT {COLUMNS} FROM post WHERE place = $1 AND state = 'planned' ORDER BY due_at LIMIT 1
"""
RECENT = f"""
    SELECT {COLUMNS} FROM post WHERE place = $1 AND message_id IS NOT NULL
    ORDER BY local_date DESC LIMIT $2
"""
PAUSE = """
    INSERT INTO schedule_pause (place, paused_by, paused_at, reason, detail, told_at)
    VALUES ($1, $2, $3, $4, $5, $6)
    ON CONFLICT (place) DO NOTHING
    RETURNING place
"""
PAUSED = "SELECT paused_by, paused_at, reason, detail FROM schedule_pause WHERE place = $1"
RESUME = "DELETE FROM schedule_pause WHERE place = $1 RETURNING place"


def post_id(place: Place, day: date) -> str:
    return f"{place}/{day}"


async def add_planned(
    connection: Connection, place: Place, day: date, due: datetime, now: datetime
) -> bool:
    """Plan the post of *day*; False if there is one, whatever has become of it."""
    args = (post_id(place, day), place, str(day), DAILY, to_stored(due), to_stored(now))
    return await connection.fetch_one(ADD, *args) is not None


async def forget_planned(connection: Connection, place: Place, now: datetime) -> None:
    """Drop what is planned for later; what is due already stays and is decided."""
    await connection.execute(FORGET_PLANNED, place, to_stored(now))


async def due_posts(connection: Connection, now: datetime, limit: int) -> list[str]:
    """The ids of planned posts that are due, the longest due first."""
    return [row["post_id"] for row in await connection.fetch_all(DUE, to_stored(now), limit)]


async def next_due(connection: Connection) -> datetime | None:
    """When the next planned post of any place is due."""
    row = await connection.fetch_one(NEXT_DUE)
    return from_stored(row["due_at"]) if row and row["due_at"] is not None else None


async def take_planned(connection: Connection, name: str) -> Post | None:
    """The planned post of this id, held until the transaction ends; None if another has it."""
    row = await connection.fetch_one(TAKE, name)
    return _post(row) if row else None


async def post_on(connection: Connection, place: Place, day: date) -> Post | None:
    row = await connection.fetch_one(ON_DAY, place, str(day))
    return _post(row) if row else None


async def planned_post(connection: Connection, place: Place) -> Post | None:
    """The next post of *place* that is planned."""
    row = await connection.fetch_one(PLANNED, place)
    return _post(row) if row else None


async def recent_posts(connection: Connection, place: Place, limit: int) -> list[Post]:
    """The posts of *place* that went out, newest first."""
    return [_post(row) for row in await connection.fetch_all(RECENT, place, limit)]


async def pause_of(connection: Connection, place: Place) -> Pause | None:
    row = await connection.fetch_one(PAUSED, place)
    if row is None:
        return None
    return Pause(from_stored(row["paused_at"]), row["paused_by"], _trouble(row))


async def pause(connection: Connection, place: Place, value: Pause) -> bool:
    """Pause the schedule of *place*; False if it was paused already, which then stays as it was."""
    told = to_stored(value.at) if value.by is None else None
    stored = await connection.fetch_one(
        PAUSE,
        *(place, value.by, to_stored(value.at)),
        *(value.trouble.reason, stored_detail(value.trouble), told),
    )
    return stored is not None


async def resume(connection: Connection, place: Place) -> bool:
    """Let the schedule run again; False if it was not paused."""
    return await connection.fetch_one(RESUME, place) is not None


def stored_detail(trouble: Trouble) -> str:
    return json.dumps(trouble.detail)


def _trouble(row: Row) -> Trouble:
    return Trouble(Reason(row["reason"]), tuple(json.loads(row["detail"] or "[]")))


def _post(row: Row) -> Post:
    sent: int | None = row["sent_at"]
    return Post(
        place=row["place"],
        day=date.fromisoformat(row["local_date"]),
        due=from_stored(row["due_at"]),
        state=State(row["state"]),
        trouble=_trouble(row) if row["reason"] else None,
        pack=row["pack"],
        explainer=row["explainer_id"],
        channel=row["channel_id"],
        message=row["message_id"],
        thread=row["thread_id"],
        poll_message=row["poll_message_id"],
        sent=None if sent is None else from_stored(sent),
    )
