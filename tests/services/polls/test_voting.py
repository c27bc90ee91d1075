"""Votes in a poll that is open: counted, changed, withdrawn, refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.cards.plain import to_text
from bot.core.identity import Asker
from bot.core.poll import Poll
from bot.errors import BadInput, NotAllowed
from bot.storage import vote_store
from tests.services.polling import ADA, MIRA, NOAH, STRANGER, Room, blind

MINUTE = timedelta(minutes=1)
KEYS = "SELECT voter_key, choices FROM vote"


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
