"""What becomes of an open poll that somebody deleted, or ended by other means than ours."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.cards.poll import deleted_card
from bot.cards.poll_results import own_results_card
from bot.core.card import Card
from bot.core.poll import Poll, PollKind, PollState
from bot.services.poll_closing import close_poll
from bot.storage import poll_store
from bot.storage.database import Connection, Database


async def notice_deleted(database: Database, poll: Poll, now: datetime) -> Card:
    """Note that the message of *poll* is gone, and with it the votes that the platform kept.

    Those of a secret poll are not in it: they are counted when it closes.
    """
    if poll.question.kind is PollKind.SECRET:
        return deleted_card(poll)
    async with database.transaction() as connection:
        return own_results_card(await _lose(connection, poll, now))


async def _lose(connection: Connection, poll: Poll, now: datetime) -> Poll:
    """*poll* as it is after that: one that somebody closed meanwhile stays so."""
    found = await poll_store.take_poll(connection, poll.id)
    assert found is not None
    if found.state is not PollState.OPEN:
        return found
    await poll_store.mark_lost(connection, found, now)
    return replace(found, state=PollState.LOST, closed=now)


async def notice_ended(database: Database, poll: Poll, now: datetime) -> None:
    """Note that *poll* has ended on the platform, and have it counted."""
    async with database.transaction() as connection:
        found = await poll_store.take_poll(connection, poll.id)
        if found is not None and found.state is PollState.OPEN:
            await close_poll(connection, found, now)
