"""Who voted in one of Discord's own polls, read from Discord."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import discord
import pytest

from bot.core.poll import Poll, PollState, Question
from bot.core.voters import Voter
from bot.errors import BadInput
from bot.on_discord import poll_voters
from bot.on_discord.askers import place
from bot.on_discord.poll_voters import voters
from tests.clock import NOW
from tests.on_discord.world import World


async def posted(world: World) -> Poll:
    """A poll of two answers, as Discord has it."""
    poll = discord.Poll("Tea?", timedelta(hours=24))
    poll.add_answer(text="Yes")
    poll.add_answer(text="No")
    channel = world.env.bot.get_partial_messageable(world.channel.id)
    message = await channel.send(poll=poll)
    return Poll(
        "1a2b",
        place(world.guild.id),
        str(world.channel.id),
        Question("Tea?", ("Yes", "No")),
        None,
        NOW,
        NOW + timedelta(days=1),
        PollState.OPEN,
        message=str(message.id),
    )


async def test_they_are_told_by_answer(small: World):
    poll = await posted(small)
    await small.ada.vote(small.channel.last_message, answer=2)
    await small.ben.vote(small.channel.last_message, answer=1)

    found = await voters(small.env.bot, poll)

    assert found == [Voter(0, str(small.ben.id), "ben"), Voter(1, str(small.ada.id), "ada")]


async def test_more_than_one_page_is_read_to_its_end(small: World, monkeypatch: Any):
    poll = await posted(small)
    asked = []

    async def page(
        _channel: int, _message: int, answer: int, after: int | None, limit: int
    ) -> dict[str, Any]:
        asked.append((answer, after))
        people = [each for each in range(1, 6) if answer == 1 and each > (after or 0)]
        users = [{"id": str(each), "username": f"u{each}", "global_name": None} for each in people]
        return {"users": users[:limit]}

    monkeypatch.setattr(small.env.bot.http, "get_poll_answer_voters", page)
    monkeypatch.setattr(poll_voters, "PAGE", 2)

    found = await voters(small.env.bot, poll)

    assert [each.name for each in found] == ["u1", "u2", "u3", "u4", "u5"]
    assert asked == [(1, None), (1, 2), (1, 4), (2, None)]


async def test_a_deleted_message_took_the_votes_with_it(small: World):
    poll = await posted(small)
    small.env.backend.delete_message(small.channel.id, int(poll.message or 0))

    with pytest.raises(BadInput, match="deleted"):
        await voters(small.env.bot, poll)


async def test_a_message_without_a_poll_has_no_votes(small: World):
    poll = await posted(small)
    other = await small.env.bot.get_channel(small.channel.id).send("Tea?")

    with pytest.raises(BadInput, match="deleted"):
        await voters(small.env.bot, replace(poll, message=str(other.id)))


async def test_a_channel_that_cannot_be_read_is_named_as_the_reason(small: World):
    poll = await posted(small)
    channel = small.env.bot.get_channel(small.channel.id)
    await channel.set_permissions(channel.guild.me, read_message_history=False)

    with pytest.raises(BadInput, match="I can no longer read"):
        await voters(small.env.bot, poll)


async def test_when_discord_is_silent_that_is_said(small: World, monkeypatch: Any):
    poll = await posted(small)

    async def fails(*_: object) -> None:
        raise ConnectionResetError

    monkeypatch.setattr(small.env.bot.http, "get_poll_answer_voters", fails)

    with pytest.raises(BadInput, match="at the moment"):
        await voters(small.env.bot, poll)
