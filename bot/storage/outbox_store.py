"""What is to be sent: claimed by lease, so that no two workers send the same at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.core.identity import Place
from bot.core.outcome import Retry
from bot.core.outgoing import AnyOutgoing, ExplainerMessage, read_outgoing, write_outgoing
from bot.core.post import Trouble
from bot.storage.database import Connection, Row
from bot.storage.times import from_stored, to_stored
from bot.storage.troubles import stored_detail, trouble_of

# What was given up can be put in again: then it is tried anew, still in doubt if it was.
ADD = """
    INSERT INTO outbox (
        item_id, place, post_id, step, target_id, content, created_at, due_at, give_up_at, doubt_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $7, $8, $9)
    ON CONFLICT (item_id) DO UPDATE SET
        target_id = excluded.target_id, content = excluded.content, due_at = excluded.due_at,
        give_up_at = excluded.give_up_at, attempts = 0, leased_until = 0, lease_id = NULL,
        error = NULL, detail = NULL, ended_at = NULL
    WHERE outbox.ended_at IS NOT NULL AND outbox.result_id IS NULL
"""
# PostgreSQL needs SKIP LOCKED, without which two workers can lock the same rows in two orders and
# wait for each other, and the WITH, without which it may evaluate the LIMIT more than once.
CLAIM = """
    WITH due AS (
        SELECT item_id FROM outbox
        WHERE ended_at IS NULL AND due_at <= $1 AND leased_until < $1 AND place LIKE $5
        ORDER BY due_at LIMIT $4 FOR UPDATE SKIP LOCKED)
    UPDATE outbox SET leased_until = $2, lease_id = $3, attempts = attempts + 1,
        doubt_at = COALESCE(doubt_at, $1)
    WHERE item_id IN (SELECT item_id FROM due)
    RETURNING item_id, place, post_id, step, target_id, content, attempts, give_up_at, doubt_at
"""
FINISH = """
    UPDATE outbox SET ended_at = $3, result_id = $4, error = NULL, detail = NULL
    WHERE item_id = $1 AND lease_id = $2 AND ended_at IS NULL
    RETURNING item_id
"""
GIVE_UP = """
    UPDATE outbox SET ended_at = $3, error = $4, detail = $5, doubt_at = $6
    WHERE item_id = $1 AND lease_id = $2 AND ended_at IS NULL
    RETURNING item_id
"""
RETRY = """
    UPDATE outbox SET leased_until = 0, lease_id = NULL, due_at = $3, error = $4, detail = $5,
        doubt_at = $6
    WHERE item_id = $1 AND lease_id = $2 AND ended_at IS NULL
    RETURNING item_id
"""
MESSAGE = "SELECT content FROM outbox WHERE post_id = $1 AND step = 'message'"
LAST_ERROR = """
    SELECT error AS reason, detail, due_at FROM outbox
    WHERE post_id = $1 AND ended_at IS NULL AND error IS NOT NULL
"""


@dataclass(frozen=True, slots=True)
class Item:
    """What one claim, *lease*, is to send, for itself *until* then, when others may claim it.

    *in_doubt_since* is set if it may have been sent.
    """

    id: str
    place: Place
    post_id: str | None
    step: str
    target: str
    outgoing: AnyOutgoing
    attempts: int
    give_up_at: datetime | None
    in_doubt_since: datetime | None
    lease: str
    until: datetime


async def add(
    connection: Connection,
    *,
    item_id: str,
    place: Place,
    step: str,
    target: str,
    outgoing: AnyOutgoing,
    now: datetime,
    post_id: str | None = None,
    give_up_at: datetime | None = None,
    in_doubt_since: datetime | None = None,
) -> None:
    """Put in what is to be sent from *now* on; what waits or was sent under this id stays as it is.

    *in_doubt_since* says that it may have been sent before, so that it is looked for first.
    """
    await connection.execute(
        ADD,
        *(item_id, place, post_id, step, target, write_outgoing(outgoing), to_stored(now)),
        *(_stored(give_up_at), _stored(in_doubt_since)),
    )


async def claim(
    connection: Connection, platform: str, lease: str, now: datetime, until: datetime, limit: int
) -> list[Item]:
    """Take up to *limit* items of *platform* that are due, for this *lease* alone *until* then."""
    args = (to_stored(now), to_stored(until), lease, limit, f"{platform}:%")
    rows = await connection.fetch_all(CLAIM, *args)
    return [_item(row, lease, to_stored(now), until) for row in rows]


async def finish(connection: Connection, item: Item, result_id: str, now: datetime) -> bool:
    """Note that *item* was sent; False if the lease has passed to another, who sees to it."""
    row = await connection.fetch_one(FINISH, item.id, item.lease, to_stored(now), result_id)
    return row is not None


async def give_up(
    connection: Connection, item: Item, trouble: Trouble, now: datetime, *, in_doubt: bool
) -> bool:
    """Note that *item* will not be sent; False if the lease has passed to another."""
    doubt = _doubt(item, now, in_doubt)
    args = (item.id, item.lease, to_stored(now), trouble.reason, stored_detail(trouble), doubt)
    return await connection.fetch_one(GIVE_UP, *args) is not None


async def retry(
    connection: Connection, item: Item, retry_: Retry, now: datetime, *, in_doubt: bool
) -> bool:
    """Let *item* go until it is tried again; *in_doubt* says that this attempt may have sent it.

    False if the lease has passed to another, or the item was deleted meanwhile.
    """
    trouble, doubt = retry_.trouble, _doubt(item, now, in_doubt)
    args = (to_stored(retry_.at), trouble.reason, stored_detail(trouble), doubt)
    return await connection.fetch_one(RETRY, item.id, item.lease, *args) is not None


async def message_of(connection: Connection, post_id: str) -> ExplainerMessage:
    """The first message of a post, which says what is to follow it."""
    row = await connection.fetch_one(MESSAGE, post_id)
    assert row is not None  # a post that is being sent has one
    outgoing = read_outgoing(row["content"])
    assert isinstance(outgoing, ExplainerMessage)
    return outgoing


async def waiting_retry(connection: Connection, post_id: str) -> Retry | None:
    """What keeps a post from going on, if it was tried and is to be tried again."""
    row = await connection.fetch_one(LAST_ERROR, post_id)
    return Retry(trouble_of(row), from_stored(row["due_at"])) if row else None


def _doubt(item: Item, now: datetime, in_doubt: bool) -> int | None:
    """An earlier doubt stays whatever becomes of this attempt."""
    return _stored(item.in_doubt_since or (now if in_doubt else None))


def _stored(at: datetime | None) -> int | None:
    return None if at is None else to_stored(at)


def _item(row: Row, lease: str, claimed_at: int, until: datetime) -> Item:
    since: int = row["doubt_at"]
    give_up_at: int | None = row["give_up_at"]
    return Item(
        id=row["item_id"],
        place=row["place"],
        post_id=row["post_id"],
        step=row["step"],
        target=row["target_id"],
        outgoing=read_outgoing(row["content"]),
        attempts=row["attempts"],
        give_up_at=None if give_up_at is None else from_stored(give_up_at),
        # The claim itself sets the column where there was no doubt before.
        in_doubt_since=from_stored(since) if since < claimed_at else None,
        lease=lease,
        until=until,
    )
