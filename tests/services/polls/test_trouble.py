"""Polls of which a step fails: what is tried again, and what is lost."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.core.outgoing import (
    CloseBallot,
    CountPoll,
    EndPoll,
    OpenPoll,
    PollLost,
    PollResults,
    PollStep,
    read_outgoing,
    to_person,
)
from bot.core.poll import Poll, PollState, Result
from bot.core.post import Reason, Trouble
from bot.services.poll_closing import AGAIN, PATIENCE, break_off, item_id
from tests.services.polling import ADA, MIRA, Room, counts

NATIVE = {"kind": "native"}
WAITING = "SELECT item_id, due_at, give_up_at FROM outbox WHERE ended_at IS NULL"
ALL_SENT = "UPDATE outbox SET ended_at = 1, result_id = '30'"
GIVE_UP = "UPDATE outbox SET ended_at = 1 WHERE item_id = $1 AND ended_at IS NULL"
MENDABLE = [Reason.NO_ACCESS, Reason.NO_PERMISSION, Reason.THREAD_LOCKED, Reason.IN_DOUBT]
FINAL = [Reason.CHANNEL_GONE, Reason.PART_REMOVED, Reason.REFUSED, Reason.DOWN]
LETTERS = "SELECT target_id, content FROM outbox WHERE step = 'poll-lost'"
LETTER = {"lost": (timedelta(), PATIENCE)}


async def fail(room: Room, step: PollStep, reason: Reason) -> None:
    """As the outbox does when it gives *step* up."""
    async with room.database.transaction() as connection:
        await connection.execute(GIVE_UP, item_id(step))
        await break_off(connection, step, Trouble(reason), room.clock())


async def waiting(room: Room) -> dict[str, tuple[timedelta, timedelta]]:
    """What is still to be sent, in how long, and for how long it is tried."""
    now = int(room.clock().timestamp())
    rows = await room.database.fetch_all(WAITING)
    return {
        row["item_id"].rpartition("/")[2]: (
            timedelta(seconds=row["due_at"] - now),
            timedelta(seconds=row["give_up_at"] - now),
        )
        for row in rows
    }


async def closing(room: Room) -> tuple[Poll, dict[str, PollStep]]:
    """One of the platform's own that is to be counted, and its steps by name."""
    poll = await room.opened(**NATIVE)
    await room.database.execute(ALL_SENT)
    await room.polls.close(MIRA, poll.id)
    return poll, {"end": EndPoll(poll.id, "30"), "count": CountPoll(poll.id, "30")}


async def told(room: Room) -> Poll:
    """A secret one that was voted in and closed; only its result is still to be posted."""
    poll = await room.opened()
    await room.polls.vote(ADA, poll.id, 0)
    await room.database.execute(ALL_SENT)
    await room.polls.close(MIRA, poll.id)
    return poll


@pytest.mark.parametrize("reason", [*MENDABLE, *FINAL])
@pytest.mark.parametrize("kind", ["native", "secret"])
async def test_what_could_not_be_posted_is_lost_and_its_opener_told(
    room: Room, reason: Reason, kind: str
):
    poll = await room.opening(kind=kind)

    await fail(room, OpenPoll(poll.id), reason)

    found = await room.found(poll.id)
    assert (found.state, found.closed) == (PollState.LOST, room.clock())
    assert await room.count("poll_secret") == 0
    assert await waiting(room) == LETTER
    (letter,) = await room.database.fetch_all(LETTERS)
    assert letter["target_id"] == to_person(MIRA.person)
    assert read_outgoing(letter["content"]) == PollLost(poll.id, reason)


async def test_who_had_themselves_forgotten_gets_no_letter(room: Room):
    poll = await room.opening()
    await room.database.execute("UPDATE poll SET opened_by = NULL")

    await fail(room, OpenPoll(poll.id), Reason.REFUSED)

    assert (await room.found(poll.id)).state is PollState.LOST
    assert await waiting(room) == {}


@pytest.mark.parametrize("reason", MENDABLE)
@pytest.mark.parametrize("name", ["end", "count"])
async def test_what_moderators_can_mend_is_tried_again_for_a_week(
    room: Room, name: str, reason: Reason
):
    poll, steps = await closing(room)
    if name == "count":
        await room.database.execute(GIVE_UP, f"poll/{poll.id}/end")
        await room.done(steps["end"], "30")

    await fail(room, steps[name], reason)

    assert (await room.found(poll.id)).state is PollState.CLOSING
    assert (await waiting(room))[name] == (AGAIN, PATIENCE)

    room.clock.advance(PATIENCE - AGAIN)
    await fail(room, steps[name], reason)

    assert (await room.found(poll.id)).state is PollState.LOST
    assert await waiting(room) == LETTER


@pytest.mark.parametrize("reason", FINAL)
async def test_without_its_counts_a_poll_is_lost(room: Room, reason: Reason):
    poll, steps = await closing(room)

    await fail(room, steps["end"], reason)

    found = await room.found(poll.id)
    assert (found.state, found.result) == (PollState.LOST, None)
    await room.done(steps["count"], counts(1, 0, 0))
    assert (await room.found(poll.id)).state is PollState.LOST


@pytest.mark.parametrize("reason", MENDABLE)
async def test_a_result_waits_until_it_can_be_posted(room: Room, reason: Reason):
    poll = await told(room)

    await fail(room, PollResults(poll.id), reason)

    assert await waiting(room) == {"results": (AGAIN, PATIENCE)}
    room.clock.advance(AGAIN)
    await fail(room, PollResults(poll.id), reason)
    assert await waiting(room) == {"results": (AGAIN, PATIENCE - AGAIN)}


@pytest.mark.parametrize("reason", FINAL)
async def test_a_result_that_cannot_be_posted_is_known_all_the_same(room: Room, reason: Reason):
    poll = await told(room)

    await fail(room, PollResults(poll.id), reason)

    found = await room.found(poll.id)
    assert (found.state, found.result) == (PollState.CLOSED, Result(1, None))
    assert await waiting(room) == {}


async def test_a_ballot_that_cannot_be_closed_takes_nothing_with_it(room: Room):
    poll = await told(room)
    await room.database.execute(ALL_SENT)
    await room.done(PollResults(poll.id), "31")
    ballot = CloseBallot(poll.id, "30", "31")

    await fail(room, ballot, Reason.NO_ACCESS)
    assert await waiting(room) == {"ballot": (AGAIN, PATIENCE)}
    await fail(room, ballot, Reason.PART_REMOVED)

    assert (await room.found(poll.id)).state is PollState.CLOSED
    assert await waiting(room) == {}


async def test_of_a_poll_that_is_gone_nothing_fails_any_more(room: Room):
    poll = await room.opening()
    await fail(room, OpenPoll(poll.id), Reason.REFUSED)
    lost = await room.found(poll.id)
    await room.database.execute(ALL_SENT)
    room.clock.advance(AGAIN)

    await fail(room, OpenPoll(poll.id), Reason.NO_ACCESS)
    await fail(room, OpenPoll("never"), Reason.NO_ACCESS)

    assert await room.found(poll.id) == lost
    assert await waiting(room) == {}
