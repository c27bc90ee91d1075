"""Channels as the bot sees them."""

from __future__ import annotations

from contextlib import asynccontextmanager

import discord
import pytest

from bot.core.channels import Channel, ChannelKind, Permission
from bot.errors import BadInput
from bot.on_discord.askers import place
from bot.on_discord.channels import DiscordChannels
from tests.on_discord.world import World


async def seen(world: World, channel_id: int) -> Channel | None:
    await world.env.settle()
    directory = DiscordChannels(world.env.bot)
    return await directory.channel(place(world.guild.id), str(channel_id))


async def test_a_text_channel_with_all_that_is_allowed(small: World):
    channel = await seen(small, small.channel.id)

    assert channel == Channel(str(small.channel.id), "talk", ChannelKind.TEXT)


@pytest.mark.parametrize(
    ("denied", "lacking"),
    [
        ("send_messages", {Permission.SEND, Permission.SEND_IN_FORUM}),
        ("read_message_history", {Permission.HISTORY}),
        ("create_public_threads", {Permission.THREADS}),
        ("send_messages_in_threads", {Permission.SEND_IN_THREADS}),
        ("send_polls", {Permission.POLLS}),
        ("mention_everyone", {Permission.MENTION}),
        ("view_channel", set(Permission)),
    ],
)
async def test_each_permission_goes_by_its_own_name(
    small: World, denied: str, lacking: set[Permission]
):
    me = small.guild.me
    assert me is not None
    overwrite = discord.PermissionOverwrite(**{denied: False})
    made = small.guild.create_text_channel("daily", overwrites={me: overwrite})

    channel = await seen(small, made.id)

    assert channel is not None
    # Who may not send may not mention or ask either: discord.py leaves these out then.
    assert lacking <= set(Permission) - channel.held


async def test_an_archived_thread_is_asked_for(small: World):
    made = small.env.backend.create_thread(small.channel.id, "old", small.mira.id)
    small.env.backend.edit_channel(made.id, {}, thread_metadata={"archived": True})
    await small.restart()

    channel = await seen(small, made.id)

    assert channel is not None
    assert (channel.kind, channel.is_archived, channel.name) == (ChannelKind.THREAD, True, "old")


async def test_a_bot_that_manages_threads_can_post_in_locked_ones(small: World):
    made = small.env.backend.create_thread(small.channel.id, "kept", small.mira.id)
    small.env.backend.edit_channel(made.id, {}, thread_metadata={"locked": True})

    channel = await seen(small, made.id)

    assert channel is not None
    assert not channel.is_locked


async def test_only_what_has_to_be_asked_for_takes_a_turn(small: World):
    taken = []

    @asynccontextmanager
    async def turn():
        taken.append(True)
        yield

    directory = DiscordChannels(small.env.bot, turn)
    await directory.channel(place(small.guild.id), str(small.channel.id))
    known = len(taken)
    await directory.channel(place(small.guild.id), "1")

    assert (known, len(taken)) == (0, 1)


async def test_roles_that_anybody_may_mention_are_told(small: World):
    small.guild.create_role("Staff")
    role = small.guild.create_role("Readers", mentionable=True)

    channel = await seen(small, small.channel.id)

    assert channel is not None
    assert channel.mentionable_roles == {str(role.id)}


async def test_what_is_not_there_is_none(small: World):
    assert await seen(small, 1) is None


@pytest.mark.parametrize("kind", ["voice", "stage"])
async def test_people_write_beside_a_voice_channel_as_well(small: World, kind: str):
    made = getattr(small.guild, f"create_{kind}_channel")("speak")

    channel = await seen(small, made.id)

    assert channel is not None
    assert channel.kind is ChannelKind.TEXT
    assert {Permission.VIEW, Permission.SEND, Permission.POLLS} <= channel.held


async def test_a_thread_whose_channel_is_hidden_is_none(small: World):
    made = small.env.backend.create_thread(small.channel.id, "orphan", small.mira.id)
    await small.env.settle()
    guild = small.env.bot.get_guild(small.guild.id)
    guild._remove_channel(guild.get_channel(small.channel.id))

    assert await seen(small, made.id) is None


async def test_where_discord_does_not_say_the_moderator_is_told_to_try_again(small: World):
    small.env.inject_error("GET", "/channels/1", status=503, times=None)

    with pytest.raises(BadInput, match="try again"):
        await seen(small, 1)


async def test_a_server_that_the_bot_has_left_has_none(small: World):
    directory = DiscordChannels(small.env.bot)

    assert await directory.channel(place(1), str(small.channel.id)) is None
