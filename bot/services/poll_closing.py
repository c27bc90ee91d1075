"""How a poll goes on once it was opened, each time as part of a transaction of the caller."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

from bot.core.identity import Place
from bot.core.outgoing import (
    CloseBallot,
    CountPoll,
    EndPoll,
    OpenPoll,
    PollLost,
    PollResults,
    PollStep,
    to_person,
)
from bot.core.poll import Poll, PollKind, PollState, Result
from bot.core.polling import tally
from bot.core.post import Reason, Trouble
from bot.storage import outbox_store, poll_store, vote_store
from bot.storage.database import Connection

OPENING = timedelta(hours=1)  # how long the message of a poll is tried
PATIENCE = timedelta(days=7)  # and all that follows
AGAIN = timedelta(hours=1)  # after which a channel that let nobody in is tried again
# What moderators can undo: nothing of the poll is lost by it. In doubt is who may not read the
# history, and so cannot see whether the result is there.
MENDABLE = frozenset(
    {Reason.NO_ACCESS, Reason.NO_PERMISSION, Reason.THREAD_LOCKED, Reason.IN_DOUBT}
)


def item_id(outgoing: PollStep | PollLost) -> str:
    """By which it is in the outbox once."""
    return f"poll/{outgoing.poll}/{outgoing.step.removeprefix('poll-')}"


async def send(
    connection: Connection,
    poll: Poll,
    outgoing: PollStep | PollLost,
    now: datetime,
    give_up_at: datetime,
    target: str | None = None,
) -> None:
    """Put a step of *poll* into the outbox, for its channel unless *target* says otherwise."""
    await outbox_store.add(
        connection,
        item_id=item_id(outgoing),
        place=poll.place,
        step=outgoing.step,
        target=target or poll.channel,
        outgoing=outgoing,
        now=now,
        give_up_at=give_up_at,
    )


async def close_poll(connection: Connection, poll: Poll, now: datetime) -> None:
    """Let nobody vote any more in an open *poll*, which the caller holds, and have it counted."""
    if poll.question.kind is not PollKind.SECRET:
        await poll_store.begin_closing(connection, poll, now)
        assert poll.message is not None  # of an open poll
        await send(connection, poll, EndPoll(poll.id, poll.message), now, now + PATIENCE)
        return
    votes = await vote_store.votes_in(connection, poll)
    await vote_store.destroy(connection, poll)
    await _finish(connection, poll, tally(votes, len(poll.question.options)), now)


async def go_on(connection: Connection, done: PollStep, result: str, now: datetime) -> None:
    """Note that a step was *done*, which the platform answered with *result*."""
    poll = await poll_store.take_poll(connection, done.poll)
    match done, poll:
        case OpenPoll(), Poll(state=PollState.OPENING):
            await poll_store.mark_open(connection, poll, result)
        case EndPoll(), Poll(state=PollState.CLOSING):
            await send(connection, poll, CountPoll(poll.id, done.message), now, now + PATIENCE)
        case CountPoll(), Poll(state=PollState.CLOSING):
            counts = tuple(json.loads(result))
            await _finish(connection, poll, Result(sum(counts), counts), now)
        case PollResults(), Poll(state=PollState.CLOSED, message=str(ballot)):
            if poll.question.kind is PollKind.SECRET:
                closed = CloseBallot(poll.id, ballot, result)
                await send(connection, poll, closed, now, now + PATIENCE)


async def break_off(
    connection: Connection, failed: PollStep, trouble: Trouble, now: datetime
) -> None:
    """Note that a step failed: it is tried again if moderators can mend what it failed of.

    Else a poll is lost without one of the first three. No secret poll is lost that was voted in:
    that begins when it is out, and its votes are counted without asking anybody.
    """
    poll = await poll_store.take_poll(connection, failed.poll)
    if poll is None or poll.state is PollState.LOST:
        return
    until = (poll.closed or now) + PATIENCE
    if poll.closed and trouble.reason in MENDABLE and now + AGAIN < until:
        await send(connection, poll, failed, now + AGAIN, until)
        return
    if poll.state is PollState.CLOSED:
        return  # only its channel is not told, or its ballot looks open
    await _lose(connection, poll, trouble, now)


async def lose_all(connection: Connection, place: Place, trouble: Trouble, now: datetime) -> None:
    """Note that no poll of *place* can be counted any more."""
    for poll in await poll_store.take_unfinished(connection, place):
        await _lose(connection, poll, trouble, now)


async def _lose(connection: Connection, poll: Poll, trouble: Trouble, now: datetime) -> None:
    """Whoever opened it was told last that it is being opened, or counted, and so is told this."""
    await vote_store.destroy(connection, poll)
    await poll_store.mark_lost(connection, poll, now)
    if poll.opened_by:
        letter = PollLost(poll.id, trouble.reason, trouble.detail)
        await send(connection, poll, letter, now, now + PATIENCE, to_person(poll.opened_by))


async def _finish(connection: Connection, poll: Poll, result: Result, now: datetime) -> None:
    await poll_store.mark_closed(connection, poll, result, now)
    await send(connection, poll, PollResults(poll.id), now, now + PATIENCE)
