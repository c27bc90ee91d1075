"""Which servers the bot is in, as the gateway told and as Discord says when asked."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import aiohttp
import discord

from bot.core.identity import Place, local_id
from bot.on_discord.askers import place

LONGEST_WAIT = 10.0  # seconds
# Where a person was meant to be told of a server, Discord says one or the other of a server that
# the bot is not in: https://docs.discord.com/developers/topics/opcodes-and-status-codes#json
UNKNOWN_GUILD, MISSING_ACCESS = 10004, 50001


def present(client: discord.Client) -> frozenset[Place]:
    """Where the bot is. Servers that have an outage count, since the gateway lists them too."""
    return frozenset(place(guild.id) for guild in client.guilds)


def covered(client: discord.AutoShardedClient) -> Callable[[Place], bool]:
    """Whether a server would be among those `present`, if the bot were in it.

    Servers are dealt to shards by their id, and each shard is told at its start of all of its own
    (https://docs.discord.com/developers/events/gateway#sharding). Those of other shards may be with
    another process.
    """
    count, ready = client.shard_count or 1, frozenset(client.shards)
    return lambda place: (int(local_id(place)) >> 22) % count in ready


async def has_left(client: discord.Client, logged_in: asyncio.Event, place: Place) -> bool:
    """Whether Discord says at this moment that the bot is not in *place*; in doubt it is not so."""
    await logged_in.wait()
    try:
        async with asyncio.timeout(LONGEST_WAIT):
            await client.fetch_guild(int(local_id(place)), with_counts=False)
    except discord.HTTPException as error:
        return error.code in (UNKNOWN_GUILD, MISSING_ACCESS)
    except (discord.RateLimited, aiohttp.ClientError, OSError):
        return False
    return False
