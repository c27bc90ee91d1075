"""Who voted for what in one of Discord's own polls: read when it is asked for, kept nowhere."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import aiohttp
import discord

from bot.core.identity import local_id
from bot.core.poll import Poll
from bot.core.voters import Voter
from bot.errors import BadInput

PAGE = 100  # the most Discord tells at once
LONGEST_WAIT = 10.0  # seconds for one page
MESSAGE_GONE = "The message of that poll was deleted, and Discord forgot with it who voted."
HIDDEN = "I can no longer read the message of that poll; let me see its channel and its history."
NO_ANSWER = "Discord does not tell me the votes at the moment; try again soon."


async def voters(client: discord.Client, poll: Poll) -> list[Voter]:
    """Everybody who voted, by option, once for each that they chose.

    Raises:
        BadInput: Discord does not tell.
    """
    assert poll.message is not None
    place, channel, message = int(local_id(poll.place)), int(poll.channel), int(poll.message)
    partial = client.get_partial_messageable(channel, guild_id=place).get_partial_message(message)
    try:
        async with asyncio.timeout(LONGEST_WAIT):
            shown = await partial.fetch()
        if shown.poll is None:
            raise BadInput(MESSAGE_GONE)
        # Discord advises against taking the ids of answers for their numbers.
        answers = [answer.id for answer in shown.poll.answers]
        return [
            Voter(option, str(user["id"]), user["global_name"] or user["username"])
            for option, answer in enumerate(answers)
            async for user in _users(client, channel, message, answer)
        ]
    except discord.NotFound:
        raise BadInput(MESSAGE_GONE) from None
    except discord.Forbidden:
        raise BadInput(HIDDEN) from None
    except (discord.HTTPException, discord.RateLimited, aiohttp.ClientError, OSError):
        raise BadInput(NO_ANSWER) from None


async def _users(
    client: discord.Client, channel: int, message: int, answer: int
) -> AsyncIterator[discord.types.user.User]:
    after: int | None = None
    while True:
        async with asyncio.timeout(LONGEST_WAIT):
            page = await client.http.get_poll_answer_voters(channel, message, answer, after, PAGE)
        users = page["users"]
        for user in users:
            yield user
        if len(users) < PAGE:
            return
        after = int(users[-1]["id"])
