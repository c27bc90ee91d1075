"""The channels of a server as the gateway keeps them up to date, and what the bot may do there."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, nullcontext
from typing import TypeAlias

import aiohttp
import discord

from bot.core.channels import Channel, ChannelKind, Permission, Tag
from bot.core.identity import Place, local_id
from bot.errors import BadInput

NAMES: dict[Permission, str] = {
    Permission.VIEW: "view_channel",
    Permission.SEND: "send_messages",
    Permission.SEND_IN_FORUM: "send_messages",  # Discord calls it "Create Posts" there
    Permission.HISTORY: "read_message_history",
    Permission.THREADS: "create_public_threads",
    Permission.SEND_IN_THREADS: "send_messages_in_threads",
    Permission.POLLS: "send_polls",
    Permission.MENTION: "mention_everyone",
}
LONGEST_WAIT = 2.0  # seconds; whoever picked a channel has to be answered within three
NO_ANSWER = "Discord does not tell me about that channel at the moment; try again soon."
Turn: TypeAlias = Callable[[], AbstractAsyncContextManager[None]]
Found: TypeAlias = discord.abc.GuildChannel | discord.Thread | None
# The chat beside a voice channel is one like any other, but for threads.
Talk: TypeAlias = discord.TextChannel | discord.VoiceChannel | discord.StageChannel
Usable: TypeAlias = Talk | discord.Thread | discord.ForumChannel


class DiscordChannels:
    """Answers from the cache of *client*; only archived threads have to be asked for.

    *turn* is waited for before that.
    """

    def __init__(self, client: discord.Client, turn: Turn = nullcontext) -> None:
        self._client = client
        self._turn = turn

    async def channel(self, place: Place, channel_id: str) -> Channel | None:
        """The channel, with what the bot may do there; None if there is none it can see.

        Raises:
            BadInput: Discord does not say.
        """
        guild = self._client.get_guild(int(local_id(place)))
        if guild is None:
            return None
        found: Found = guild.get_channel_or_thread(int(channel_id))
        if found is None:
            async with self._turn():
                found = await _fetched(guild, channel_id)
        match found:
            case (
                discord.TextChannel()
                | discord.VoiceChannel()
                | discord.StageChannel()
                | discord.ForumChannel()
                | discord.Thread(parent=discord.TextChannel() | discord.ForumChannel())
            ):
                return _described(found, found.permissions_for(guild.me))
            case _:
                return None


async def _fetched(guild: discord.Guild, channel_id: str) -> Found:
    try:
        async with asyncio.timeout(LONGEST_WAIT):
            return await guild.fetch_channel(int(channel_id))
    except (discord.NotFound, discord.Forbidden, discord.InvalidData):
        return None
    except (discord.HTTPException, discord.RateLimited, aiohttp.ClientError, OSError):
        raise BadInput(NO_ANSWER) from None


def _described(channel: Usable, held: discord.Permissions) -> Channel:
    thread = channel if isinstance(channel, discord.Thread) else None
    forum = channel if isinstance(channel, discord.ForumChannel) else None
    return Channel(
        id=str(channel.id),
        name=channel.name,
        kind=_kind(channel),
        held=frozenset(each for each, name in NAMES.items() if getattr(held, name)),
        is_archived=thread is not None and thread.archived,
        is_locked=thread is not None and thread.locked and not held.manage_threads,
        requires_tag=forum is not None and forum.flags.require_tag,
        tags=_tags(forum, held) if forum else (),
        mentionable_roles=frozenset(
            str(role.id) for role in channel.guild.roles if role.mentionable
        ),
    )


def _kind(channel: Usable) -> ChannelKind:
    match channel:
        case discord.Thread():
            return ChannelKind.THREAD
        case discord.ForumChannel():
            return ChannelKind.FORUM
        case _:
            return ChannelKind.TEXT


def _tags(forum: discord.ForumChannel, held: discord.Permissions) -> tuple[Tag, ...]:
    """Those that the bot may use: some are for moderators only."""
    return tuple(
        Tag(str(tag.id), tag.name)
        for tag in forum.available_tags
        if held.manage_threads or not tag.moderated
    )
