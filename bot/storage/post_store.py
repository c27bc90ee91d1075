"""The daily posts of places, and the pauses of their schedules."""

from __future__ import annotations

from datetime import date, datetime

from bot.core.identity import Place
from bot.core.outgoing import ExplainerMessage
from bot.core.post import Pause, Post, State, Trouble, post_id
from bot.storage.database import Connection, Row
from bot.storage.times import from_stored, to_stored
from bot.storage.troubles import stored_detail, trouble_of

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
    SELECT post_id, place FROM post WHERE state = 'planned' AND due_at <= $1
    ORDER BY due_at, post_id LIMIT $2
"""
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
TAKE_ANY = f"SELECT {COLUMNS} FROM post WHERE post_id = $1 FOR UPDATE"
BEGIN = """
    UPDATE post SET state = 'sending', pack = $2, explainer_id = $3, channel_id = $4,
        sending_at = $5, reason = $6, detail = $7, ended_at = NULL
    WHERE post_id = $1
"""
SENT = """
    UPDATE post SET state = 'sent', message_id = $2, sent_at = $3, reason = $4, detail = $5
    WHERE post_id = $1
"""
THREAD = "UPDATE post SET thread_id = $2 WHERE post_id = $1"
POLL = "UPDATE post SET poll_message_id = $2 WHERE post_id = $1"
TROUBLE = "UPDATE post SET reason = $2, detail = $3 WHERE post_id = $1"
END = "UPDATE post SET state = $2, ended_at = $3 WHERE post_id = $1"
PAUSE = """
    INSERT INTO schedule_pause (place, paused_by, paused_at, reason, detail, told_at)
    VALUES ($1, $2, $3, $4, $5, $6)
    ON CONFLICT (place) DO NOTHING
    RETURNING place
"""
PAUSED = "SELECT paused_by, paused_at, reason, detail FROM schedule_pause WHERE place = $1"
RESUME = "DELETE FROM schedule_pause WHERE place = $1 RETURNING place"


async def add_planned(
    connection: Connection, place: Place, day: date, due: datetime, now: datetime
) -> bool:
    """Plan the post of *day*; False if there is one, whatever has become of it."""
    args = (post_id(place, day), place, str(day), DAILY, to_stored(due), to_stored(now))
    return await connection.fetch_one(ADD, *args) is not None


async def forget_planned(connection: Connection, place: Place, now: datetime) -> None:
    """Drop what is planned for later; what is due already stays and is decided."""
    await connection.execute(FORGET_PLANNED, place, to_stored(now))


async def due_posts(connection: Connection, now: datetime, limit: int) -> dict[str, Place]:
    """The ids of planned posts that are due, the longest due first, with their places."""
    rows = await connection.fetch_all(DUE, to_stored(now), limit)
    return {row["post_id"]: row["place"] for row in rows}


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


async def take_post(connection: Connection, name: str) -> Post:
    """The post of this id, held until the transaction ends."""
    row = await connection.fetch_one(TAKE_ANY, name)
    assert row is not None  # what is sent for a post goes with it
    return _post(row)


async def begin_sending(
    connection: Connection,
    post: Post,
    message: ExplainerMessage,
    *,
    channel: str,
    trouble: Trouble | None,
    now: datetime,
) -> None:
    """Note what is being sent, where, and why it is late if it is."""
    args = (message.pack, message.explainer, channel, to_stored(now), *_columns(trouble))
    await connection.execute(BEGIN, post.id, *args)


async def mark_sent(
    connection: Connection, post: Post, message: str, trouble: Trouble | None, now: datetime
) -> None:
    """Note that the message is out."""
    await connection.execute(SENT, post.id, message, to_stored(now), *_columns(trouble))


async def mark_thread(connection: Connection, post: Post, thread: str) -> None:
    await connection.execute(THREAD, post.id, thread)


async def mark_poll(connection: Connection, post: Post, message: str) -> None:
    await connection.execute(POLL, post.id, message)


async def mark_trouble(connection: Connection, post: Post, trouble: Trouble) -> None:
    await connection.execute(TROUBLE, post.id, *_columns(trouble))


async def end_post(connection: Connection, post: Post, state: State, now: datetime) -> None:
    """Nothing more is sent for *post*: it is done, missed or failed."""
    await connection.execute(END, post.id, state, to_stored(now))


async def pause_of(connection: Connection, place: Place) -> Pause | None:
    row = await connection.fetch_one(PAUSED, place)
    if row is None:
        return None
    return Pause(from_stored(row["paused_at"]), row["paused_by"], trouble_of(row))


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


def _columns(trouble: Trouble | None) -> tuple[str | None, str | None]:
    return (trouble.reason, stored_detail(trouble)) if trouble else (None, None)


def _post(row: Row) -> Post:
    sent: int | None = row["sent_at"]
    return Post(
        place=row["place"],
        day=date.fromisoformat(row["local_date"]),
        due=from_stored(row["due_at"]),
        state=State(row["state"]),
        trouble=trouble_of(row) if row["reason"] else None,
        pack=row["pack"],
        explainer=row["explainer_id"],
        channel=row["channel_id"],
        message=row["message_id"],
        thread=row["thread_id"],
        poll_message=row["poll_message_id"],
        sent=None if sent is None else from_stored(sent),
    )
