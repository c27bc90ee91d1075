"""Which requests were carried out, so that none is twice.

Matrix hands over a message at least once: if the bot dies between a change and its answer, the same
message asks again after the restart. An answer is known again by its transaction id; a change such
as “take the last one back” would be done twice. So the change itself records what asked for it, in
its own transaction: either both are there or neither.
"""

from __future__ import annotations

from datetime import datetime

from bot.core.identity import Asker
from bot.storage.database import Connection
from bot.storage.times import to_stored

ADD = """
    INSERT INTO done_request (request_id, place, done_at) VALUES ($1, $2, $3)
    ON CONFLICT (request_id) DO NOTHING RETURNING request_id
"""

FIND = "SELECT request_id FROM done_request WHERE request_id = $1"


async def was_done(connection: Connection, asker: Asker) -> bool:
    """Whether what *asker* requests was done before; only `is_first` can keep it from being so."""
    return asker.request is not None and bool(await connection.fetch_one(FIND, asker.request))


async def is_first(connection: Connection, asker: Asker, now: datetime) -> bool:
    """Whether what *asker* requests has not been done before; it is from now on.

    To be called in the transaction that does it: what is rolled back was not done.
    """
    if asker.request is None:
        return True
    added = await connection.fetch_one(ADD, asker.request, asker.place, to_stored(now))
    return added is not None
