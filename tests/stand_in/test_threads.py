"""Threads, forum posts, and what a bot may no longer see or do."""

from __future__ import annotations

import discord
import pytest

from tests.stand_in.client import Client, card, eventually
from tests.stand_in.places import Permission


async def test_a_thread_has_its_messages_id_and_is_made_once(client: Client, general):
    message = await general.send("hello")
    thread = await message.create_thread(name="talk")
    seen = await client.threads_seen.get()
    with pytest.raises(discord.HTTPException) as raised:
        await message.create_thread(name="talk")
    found = await general.fetch_message(message.id)

    assert thread.id == message.id == seen.id
    assert raised.value.code == 160004
    assert found.thread.name == "talk"
    assert [each.id for each in await general.guild.active_threads()] == [thread.id]


async def test_the_number_of_active_threads_can_be_reached(world, general):
    world.active_threads = 0
    message = await general.send("hello")
    with pytest.raises(discord.HTTPException) as raised:
        await message.create_thread(name="talk")

    assert raised.value.code == 160006


async def test_sending_opens_an_archived_thread_but_no_locked_one(world, channel, general):
    thread = await (await general.send("hello")).create_thread(name="talk")
    [kept] = world.threads(channel)
    world.archive(kept)
    listed = [each.id async for each in general.archived_threads()]
    await thread.send("still here")
    open_again = not kept.archived
    world.archive(kept, locked=True)
    with pytest.raises(discord.HTTPException) as raised:
        await thread.send("and now?")

    assert listed == [thread.id]
    assert open_again
    assert raised.value.code == 50083


async def test_a_forum_post_heeds_no_nonce_and_may_need_a_tag(world, channel, client: Client):
    kept = world.add_forum(channel.guild, tags=["daily"], tag_required=True)
    await eventually(lambda: client.get_channel(kept.id))
    forum = client.get_channel(kept.id)
    posts = [
        await forum.create_thread(name="post", view=card("x"), applied_tags=forum.available_tags)
        for _ in range(2)
    ]
    with pytest.raises(discord.HTTPException) as raised:
        await forum.create_thread(name="post", content="untagged")

    assert all(post.thread.id == post.message.id for post in posts)
    assert posts[0].thread.applied_tags == list(forum.available_tags)
    assert len(world.threads(kept)) == 2
    assert raised.value.code == 40067


async def test_a_revoked_permission_is_seen_and_enforced(world, channel, general):
    world.revoke(channel, Permission.SEND_MESSAGES)
    await eventually(lambda: not general.permissions_for(general.guild.me).send_messages)
    with pytest.raises(discord.Forbidden) as raised:
        await general.send("hello")
    world.revoke(channel, Permission.VIEW_CHANNEL)
    with pytest.raises(discord.Forbidden) as hidden:
        await general.send("hello")
    world.grant(channel, Permission.VIEW_CHANNEL, Permission.SEND_MESSAGES)

    assert (raised.value.code, hidden.value.code) == (50013, 50001)
    assert await general.send("hello")


async def test_a_deleted_channel_is_gone(world, channel, general, client: Client):
    world.delete_channel(channel)
    await eventually(lambda: client.get_channel(channel.id) is None)
    with pytest.raises(discord.NotFound) as raised:
        await general.send("hello")

    assert raised.value.code == 10003


async def test_a_bot_that_was_removed_sees_the_server_no_more(world, channel, client: Client):
    world.remove_bot(channel.guild)
    await eventually(lambda: not client.guilds)
    with pytest.raises(discord.NotFound):
        await client.fetch_channel(channel.id)
