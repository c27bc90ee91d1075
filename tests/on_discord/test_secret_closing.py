"""Secret polls at their end: what is told then, and what never is."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import simcord

from bot.core.poll import PollState
from tests.on_discord.delivering import deliver
from tests.on_discord.polling import (
    QUESTION,
    SECRET,
    close,
    let_everybody_open,
    on_screen,
    on_wire,
    open_poll,
    the_poll,
    votes,
)
from tests.on_discord.world import World, buttons, texts, title


@pytest.fixture
async def message(small: World) -> Any:
    return await open_poll(small, **SECRET)


@pytest.fixture
def cleo(small: World) -> simcord.MemberActor:
    return small.guild.add_member(small.env.create_user("cleo"))


async def test_until_the_end_nobody_learns_the_counts(small: World, message: Any):
    await small.ada.click(message, label="Yes")

    for who in (small.ada, small.ben, small.mira):
        shown = await who.slash(small.channel, "poll results", poll=QUESTION)
        assert shown.ephemeral
        assert "the result is shown when it closes" in texts(shown.response)
        assert "Yes" not in texts(shown.response)


async def test_three_votes_are_shown_at_the_end_and_forgotten(
    small: World, message: Any, cleo: simcord.MemberActor
):
    for who, label in ((small.ada, "Yes"), (small.ben, "Yes"), (cleo, "No")):
        await who.click(message, label=label)

    told = await close(small, small.mira)

    result = on_wire(small.channel.last_message)
    assert title(told.response) == "Closing it."
    assert result.id != message.id
    assert "**Yes** — 2 votes, 67 %" in texts(result)
    assert "3 people voted" in texts(result)
    assert await votes(small) == []
    for who in (small.ada, small.mira):
        shown = await who.slash(small.channel, "poll results", poll=QUESTION)
        assert "**Yes** — 2 votes, 67 %" in texts(shown.response)


async def test_two_votes_could_tell_who_gave_them(small: World, message: Any):
    await small.ada.click(message, label="Yes")
    await small.ben.click(message, label="No")

    await close(small, small.mira)

    said = texts(on_wire(small.channel.last_message))
    assert "Fewer than 3 voted" in said
    assert "Yes" not in said


@pytest.mark.usefixtures("message")
async def test_it_closes_by_time(small: World):
    small.clock.advance(timedelta(days=1))

    await deliver(small)

    assert (await the_poll(small)).state is PollState.CLOSED
    assert title(on_wire(small.channel.last_message)) == QUESTION


async def test_a_vote_in_the_instant_of_the_close_is_too_late(small: World, message: Any):
    small.clock.advance(timedelta(days=1) - timedelta(seconds=1))
    in_time = await small.ada.click(message, label="Yes")
    small.clock.advance(timedelta(seconds=1))

    too_late = await small.ben.click(message, label="Yes")

    assert title(in_time.response) == "Your vote is counted."
    assert "That poll is closed" in title(too_late.response)
    assert too_late.ephemeral
    assert await votes(small) == [0b001]


async def test_a_press_before_the_buttons_are_gone_says_that_it_is_closed(
    small: World, message: Any
):
    await small.mira.slash(small.channel, "poll close", poll=QUESTION)

    vote = await small.ada.click(message, label="Yes")
    look = await small.ada.click(message, label="My vote")

    assert "That poll is closed" in title(vote.response)
    assert "It closed <t:" in texts(look.response)
    assert vote.ephemeral
    assert look.ephemeral


async def test_a_closed_ballot_takes_no_votes_and_shows_where_the_result_is(
    small: World, message: Any, cleo: simcord.MemberActor
):
    for who in (small.ada, small.ben, cleo):
        await who.click(message, label="Yes")

    await close(small, small.mira)

    shown = on_screen(small.channel, message)
    address = f"https://discord.com/channels/{small.guild.id}/{small.channel.id}"
    assert list(buttons(shown)) == ["Result"]
    assert f"[The result]({address}/{small.channel.last_message.id})" in texts(shown)
    told = await small.ada.click(message, label="Result")
    assert "**Yes** — 3 votes, 100 %" in texts(told.response)
    assert told.ephemeral


async def test_a_change_after_the_close_changes_nothing(
    small: World, message: Any, cleo: simcord.MemberActor
):
    told = [await who.click(message, label="Yes") for who in (small.ada, small.ben, cleo)]
    await close(small, small.mira)

    late = await small.ada.click(told[0].response, label="Change to: No")
    later = await small.ben.click(told[1].response, label="Withdraw")

    assert "what was counted before stays" in title(late.response)
    assert "what was counted before stays" in title(later.response)
    assert (await the_poll(small)).result.counts == (3, 0, 0)


async def test_a_stranger_cannot_close_it_and_its_opener_can(small: World):
    await let_everybody_open(small)
    await open_poll(small, small.ada, **SECRET)

    refused = await close(small, small.ben)
    allowed = await close(small, small.ada)

    assert "Only the person who opened that poll" in title(refused.response)
    assert title(allowed.response) == "Closing it."


async def test_a_deleted_message_takes_no_votes_with_it(small: World, message: Any, cleo):
    """Its result is still told: nothing of it was in the message."""
    for who in (small.ada, small.ben, cleo):
        await who.click(message, label="Yes")
    small.env.backend.delete_message(small.channel.id, message.id)

    shown = await small.ada.slash(small.channel, "poll results", poll=QUESTION)
    await close(small, small.mira)

    assert "nobody can vote in it any more" in texts(shown.response)
    assert "**Yes** — 3 votes" in texts(on_wire(small.channel.last_message))
