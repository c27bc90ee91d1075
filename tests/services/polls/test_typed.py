"""Polls that are typed, that may be opened twice, and whose votes clients show."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.cards.plain import to_text
from bot.cards.poll_results import results_card, so_far_card
from bot.core.identity import Asker
from bot.core.outgoing import CountPoll, EndPoll, OpenPoll
from bot.core.poll import Poll, PollKind, PollState
from bot.core.post import State
from bot.errors import BadInput, NotAllowed
from bot.services.poll_loss import notice_ended
from bot.services.poll_names import explainer_poll, open_polls, poll_of_message
from bot.services.poll_opening import Hindered
from bot.storage import post_store
from tests.services.places import add_post
from tests.services.polling import ADA, CHANNEL, CHANNELS, FILLED_IN, MIRA, PLACE, Room

HIDDEN = {"kind": "hidden"}
NATIVE = {"kind": "native"}


async def typed(room: Room, by: Asker = MIRA, channel: str = CHANNEL, **changes: str) -> Poll:
    answers = {key: (text,) for key, text in {**FILLED_IN, **NATIVE, **changes}.items()}
    return await room.polls.open_typed(by, channel, answers, CHANNELS)


async def test_a_repeated_request_opens_nothing_more(room: Room):
    twice = replace(MIRA, request="re-$event")
    first = await typed(room, twice)
    room.clock.advance(timedelta(seconds=1))
    second = await typed(room, twice)
    (poll_id,) = await room.ids()
    room.clock.advance(timedelta(minutes=1))
    await typed(room, replace(MIRA, request="re-$other"))

    assert first == second
    assert OpenPoll(poll_id) in await room.sent()
    assert len(await room.sent()) == len(await room.ids()) == 2


async def test_a_repeated_request_closes_it_once_and_says_the_same(room: Room):
    poll = await room.opened(**NATIVE)
    twice = replace(MIRA, request="re-$event")
    first = to_text(await room.polls.close(twice, poll.id))
    second = to_text(await room.polls.close(twice, poll.id))

    assert first == second
    with pytest.raises(BadInput, match="closed already"):
        await room.polls.close(replace(MIRA, request="re-$other"), poll.id)


async def test_what_is_wrong_is_said(room: Room):
    with pytest.raises(BadInput, match="2 to 10 answers"):
        await typed(room, options="Green")
    with pytest.raises(BadInput, match="no length of time"):
        await typed(room, length="soon")
    with pytest.raises(Hindered):
        await typed(room, channel="25")
    await typed(room)
    with pytest.raises(BadInput, match="one poll a minute"):
        await typed(room)
    with pytest.raises(NotAllowed, match="may not open polls"):
        await typed(room, ADA)

    assert len(await room.ids()) == 1


async def test_a_hidden_poll_goes_the_way_of_an_open_one(room: Room):
    poll = await room.opened(**HIDDEN)
    assert poll.question.kind is PollKind.HIDDEN
    assert "The result is shown when it closes." in to_text(await room.polls.results(ADA, poll.id))
    with pytest.raises(BadInput, match="The votes of that poll are in its message"):
        await room.polls.vote(ADA, poll.id, 0)

    await room.polls.close(MIRA, poll.id)
    await room.done(EndPoll(poll.id, "30"), "30")
    await room.done(CountPoll(poll.id, "30"), json.dumps([2, 1, 0]))

    closed = await room.found(poll.id)
    assert closed.state is PollState.CLOSED
    assert "Green — 2 votes, 67 %" in to_text(results_card(closed))


async def test_a_role_cannot_be_asked_of_a_hidden_poll(room: Room):
    assert "cannot be limited to a role" in to_text(await room.fill_in(role="55", **HIDDEN))


async def test_a_poll_without_permission_is_not_hidden_from_it(room: Room):
    assert "I cannot open a poll there" in to_text(await room.fill_in(channel="24", **HIDDEN))


async def test_a_poll_that_ended_on_the_platform_is_counted(room: Room):
    poll = await room.opened(**NATIVE)
    room.clock.advance(timedelta(minutes=2))
    await notice_ended(room.database, poll, room.clock())
    await notice_ended(room.database, poll, room.clock())

    assert (await room.found(poll.id)).state is PollState.CLOSING
    assert await room.sent() == [OpenPoll(poll.id), EndPoll(poll.id, "30")]


async def test_a_poll_is_found_by_its_message(room: Room):
    poll = await room.opened(**NATIVE)

    assert await poll_of_message(room.database, PLACE, "30") == poll
    assert await poll_of_message(room.database, PLACE, "31") is None
    assert await poll_of_message(room.database, "discord:2", "30") is None


async def test_what_is_open_in_a_channel(room: Room):
    first = await room.opened(**NATIVE)
    room.clock.advance(timedelta(minutes=2))
    await room.opened(channel="21", **NATIVE)
    room.clock.advance(timedelta(minutes=2))
    second = await room.opened(**NATIVE)
    room.clock.advance(timedelta(minutes=2))
    await room.opening(**NATIVE)

    assert await open_polls(room.database, PLACE, CHANNEL) == [second, first]
    await room.polls.close(MIRA, first.id)
    assert await open_polls(room.database, PLACE, CHANNEL) == [second]


async def test_how_it_stands(room: Room):
    poll = await room.opened(**NATIVE)

    said = to_text(so_far_card(poll, (3, 1, 0)))
    assert "Green — 3 votes, 75 %" in said
    assert "None — 0 votes, 0 %" in said
    assert "These are the votes so far." in said


async def test_the_poll_of_the_latest_explainer(room: Room):
    assert await explainer_poll(room.database, PLACE) is None
    for day, message in ((1, "40"), (2, "41")):
        post = await add_post(
            room.database, date(2026, 11, day), State.DONE, explainer="a", place=PLACE
        )
        await post_store.mark_poll(room.database, post, message)

    assert await explainer_poll(room.database, PLACE) == "41"
