"""Polls of Discord's own: opened, voted in, closed and counted."""

from __future__ import annotations

from datetime import timedelta

from bot.core.poll import PollState
from tests.on_discord.delivering import deliver
from tests.on_discord.polling import (
    QUESTION,
    SECRET,
    SEVERAL,
    advance,
    close,
    on_wire,
    open_poll,
    submit,
    the_poll,
)
from tests.on_discord.world import World, texts, title


async def test_the_form_opens_one_in_three_interactions(small: World):
    told = await submit(small, small.mira)

    await deliver(small)

    message = small.channel.last_message
    assert told.ephemeral
    assert title(told.response) == "Opening it."
    assert message.poll.question == QUESTION
    assert [answer.text for answer in message.poll.answers] == ["Yes", "No", "Later"]
    assert not message.poll.multiple
    poll = await the_poll(small)
    assert (poll.state, poll.message) == (PollState.OPEN, str(message.id))
    assert poll.opened_by == f"discord:{small.mira.id}"


async def test_a_quick_one_asks_whether_people_agree(small: World):
    told = await small.mira.slash(small.channel, "poll quick", question="Tea is better.")

    await deliver(small)

    poll = small.channel.last_message.poll
    assert told.ephemeral
    assert poll.question == "Tea is better."
    assert [answer.text for answer in poll.answers] == ["Agree", "Disagree", "Unsure"]
    assert poll.duration == timedelta(hours=24)


async def test_several_answers_can_be_allowed(small: World):
    message = await open_poll(small, **SEVERAL)

    assert message.poll.multiple


async def test_a_poll_goes_where_it_was_asked_for(small: World):
    other = small.guild.create_text_channel("other")

    message = await open_poll(small, channel=other)

    assert message.poll is not None
    assert small.channel.last_message is None


async def test_a_poll_can_be_asked_beside_a_voice_channel(small: World):
    voice = small.guild.create_voice_channel("speak")

    told = await submit(small, small.mira, channel=voice, **SECRET)
    await deliver(small)

    assert title(told.response) == "Opening it."
    assert title(on_wire(voice.last_message)) == QUESTION


async def test_closing_by_hand_posts_the_counts_once_discord_has_them(small: World):
    message = await open_poll(small)
    await small.ada.vote(message, answer=1)
    await small.ben.vote(message, answer=1)
    await small.mira.vote(message, answer=3)

    told = await close(small, small.mira)

    result = small.channel.last_message
    assert told.ephemeral
    assert (await the_poll(small)).state is PollState.CLOSED
    shown = texts(on_wire(result))
    assert "**Yes** — 2 votes, 67 %" in shown
    assert "**No** — 0 votes, 0 %" in shown
    assert "3 people voted" in shown


async def test_closing_by_time_posts_them_too(small: World):
    message = await open_poll(small)
    await small.ada.vote(message, answer=2)

    await advance(small, timedelta(days=1, minutes=2))
    await deliver(small)

    assert "Most votes: **No**" in texts(on_wire(small.channel.last_message))
    assert (await the_poll(small)).result.counts == (0, 1, 0)


async def test_votes_moved_and_taken_back_are_counted_as_they_stand(small: World):
    message = await open_poll(small)
    await small.ada.vote(message, answer=1)
    await small.ben.vote(message, answer=1)
    await small.ada.vote(message, answer=2)
    await small.ben.remove_vote(message, answer=1)

    await close(small, small.mira)

    assert (await the_poll(small)).result.counts == (0, 1, 0)


async def test_the_result_comes_once_however_often_one_looks(small: World):
    await open_poll(small)
    await close(small, small.mira)
    before = len(small.channel.history())

    again = await close(small, small.mira)
    await advance(small, timedelta(days=2))
    await deliver(small)

    assert title(again.response) == "That poll is closed already."
    assert len(small.channel.history()) == before


async def test_a_restart_in_the_middle_changes_nothing(small: World):
    message = await open_poll(small)
    await small.ada.vote(message, answer=1)

    await small.restart()
    await advance(small, timedelta(days=1, minutes=2))
    await deliver(small)

    assert (await the_poll(small)).result.counts == (1, 0, 0)


async def test_a_late_close_says_so(small: World):
    await open_poll(small)

    await advance(small, timedelta(days=3))
    await deliver(small)

    assert "late: I was not running" in texts(on_wire(small.channel.last_message))


async def test_a_deleted_message_is_noticed_by_who_looks(small: World):
    message = await open_poll(small)
    small.env.backend.delete_message(small.channel.id, message.id)

    shown = await small.ada.slash(small.channel, "poll results", poll=QUESTION)

    assert shown.ephemeral
    assert "its message was deleted" in texts(shown.response)
    assert (await the_poll(small)).state is PollState.LOST


async def test_a_message_that_cannot_be_asked_for_is_taken_to_be_there(small: World):
    await open_poll(small)
    channel = small.env.bot.get_channel(small.channel.id)
    await channel.set_permissions(channel.guild.me, read_message_history=False)

    shown = await small.ada.slash(small.channel, "poll results", poll=QUESTION)

    assert "The votes so far are in" in texts(shown.response)
    assert (await the_poll(small)).state is PollState.OPEN


async def test_a_deleted_message_is_noticed_when_it_is_to_be_counted(small: World):
    message = await open_poll(small)
    small.env.backend.delete_message(small.channel.id, message.id)

    await close(small, small.mira)

    assert (await the_poll(small)).state is PollState.LOST
    shown = await small.ada.slash(small.channel, "poll results", poll=QUESTION)
    assert "its message was deleted" in texts(shown.response)
    listed = await small.ada.slash(small.channel, "poll list")
    assert "its message was deleted" in texts(listed.response)
    letter = small.mira.user.dm_channel.last_message
    assert title(on_wire(letter)).endswith("could not be counted")
    assert QUESTION in texts(on_wire(letter))
