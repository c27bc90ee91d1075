"""Messages, polls and direct messages, as real clients send and see them."""

from __future__ import annotations

from datetime import timedelta

import discord
import pytest

from tests.stand_in.client import Client, card, eventually
from tests.stand_in.conftest import NOON
from tests.stand_in.server import Discord


async def test_components_and_their_author_come_back(general, client: Client):
    sent = await general.send(view=card("words"), silent=True)
    found = await general.fetch_message(sent.id)

    assert found.author == client.user
    assert found.components[0].content == "words"
    assert found.flags.components_v2
    assert found.flags.suppress_notifications


async def test_the_same_nonce_makes_one_message_for_five_minutes(world, channel, general):
    first = await general.send("hello", nonce="key")
    world.clock.advance(timedelta(seconds=299))
    again = await general.send("hello", nonce="key")
    world.clock.advance(timedelta(seconds=2))
    late = await general.send("hello", nonce="key")

    assert again.id == first.id != late.id
    assert len(world.history(channel)) == 2


async def test_different_nonces_make_different_messages(world, channel, general):
    for _ in range(2):
        await general.send("hello")

    assert len(world.history(channel)) == 2


async def test_a_nonce_whose_message_was_deleted_is_an_unknown_message(general):
    first = await general.send("hello", nonce="key")
    await first.delete()
    with pytest.raises(discord.NotFound) as raised:
        await general.send("hello", nonce="key")

    assert raised.value.code == 10008


async def test_history_is_newest_first_and_bounded(general):
    sent = [await general.send(str(number)) for number in range(5)]

    async def contents(**bounds) -> list[str]:
        return [message.content async for message in general.history(**bounds)]

    assert await contents() == ["4", "3", "2", "1", "0"]
    assert await contents(limit=2, before=sent[2]) == ["1", "0"]
    assert await contents(limit=2, after=sent[1]) == ["2", "3"]
    assert await contents(limit=3, around=sent[2]) == ["3", "2", "1"]


async def test_what_others_write_is_not_readable(world, channel, general):
    world.say(channel, "secret")
    found = [message async for message in general.history()]

    assert [message.content for message in found] == [""]


async def test_a_message_can_be_edited(general):
    sent = await general.send(view=card("old"))
    await sent.edit(view=card("new"))
    found = await general.fetch_message(sent.id)

    assert found.components[0].content == "new"
    assert found.edited_at == NOON


async def test_components_exclude_content(general):
    with pytest.raises(discord.HTTPException) as raised:
        await general.send("words", view=card("more"))

    assert raised.value.code == 50035


async def test_a_file_is_named_in_the_message(general, tmp_path):
    picture = tmp_path / "map.png"
    picture.write_bytes(b"123")
    sent = await general.send(file=discord.File(picture, description="a map"))

    assert [(each.filename, each.size) for each in sent.attachments] == [("map.png", 3)]


async def test_a_poll_has_an_expiry_and_can_be_ended(general):
    poll = discord.Poll("Who?", timedelta(hours=24))
    poll.add_answer(text="Ada").add_answer(text="Ben")
    sent = await general.send(poll=poll, nonce="poll")
    ended = await sent.end_poll()

    assert sent.poll.expires_at == NOON + timedelta(hours=24)
    assert [answer.text for answer in sent.poll.answers] == ["Ada", "Ben"]
    assert ended.poll.is_finalised()


async def test_a_poll_that_ended_by_itself_tells_its_votes(general, world):
    poll = discord.Poll("Who?", timedelta(hours=1)).add_answer(text="Ada").add_answer(text="Ben")
    sent = await general.send(poll=poll)
    early = await general.fetch_message(sent.id)
    world.history(general.id)[-1].poll.votes = (0, 3)
    world.clock.advance(timedelta(hours=1))
    late = await general.fetch_message(sent.id)

    assert not early.poll.is_finalised()
    assert late.poll.is_finalised()
    assert [answer.vote_count for answer in late.poll.answers] == [0, 3]


async def test_a_poll_of_half_an_hour_is_refused(general):
    poll = discord.Poll("Who?", timedelta(minutes=30)).add_answer(text="Ada")
    with pytest.raises(discord.HTTPException) as raised:
        await general.send(poll=poll)

    assert raised.value.code == 50035


async def test_a_direct_message_is_of_one_channel_for_each_person(world, client: Client):
    person = discord.Object(7)
    first, second = [await client.create_dm(person) for _ in range(2)]
    await first.send("psst")

    assert first.id == second.id
    assert [message.content for message in world.history(first.id)] == ["psst"]


async def test_a_person_may_take_no_direct_messages(world, client: Client):
    world.closed.add(7)
    direct = await client.create_dm(discord.Object(7))
    with pytest.raises(discord.Forbidden) as raised:
        await direct.send("psst")

    assert raised.value.code == 50007


async def test_a_slash_command_is_answered_and_followed_up(client: Client, served: Discord):
    assert client.is_ready()
    begun = served.begin_slash("why")
    body, seconds = await begun.answer
    await eventually(lambda: begun.later)

    assert body["data"]["content"] == "heard why"
    assert 0 < seconds < 5
    assert begun.later[0]["content"] == "and more"


async def test_sub_commands_are_nested(client: Client, served: Discord):
    await served.slash("schedule set", hour=9)
    [option] = client.heard[-1]["options"]

    assert (option["type"], option["name"]) == (1, "set")
    assert option["options"] == [{"name": "hour", "type": 4, "value": 9}]
