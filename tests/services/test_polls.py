"""Polls that are open: votes, what may be known, and how they end."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.cards import poll as poll_cards
from bot.cards.plain import to_text
from bot.core.identity import Asker
from bot.core.outgoing import CloseBallot, CountPoll, EndPoll, OpenPoll, PollResults
from bot.core.place_settings import PlaceSettings
from bot.core.poll import Poll, PollState, Result
from bot.errors import BadInput, NotAllowed
from bot.storage import vote_store
from bot.storage.database import Database
from tests.clock import NOW, SetClock
from tests.services.polling import (
    ADA,
    BEN,
    CLEO,
    DAN,
    MIRA,
    NOAH,
    STRANGER,
    Room,
    blind,
    counts,
)

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
OUT = timedelta(hours=2)  # when the polls of the room close
KEYS = "SELECT voter_key, choices FROM vote"


@pytest.fixture
def room(database: Database, clock: SetClock) -> Room:
    return Room(database, clock)


@pytest.fixture
async def poll(room: Room) -> Poll:
    return await room.opened()


async def vote_of_three(room: Room, poll: Poll) -> None:
    for asker, option in ((ADA, 0), (BEN, 0), (CLEO, 2)):
        await room.polls.vote(asker, poll.id, option)


async def test_a_vote_is_told_to_the_voter_alone(room: Room, poll: Poll):
    card = await room.polls.vote(ADA, poll.id, 1)

    assert card.private
    assert card.title == "Your vote is counted."
    assert "You chose Black." in to_text(card)
    assert "closes 2026-11-23 14:00 UTC; until then you can change or withdraw" in to_text(card)
    assert [option.label for option in card.buttons] == [
        "Change to: Green",
        "Change to: None",
        "Withdraw",
    ]


async def test_a_second_vote_moves_the_first(room: Room, poll: Poll):
    await room.polls.vote(ADA, poll.id, 1)
    await room.polls.vote(ADA, poll.id, 1)
    card = await room.polls.vote(ADA, poll.id, 2)

    assert "You chose None." in to_text(card)
    assert await room.count("vote") == 1
    assert "You chose None." in to_text(await room.polls.ballot(ADA, poll.id))


async def test_several_answers_add_up_and_can_be_left_out(room: Room):
    poll = await room.opened(several="several")

    for option in (0, 2, 2):
        card = await room.polls.vote(ADA, poll.id, option)
    fewer = await room.polls.leave_out(ADA, poll.id, 0)
    none = await room.polls.leave_out(ADA, poll.id, 2)
    still_none = await room.polls.leave_out(ADA, poll.id, 2)

    assert "You chose Green and None." in to_text(card)
    assert [option.label for option in card.buttons] == [
        "Also: Black",
        "Without: Green",
        "Without: None",
        "Withdraw",
    ]
    assert "You chose None." in to_text(fewer)
    assert none.title == still_none.title == "No vote of yours is counted."
    assert await room.count("vote") == 0


async def test_a_vote_can_be_withdrawn(room: Room, poll: Poll):
    await room.polls.vote(ADA, poll.id, 1)

    first = await room.polls.withdraw(ADA, poll.id)
    second = await room.polls.withdraw(ADA, poll.id)
    ballot = await room.polls.ballot(ADA, poll.id)

    titles = {card.title for card in (first, second, ballot)}
    assert titles == {"No vote of yours is counted."}
    assert await room.count("vote") == 0


async def test_nothing_stored_with_a_vote_names_the_voter(room: Room, poll: Poll):
    await room.polls.vote(ADA, poll.id, 1)

    (row,) = await room.database.fetch_all(KEYS)
    assert ADA.person not in row["voter_key"]
    assert len(bytes.fromhex(row["voter_key"])) == 32


async def test_the_same_person_has_another_key_in_every_poll(room: Room, poll: Poll):
    room.clock.advance(MINUTE)
    other = await room.opened()
    for each in (poll, other):
        await room.polls.vote(ADA, each.id, 1)

    assert len({row["voter_key"] for row in await room.database.fetch_all(KEYS)}) == 2


@pytest.mark.parametrize("option", [-1, 3, 999])
async def test_there_is_no_vote_for_what_is_no_option(room: Room, poll: Poll, option: int):
    with pytest.raises(BadInput, match="no such answer"):
        await room.polls.vote(ADA, poll.id, option)
    with pytest.raises(BadInput, match="no such answer"):
        await room.polls.leave_out(ADA, poll.id, option)


async def test_only_who_has_the_role_may_vote(room: Room):
    poll = await room.opened(role="55")

    await room.polls.vote(NOAH, poll.id, 0)

    for refused in (
        room.polls.vote(MIRA, poll.id, 0),
        room.polls.withdraw(MIRA, poll.id),
        room.polls.ballot(MIRA, poll.id),
    ):
        with pytest.raises(NotAllowed, match="role named in this poll"):
            await refused
    assert await room.count("vote") == 1


async def test_the_votes_of_the_platforms_own_polls_are_its_own(room: Room):
    poll = await room.opened(kind="native")

    with pytest.raises(BadInput, match="vote there"):
        await room.polls.vote(ADA, poll.id, 0)


@pytest.mark.parametrize("asker", [STRANGER, blind(ADA)])
async def test_a_poll_is_there_only_for_who_sees_it(room: Room, poll: Poll, asker: Asker):
    polls = room.polls

    for refused in (
        polls.vote(asker, poll.id, 0),
        polls.vote(asker, "nothing", 0),
        polls.withdraw(asker, poll.id),
        polls.ballot(asker, poll.id),
        polls.close(asker, poll.id),
        polls.results(asker, poll.id),
        polls.poll(asker, poll.id),
        polls.export(replace(asker, manages=True), poll.id),
    ):
        with pytest.raises(BadInput, match="There is no such poll here"):
            await refused
    assert await polls.suggest(asker, "") == []
    assert "No poll has been opened here yet." in to_text(await polls.list(asker))


async def test_an_unknown_poll_is_refused(room: Room):
    with pytest.raises(BadInput, match="There is no such poll here"):
        await room.polls.results(ADA, "nothing")


async def test_a_vote_waits_until_the_poll_is_out(room: Room):
    poll = await room.opening()

    with pytest.raises(BadInput, match="being opened"):
        await room.polls.vote(ADA, poll.id, 0)
    with pytest.raises(BadInput, match="being opened"):
        await room.polls.close(MIRA, poll.id)
    assert "It is being opened." in to_text(await room.polls.results(ADA, poll.id))


async def test_from_the_very_instant_of_closing_no_vote_counts(room: Room, poll: Poll):
    room.clock.now = poll.closes - timedelta(microseconds=1)
    await room.polls.vote(ADA, poll.id, 0)
    room.clock.now = poll.closes

    for refused in (room.polls.vote(BEN, poll.id, 0), room.polls.withdraw(ADA, poll.id)):
        with pytest.raises(BadInput, match="closed, so this was not counted"):
            await refused
    await room.polls.close_due(10)
    assert (await room.found(poll.id)).result == Result(1, None)


async def test_a_vote_that_was_overtaken_by_the_close_is_refused(
    room: Room, poll: Poll, monkeypatch: pytest.MonkeyPatch
):
    """It had found the poll open."""
    find = vote_store.find_with_secret

    async def overtaken(*args: Any) -> Any:
        found = await find(*args)
        await room.polls.close(MIRA, poll.id)
        return found

    monkeypatch.setattr(vote_store, "find_with_secret", overtaken)

    with pytest.raises(BadInput, match="closed, so this was not counted"):
        await room.polls.vote(ADA, poll.id, 0)
    assert await room.count("vote") == 0


async def test_a_lost_poll_takes_no_votes(room: Room, poll: Poll):
    await room.database.execute("UPDATE poll SET state = 'lost', closed_at = 1, slot = NULL")

    for refused in (room.polls.vote(ADA, poll.id, 0), room.polls.close(MIRA, poll.id)):
        with pytest.raises(BadInput, match="That poll is lost"):
            await refused


async def test_what_was_closed_is_never_open_again(room: Room, poll: Poll):
    await vote_of_three(room, poll)
    await room.polls.close(MIRA, poll.id)
    closed = await room.found(poll.id)

    await room.done(OpenPoll(poll.id), "31")
    await room.polls.close_due(10)

    assert await room.found(poll.id) == closed
    with pytest.raises(BadInput, match="closed, so this was not counted"):
        await room.polls.vote(DAN, poll.id, 0)


async def test_a_secret_poll_is_counted_at_its_time(room: Room, poll: Poll):
    await vote_of_three(room, poll)
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
    await vote_of_three(room, poll)
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


async def test_nobody_learns_the_votes_of_an_open_secret_poll(room: Room, poll: Poll):
    few = to_text(await room.polls.results(MIRA, poll.id))
    await vote_of_three(room, poll)
    enough = to_text(await room.polls.results(MIRA, poll.id))

    assert "Fewer than 3 have voted so far." in few
    assert "3 people have voted so far." in enough
    for shown in (few, enough):
        assert "It closes 2026-11-23 14:00 UTC." in shown
        assert "the result is shown when it closes" in shown
        assert "Green" not in shown
    with pytest.raises(BadInput, match="not counted yet"):
        await room.polls.export(MIRA, poll.id)


async def test_results_are_private_to_who_asks(room: Room, poll: Poll):
    await vote_of_three(room, poll)
    await room.polls.close(MIRA, poll.id)

    card = await room.polls.results(DAN, poll.id)

    assert card.private
    assert "Green — 2 votes, 67 %" in to_text(card)


async def test_totals_are_for_everybody_who_sees_the_result(room: Room, poll: Poll):
    await vote_of_three(room, poll)
    await room.polls.close(MIRA, poll.id)

    assert await room.polls.export(ADA, poll.id) == (
        "question,answer,votes,percent,turnout\r\n"
        "Which tea?,Green,2,67,3\r\n"
        "Which tea?,Black,0,0,3\r\n"
        "Which tea?,None,1,33,3\r\n"
    )
    shown = await room.polls.results(ADA, poll.id)
    assert [option.label for option in shown.buttons] == ["Totals as a file", "All polls"]


async def test_of_many_polls_the_list_has_the_latest(room: Room, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(poll_cards, "MOST_LISTED", 2)
    questions = ("First?", "Second?", "Third?")
    for question in questions:
        await room.opened(question=question)
        room.clock.advance(MINUTE)

    listed = to_text(await room.polls.list(ADA))

    assert [question in listed for question in questions] == [False, True, True]
    assert "There are older ones. To find one by its words: poll results" in listed


async def test_the_list_and_the_suggestions_have_open_polls_first(room: Room):
    questions = ("Tea first?", "Coffee?", "Tea last?")
    for question in questions:
        poll = await room.opened(question=question)
        if question == "Coffee?":
            await room.polls.close(MIRA, poll.id)
        room.clock.advance(MINUTE)

    listed = to_text(await room.polls.list(ADA))
    suggested = await room.polls.suggest(ADA, "")
    teas = await room.polls.suggest(ADA, "  TEA ")

    order = ["Tea last?", "Tea first?", "Coffee?"]
    assert sorted(order, key=listed.index) == order
    assert [label for label, _ in suggested] == [
        "Tea last? (open, 2026-11-23)",
        "Tea first? (open, 2026-11-23)",
        "Coffee? (closed, 2026-11-23)",
    ]
    assert [label[:8] for label, _ in teas] == ["Tea last", "Tea firs"]
    assert await room.polls.poll(ADA, suggested[0][1]) == await room.found(suggested[0][1])


async def test_a_poll_that_somebody_had_forgotten_who_opened_it_stays(room: Room, poll: Poll):
    await room.database.execute("UPDATE poll SET opened_by = NULL")

    assert (await room.found(poll.id)).opened_by is None
    with pytest.raises(NotAllowed):
        await room.polls.close(ADA, poll.id)
    await room.polls.close(MIRA, poll.id)
