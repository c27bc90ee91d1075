"""Polls: what was asked, how far they have come, and what came of them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from bot.core.identity import Person, Place
from bot.core.poll import Poll, PollKind, PollState, Question, Result
from bot.storage.database import Connection, Row
from bot.storage.times import from_stored, to_stored

COLUMNS = """
    poll_id, place, channel_id, message_id, question, options, poll_kind, most, role_id, opened_by,
    opened_at, closes_at, state, closed_at, turnout, counts
"""
# Refused if another took its place among those of the person or of the channel meanwhile.
ADD = """
    INSERT INTO poll (
        poll_id, place, channel_id, question, options, poll_kind, most, role_id, opened_by,
        opened_at, ordinal, slot, closes_at, state)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 'opening')
    ON CONFLICT DO NOTHING
    RETURNING poll_id
"""
FIND = f"SELECT {COLUMNS} FROM poll WHERE poll_id = $1"
TAKE = f"{FIND} FOR UPDATE"
# Many may vote at once, but not while the poll is being closed.
SHARE = f"{FIND} FOR SHARE"
OF_PLACE = f"""
    SELECT {COLUMNS} FROM poll WHERE place = $1
    ORDER BY CASE WHEN closed_at IS NULL THEN 0 ELSE 1 END, opened_at DESC, poll_id LIMIT $2
"""
UNFINISHED = f"""
    SELECT {COLUMNS} FROM poll WHERE place = $1 AND state IN ('opening', 'open', 'closing')
    ORDER BY poll_id FOR UPDATE
"""
OF_MESSAGE = f"SELECT {COLUMNS} FROM poll WHERE place = $1 AND message_id = $2"
DUE = """
    SELECT poll_id FROM poll WHERE state = 'open' AND closes_at <= $1
    ORDER BY closes_at, poll_id LIMIT $2
"""
LATEST = """
    SELECT ordinal, opened_at FROM poll WHERE place = $1 AND opened_by = $2
    ORDER BY ordinal DESC LIMIT $3
"""
SLOTS = "SELECT slot FROM poll WHERE place = $1 AND channel_id = $2 AND slot IS NOT NULL"
OPEN = "UPDATE poll SET state = 'open', message_id = $2 WHERE poll_id = $1 AND state = 'opening'"
END_VOTING = "UPDATE poll SET state = $2, closed_at = $3, slot = NULL WHERE poll_id = $1"
CLOSE = """
    UPDATE poll SET state = 'closed', turnout = $2, counts = $3, slot = NULL,
        closed_at = COALESCE(closed_at, $4)
    WHERE poll_id = $1
"""


@dataclass(frozen=True, slots=True)
class Before:
    """What a new poll follows: *count* polls of the same person in the place, the latest of them at
    *times*, oldest first; and the *slots* that are taken in the channel.
    """

    count: int
    times: tuple[datetime, ...]
    slots: frozenset[int]


async def polls_before(
    connection: Connection, place: Place, channel: str, person: Person, limit: int
) -> Before:
    rows = await connection.fetch_all(LATEST, place, person, limit)
    times = tuple(from_stored(row["opened_at"]) for row in reversed(rows))
    taken = await connection.fetch_all(SLOTS, place, channel)
    slots = frozenset(row["slot"] for row in taken)
    return Before(rows[0]["ordinal"] if rows else 0, times, slots)


async def add_poll(connection: Connection, poll: Poll, before: Before) -> bool:
    """Add what comes after *before*; False if something else came in between."""
    question = poll.question
    free = next(slot for slot in range(len(before.slots) + 1) if slot not in before.slots)
    added = await connection.fetch_one(
        ADD,
        *(poll.id, poll.place, poll.channel, question.text, json.dumps(question.options)),
        *(question.kind, len(question.options) if question.several else 1, question.role),
        *(poll.opened_by, to_stored(poll.opened), before.count + 1, free, to_stored(poll.closes)),
    )
    return added is not None


async def find_poll(connection: Connection, poll_id: str) -> Poll | None:
    row = await connection.fetch_one(FIND, poll_id)
    return poll_in(row) if row else None


async def take_poll(connection: Connection, poll_id: str) -> Poll | None:
    """The poll, held until the transaction ends: nobody votes in it meanwhile."""
    row = await connection.fetch_one(TAKE, poll_id)
    return poll_in(row) if row else None


async def share_poll(connection: Connection, poll_id: str) -> Poll | None:
    """The poll, which nobody closes until the transaction ends."""
    row = await connection.fetch_one(SHARE, poll_id)
    return poll_in(row) if row else None


async def polls_of(connection: Connection, place: Place, limit: int) -> list[Poll]:
    """The polls of *place*, those not closed yet first, then the newest first."""
    return [poll_in(row) for row in await connection.fetch_all(OF_PLACE, place, limit)]


async def take_unfinished(connection: Connection, place: Place) -> list[Poll]:
    """The polls of *place* that are still to be counted, held until the transaction ends."""
    return [poll_in(row) for row in await connection.fetch_all(UNFINISHED, place)]


async def poll_of_message(connection: Connection, place: Place, message: str) -> Poll | None:
    """The poll that *message* is; the platform's ids are known to differ within a place only."""
    row = await connection.fetch_one(OF_MESSAGE, place, message)
    return poll_in(row) if row else None


async def due_polls(connection: Connection, now: datetime, limit: int) -> list[str]:
    """The ids of open polls whose time has come, the longest due first."""
    return [row["poll_id"] for row in await connection.fetch_all(DUE, to_stored(now), limit)]


async def mark_open(connection: Connection, poll: Poll, message: str) -> None:
    """Note that it is out."""
    await connection.execute(OPEN, poll.id, message)


async def begin_closing(connection: Connection, poll: Poll, now: datetime) -> None:
    await connection.execute(END_VOTING, poll.id, PollState.CLOSING, to_stored(now))


async def mark_lost(connection: Connection, poll: Poll, now: datetime) -> None:
    await connection.execute(END_VOTING, poll.id, PollState.LOST, to_stored(poll.closed or now))


async def mark_closed(connection: Connection, poll: Poll, result: Result, now: datetime) -> None:
    counts = None if result.counts is None else json.dumps(result.counts)
    await connection.execute(CLOSE, poll.id, result.turnout, counts, to_stored(now))


def poll_in(row: Row) -> Poll:
    """The poll that a *row* of `COLUMNS` holds."""
    closed: int | None = row["closed_at"]
    return Poll(
        id=row["poll_id"],
        place=row["place"],
        channel=row["channel_id"],
        question=Question(
            row["question"],
            tuple(json.loads(row["options"])),
            PollKind(row["poll_kind"]),
            several=row["most"] > 1,
            role=row["role_id"],
        ),
        opened_by=row["opened_by"],
        opened=from_stored(row["opened_at"]),
        closes=from_stored(row["closes_at"]),
        state=PollState(row["state"]),
        message=row["message_id"],
        closed=None if closed is None else from_stored(closed),
        result=_result(row),
    )


def _result(row: Row) -> Result | None:
    turnout: int | None = row["turnout"]
    counts: str | None = row["counts"]
    if turnout is None:
        return None
    return Result(turnout, None if counts is None else tuple(json.loads(counts)))
