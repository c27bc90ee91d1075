"""What may be known of polls, by whom, and how they are found."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.cards import poll as poll_cards
from bot.cards.plain import to_text
from bot.core.poll import Poll
from bot.errors import BadInput, NotAllowed
from tests.services.polling import ADA, DAN, MIRA, Room

MINUTE = timedelta(minutes=1)


async def test_nobody_learns_the_votes_of_an_open_secret_poll(room: Room, poll: Poll):
    few = to_text(await room.polls.results(MIRA, poll.id))
    await room.vote_of_three(poll)
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
    await room.vote_of_three(poll)
    await room.polls.close(MIRA, poll.id)

    card = await room.polls.results(DAN, poll.id)

    assert card.private
    assert "Green — 2 votes, 67 %" in to_text(card)


async def test_totals_are_for_everybody_who_sees_the_result(room: Room, poll: Poll):
    await room.vote_of_three(poll)
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
