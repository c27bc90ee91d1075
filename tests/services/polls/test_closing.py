"""How polls end: at their time or before it, step by step, once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.cards.plain import to_text
from bot.core.outgoing import CloseBallot, CountPoll, EndPoll, OpenPoll, PollResults
from bot.core.place_settings import PlaceSettings
from bot.core.poll import Poll, PollState, Result
from bot.errors import BadInput, NotAllowed
from tests.clock import NOW
from tests.services.polling import ADA, BEN, DAN, MIRA, Room, counts

MINUTE = timedelta(minutes=1)
OUT = timedelta(hours=2)  # when the polls of the room close


async def test_from_the_very_instant_of_closing_no_vote_counts(room: Room, poll: Poll):
    room.clock.now = poll.closes - timedelta(microseconds=1)
    await room.polls.vote(ADA, poll.id, 0)
    room.clock.now = poll.closes

    for refused in (room.polls.vote(BEN, poll.id, 0), room.polls.withdraw(ADA, poll.id)):
        with pytest.raises(BadInput, match="closed, so this was not counted"):
            await refused
    await room.polls.close_due(10)
    assert (await room.found(poll.id)).result == Result(1, None)


async def test_what_was_closed_is_never_open_again(room: Room, poll: Poll):
    await room.vote_of_three(poll)
    await room.polls.close(MIRA, poll.id)
    closed = await room.found(poll.id)

    await room.done(OpenPoll(poll.id), "31")
    await room.polls.close_due(10)

    assert await room.found(poll.id) == closed
    with pytest.raises(BadInput, match="closed, so this was not counted"):
        await room.polls.vote(DAN, poll.id, 0)


async def test_a_secret_poll_is_counted_at_its_time(room: Room, poll: Poll):
    await room.vote_of_three(poll)
    assert await room.polls.close_due(10) == 0
    room.clock.advance(OUT)

    assert await room.polls.close_due(10) == 1

    closed = await room.found(poll.id)
    assert (closed.state, closed.result, closed.closed) == (
        PollState.CLOSED,
        Result(3, (2, 0, 1)),
        NOW + OUT,
    )
    assert await room.sent() == [OpenPoll(poll.id), PollResults(poll.id)]
    assert [await room.count(table) for table in ("vote", "poll_secret")] == [0, 0]
    assert await room.polls.close_due(10) == 0


async def test_once_the_result_is_told_the_ballot_points_to_it(room: Room, poll: Poll):
    await room.vote_of_three(poll)
    await room.polls.close(MIRA, poll.id)

    await room.done(PollResults(poll.id), "31")
    await room.done(CloseBallot(poll.id, "30", "31"), "30")

    assert CloseBallot(poll.id, "30", "31") in await room.sent()
    assert len(await room.sent()) == 3
    shown = to_text(await room.polls.ballot(DAN, poll.id))
    assert "Green — 2 votes, 67 %" in shown


async def test_a_poll_that_cannot_be_closed_holds_up_no_other(room: Room, poll: Poll, caplog):
    room.clock.advance(MINUTE)
    other = await room.opened()
    spoil = "UPDATE poll SET options = $1, closes_at = closes_at - 60 WHERE poll_id = $2"
    await room.database.execute(spoil, "?", poll.id)
    room.clock.advance(OUT)

    found = [await room.polls.close_due(1) for _ in range(3)]
    await room.database.execute(spoil, '["a", "b", "c"]', poll.id)
    room.clock.advance(5 * MINUTE)
    later = await room.polls.close_due(1)

    assert found == [1, 1, 0]
    assert (await room.found(other.id)).state is PollState.CLOSED
    assert [poll.id in record.getMessage() for record in caplog.records] == [True]
    assert later == 1
    assert (await room.found(poll.id)).state is PollState.CLOSED


async def test_with_too_few_votes_only_their_number_is_kept(room: Room, poll: Poll):
    await room.polls.vote(ADA, poll.id, 0)
    await room.polls.vote(BEN, poll.id, 1)

    await room.polls.close(MIRA, poll.id)

    assert (await room.found(poll.id)).result == Result(2, None)
    shown = to_text(await room.polls.results(ADA, poll.id))
    assert "Fewer than 3 voted" in shown
    assert "Black" not in shown
    with pytest.raises(BadInput, match="fewer than 3 voted"):
        await room.polls.export(MIRA, poll.id)


async def test_a_native_poll_is_ended_counted_and_told_step_by_step(room: Room):
    poll = await room.opened(kind="native")
    room.clock.advance(OUT)

    await room.polls.close_due(10)
    closing = await room.found(poll.id)
    await room.done(EndPoll(poll.id, "30"), "30")
    await room.done(CountPoll(poll.id, "30"), counts(5, 0, 1))

    assert (closing.state, closing.closed) == (PollState.CLOSING, NOW + OUT)
    closed = await room.found(poll.id)
    assert (closed.state, closed.result) == (PollState.CLOSED, Result(6, (5, 0, 1)))
    assert await room.sent() == [
        OpenPoll(poll.id),
        CountPoll(poll.id, "30"),
        EndPoll(poll.id, "30"),
        PollResults(poll.id),
    ]


async def test_a_step_told_twice_changes_nothing(room: Room):
    poll = await room.opened(kind="native")
    await room.polls.close(MIRA, poll.id)
    for step, result in (
        (OpenPoll(poll.id), "31"),
        (CountPoll(poll.id, "30"), counts(1, 0, 0)),
        (CountPoll(poll.id, "30"), counts(9, 9, 9)),
        (EndPoll(poll.id, "30"), "30"),
        (PollResults(poll.id), "31"),
        (OpenPoll("gone"), "32"),
    ):
        await room.done(step, result)

    closed = await room.found(poll.id)
    assert (closed.message, closed.result) == ("30", Result(1, (1, 0, 0)))
    assert len(await room.sent()) == 3  # what was counted before it was ended needs no more


async def test_who_opened_it_and_moderators_close_it(room: Room):
    await room.settle(PlaceSettings(moderator_roles=frozenset({"55"})))
    await room.open_to_all()
    poll = await room.opened(ADA)
    with pytest.raises(NotAllowed, match="Only the person who opened that poll"):
        await room.polls.close(BEN, poll.id)

    card = await room.polls.close(ADA, poll.id)

    assert card.title == "Closing it."
    assert "The result comes to channel 20" in to_text(card)
    with pytest.raises(BadInput, match="closed already"):
        await room.polls.close(MIRA, poll.id)
    with pytest.raises(BadInput, match="closed, so this was not counted"):
        await room.polls.vote(BEN, poll.id, 0)


async def test_a_moderator_closes_what_somebody_else_opened(room: Room):
    await room.open_to_all()
    poll = await room.opened(ADA)

    await room.polls.close(MIRA, poll.id)

    assert (await room.found(poll.id)).state is PollState.CLOSED
