"""What came in over Matrix, and how far the account has read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.core.identity import Place
from bot.storage.database import Connection, Row
from bot.storage.times import from_stored, to_stored

PER_PLACE = 10
SEALED_PER_PLACE = 200

TOKEN = "SELECT sync_token FROM matrix_account WHERE account = $1"
MOVE = """
    INSERT INTO matrix_account (account, sync_token, received, read_at) VALUES ($1, $2, $3, $4)
    ON CONFLICT (account) DO UPDATE SET
        sync_token = excluded.sync_token, read_at = excluded.read_at,
        received = matrix_account.received + excluded.received
    RETURNING received
"""
ADD = """
    INSERT INTO matrix_inbox (
        event_id, place, ordinal, state, content, received_at, due_at, ended_at)
    VALUES ($1, $2, $3, $4, $5, $6, $6, $7)
    ON CONFLICT DO NOTHING
"""
# Of each place only so many, so that a flood in one leaves room for the others.
DUE = """
    SELECT event_id, place, content, received_at, attempts FROM (
        SELECT event_id, place, content, received_at, attempts, ordinal,
            ROW_NUMBER() OVER (PARTITION BY place ORDER BY ordinal) AS nth
        FROM matrix_inbox WHERE state = 'new' AND due_at <= $1) AS ready
    WHERE nth <= $3 ORDER BY ordinal LIMIT $2
"""
UNDECRYPTED = """
    SELECT event_id, place, content, received_at, attempts FROM (
        SELECT event_id, place, content, received_at, attempts, ordinal,
            ROW_NUMBER() OVER (PARTITION BY place ORDER BY ordinal DESC) AS nth
        FROM matrix_inbox WHERE state = 'undecrypted') AS sealed
    WHERE nth <= $2 ORDER BY ordinal LIMIT $1
"""
DECRYPT = """
    UPDATE matrix_inbox SET state = 'new', content = $2
    WHERE event_id = $1 AND state = 'undecrypted'
"""
POSTPONE = """
    UPDATE matrix_inbox SET due_at = $2, attempts = attempts + $3
    WHERE event_id = $1 AND state = 'new'
"""
END = """
    UPDATE matrix_inbox SET state = $2, ended_at = $3, content = NULL
    WHERE event_id = $1 AND ended_at IS NULL
"""
GIVE_UP = """
    UPDATE matrix_inbox SET state = 'done', ended_at = $2, content = NULL
    WHERE state = 'undecrypted' AND received_at < $1 RETURNING event_id
"""
PRUNE = "DELETE FROM matrix_inbox WHERE ended_at < $1"


@dataclass(frozen=True, slots=True)
class Arrival:
    """An event to be put in. *content* is its JSON; without it, it is done as soon as it is in."""

    event_id: str
    place: Place
    content: str | None
    is_readable: bool = True


@dataclass(frozen=True, slots=True)
class Waiting:
    """An event that was put in and not ended yet. *attempts* are those that failed."""

    event_id: str
    place: Place
    content: str
    received: datetime
    attempts: int


async def token_of(connection: Connection, account: str) -> str | None:
    """How far *account* has read; None if it never did."""
    row = await connection.fetch_one(TOKEN, account)
    return row["sync_token"] if row else None


async def take_in(
    connection: Connection, account: str, token: str, arrivals: Sequence[Arrival], now: datetime
) -> None:
    """Put in *arrivals*, in their order, and move *account* to *token*; what is in stays as it is.

    Both belong into one transaction.
    """
    at = to_stored(now)
    row = await connection.fetch_one(MOVE, account, token, len(arrivals), at)
    assert row is not None
    first: int = row["received"] - len(arrivals) + 1
    for ordinal, arrival in enumerate(arrivals, first):
        state, ended = _state(arrival), None if arrival.content is not None else at
        args = (arrival.event_id, arrival.place, ordinal, state, arrival.content, at, ended)
        await connection.execute(ADD, *args)


async def due(connection: Connection, now: datetime, limit: int) -> list[Waiting]:
    """What is to be answered now, in the order it came in, no more than a few of each place."""
    rows = await connection.fetch_all(DUE, to_stored(now), limit, PER_PLACE)
    return [_waiting(row) for row in rows]


async def undecrypted(connection: Connection, limit: int) -> list[Waiting]:
    """What nobody could read so far, of each place the newest."""
    rows = await connection.fetch_all(UNDECRYPTED, limit, SEALED_PER_PLACE)
    return [_waiting(row) for row in rows]


async def decrypt(connection: Connection, event_id: str, content: str) -> None:
    """Let what can be read by now be answered."""
    await connection.execute(DECRYPT, event_id, content)


async def postpone(connection: Connection, event_id: str, until: datetime, *, failed: bool) -> None:
    """Let it wait; *failed* counts against it, as being told to wait does not."""
    await connection.execute(POSTPONE, event_id, to_stored(until), int(failed))


async def finish(connection: Connection, event_id: str, now: datetime) -> None:
    """Forget what the event said, now that it is answered or needs no answer."""
    await connection.execute(END, event_id, "done", to_stored(now))


async def park(connection: Connection, event_id: str, now: datetime) -> None:
    """Forget what the event said, though it was never answered."""
    await connection.execute(END, event_id, "parked", to_stored(now))


async def give_up_undecrypted(connection: Connection, before: datetime, now: datetime) -> int:
    """Forget what came in *before* then and nobody could read since, and return how much it was."""
    given_up = await connection.fetch_all(GIVE_UP, to_stored(before), to_stored(now))
    return len(given_up)


async def prune(connection: Connection, before: datetime) -> None:
    """Delete what ended *before* then."""
    await connection.execute(PRUNE, to_stored(before))


def _state(arrival: Arrival) -> str:
    if arrival.content is None:
        return "done"
    return "new" if arrival.is_readable else "undecrypted"


def _waiting(row: Row) -> Waiting:
    return Waiting(
        row["event_id"],
        row["place"],
        row["content"],
        from_stored(row["received_at"]),
        row["attempts"],
    )
