"""Whether the message of a poll is still there.

Discord tells of deletions only those who ask for all messages, which we do not; so it is asked.
"""

from __future__ import annotations

import asyncio

import aiohttp
import discord

from bot.core.identity import local_id
from bot.core.poll import Poll, PollState

LONGEST_WAIT = 1.5  # seconds; whoever asked has to be answered within three


async def has_lost_its_message(client: discord.Client, poll: Poll) -> bool:
    """Whether Discord says so of an open *poll*; in any doubt it has not."""
    if poll.state is not PollState.OPEN or poll.message is None:
        return False
    place, channel = int(local_id(poll.place)), int(poll.channel)
    message = client.get_partial_messageable(channel, guild_id=place).get_partial_message(
        int(poll.message)
    )
    try:
        async with asyncio.timeout(LONGEST_WAIT):
            await message.fetch()
    except discord.NotFound:
        return True
    except (discord.DiscordException, aiohttp.ClientError, OSError):
        return False
    return False
