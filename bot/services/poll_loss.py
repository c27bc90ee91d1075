"""What becomes of a poll whose message was deleted."""

from __future__ import annotations

from datetime import datetime

from bot.core.poll import Poll, PollKind, PollState
from bot.storage import poll_store
from bot.storage.database import Database


async def notice_deleted(database: Database, poll: Poll, now: datetime) -> None:
    """Note that the message of *poll* is gone, and with it the votes that the platform kept.

    Those of a secret poll are not in it: they are counted when it closes.
    """
    if poll.question.kind is PollKind.SECRET:
        return
    async with database.transaction() as connection:
        found = await poll_store.take_poll(connection, poll.id)
        if found and found.state is PollState.OPEN:
            await poll_store.mark_lost(connection, found, now)
