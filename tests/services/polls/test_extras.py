"""Which poll is meant, what a deleted message loses, and who may learn who voted."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.cards.plain import to_text
from bot.core.poll import PollState
from bot.errors import BadInput, NotAllowed, Unclear
from bot.services.poll_loss import notice_deleted
from bot.services.poll_names import poll_named
from bot.services.poll_voters import PollVoters
from tests.services.polling import ADA, MIRA, STRANGER, Room

NATIVE = {"kind": "native"}


async def test_a_poll_is_named_by_its_id_or_by_words(room: Room):
    poll = await room.opened(question="Green tea?")
    room.clock.advance(timedelta(minutes=2))
    other = await room.opened(question="Black coffee?")

    named = [
        await poll_named(room.polls, ADA, typed, "poll-results")
        for typed in (poll.id, "green", " GREEN  tea", other.id)
    ]

    assert named == [poll.id, poll.id, poll.id, other.id]


@pytest.mark.parametrize(("typed", "sentence"), [("t", "Several"), ("beer", "no poll of that")])
async def test_what_names_none_or_several_becomes_a_choice(room: Room, typed: str, sentence: str):
    first = await room.opened(question="Tea?")
    room.clock.advance(timedelta(minutes=2))
    second = await room.opened(question="Toast?")

    with pytest.raises(Unclear, match=sentence) as raised:
        await poll_named(room.polls, ADA, typed, "poll-close")

    assert {str(option.opens) for option in raised.value.options} == {
        f"poll-close:{each.id}:0" for each in (first, second)
    }


async def test_where_there_are_none_nothing_is_named(room: Room):
    poll = await room.opened()

    for typed in ("tea", poll.id):
        with pytest.raises(BadInput, match="No poll has been opened"):
            await poll_named(room.polls, STRANGER, typed, "poll-results")


async def test_the_votes_that_the_platform_kept_are_lost_with_the_message(room: Room):
    poll = await room.opened(**NATIVE)

    card = await notice_deleted(room.database, poll, room.clock())

    found = await room.found(poll.id)
    assert (found.state, found.closed) == (PollState.LOST, room.clock())
    assert "It is lost" in to_text(card)
    assert card.private


async def test_a_poll_closed_meanwhile_stays_so(room: Room):
    poll = await room.opened(**NATIVE)
    await room.polls.close(MIRA, poll.id)

    card = await notice_deleted(room.database, poll, room.clock())

    assert (await room.found(poll.id)).state is PollState.CLOSING
    assert "being counted" in to_text(card)


async def test_the_votes_of_a_secret_poll_are_not_in_its_message(room: Room):
    poll = await room.opened()
    await room.polls.vote(ADA, poll.id, 0)

    card = await notice_deleted(room.database, poll, room.clock())

    assert (await room.found(poll.id)).state is PollState.OPEN
    assert await room.count("vote") == 1
    assert "nobody can vote in it any more" in to_text(card)


async def test_names_are_for_moderators_of_polls_whose_votes_can_be_seen(room: Room):
    secret = await room.opened()
    room.clock.advance(timedelta(minutes=2))
    unposted = await room.opening(**NATIVE)
    room.clock.advance(timedelta(minutes=2))
    seen = await room.opened(**NATIVE)

    voters = PollVoters(room.database, room.clock)
    await voters.check(MIRA, seen)
    with pytest.raises(NotAllowed, match="moderators"):
        await voters.check(ADA, seen)
    with pytest.raises(BadInput, match="secret poll"):
        await voters.check(MIRA, secret)
    with pytest.raises(BadInput, match="never posted"):
        await voters.check(MIRA, unposted)


async def test_names_are_read_from_the_platform_only_so_often(room: Room):
    seen = await room.opened(**NATIVE)
    voters = PollVoters(room.database, room.clock)
    for _ in range(3):
        await voters.check(MIRA, seen)
    room.clock.advance(timedelta(minutes=4))

    with pytest.raises(BadInput, match=r"3 times in 10 minutes; .* possible in 6 minutes"):
        await voters.check(MIRA, seen)

    room.clock.advance(timedelta(minutes=6))
    await voters.check(MIRA, seen)
