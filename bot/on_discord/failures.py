"""What Discord's refusals mean for something that was to be sent."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

import aiohttp
import discord

from bot.core.post import Reason, Trouble
from bot.delivery.sender import Rejected, TryLater
from bot.on_discord.single_try import ServerFault

TOO_MANY_REQUESTS = 429
# https://docs.discord.com/developers/topics/opcodes-and-status-codes#json
THREAD_EXISTS = 160004
POLL_EXPIRED = 520001
REASONS: Mapping[int, Reason] = {
    10003: Reason.CHANNEL_GONE,
    10004: Reason.CHANNEL_GONE,  # the server itself
    10008: Reason.PART_REMOVED,  # the message
    50001: Reason.NO_ACCESS,
    50007: Reason.NO_ACCESS,  # a person who takes no direct messages
    50013: Reason.NO_PERMISSION,
    50083: Reason.THREAD_LOCKED,
    40067: Reason.TAG_REQUIRED,
    160006: Reason.TOO_MANY_THREADS,
}
WHATEVER_ELSE: Mapping[int, Reason] = {403: Reason.NO_ACCESS, 404: Reason.CHANNEL_GONE}
# discord.py has waited for it several times by then, or was not even told how long to wait.
LONG_WAIT = timedelta(minutes=1)


def as_failure(error: Exception) -> Rejected | TryLater | None:
    """What *error* means, or None if it is no failure of Discord or of the way there."""
    match error:
        case discord.RateLimited(retry_after=seconds):
            after = timedelta(seconds=seconds)
            return TryLater(Trouble(Reason.RATE_LIMITED), in_doubt=False, after=after)
        case ServerFault() | discord.DiscordServerError():
            return TryLater(Trouble(Reason.PLATFORM_DOWN), in_doubt=True)
        case discord.HTTPException():
            return _refusal(error)
        case aiohttp.ClientConnectorError():
            return TryLater(Trouble(Reason.UNREACHABLE), in_doubt=False)
        case TimeoutError() | OSError() | aiohttp.ClientError():
            return TryLater(Trouble(Reason.UNREACHABLE), in_doubt=True)
        case _:
            return None


def is_ban(error: Exception) -> bool:
    """Whether all that comes from here is turned away, by Cloudflare before it gets to Discord."""
    if not isinstance(error, discord.HTTPException) or error.status != TOO_MANY_REQUESTS:
        return False
    return "Via" not in error.response.headers  # as discord.py tells it


def _refusal(error: discord.HTTPException) -> Rejected | TryLater:
    if error.status == TOO_MANY_REQUESTS:
        return TryLater(Trouble(Reason.RATE_LIMITED), in_doubt=False, after=LONG_WAIT)
    reason = REASONS.get(error.code) or WHATEVER_ELSE.get(error.status)
    if reason is None:
        return Rejected(Trouble(Reason.REFUSED, (f"{error.status} {error.code}", error.text)))
    return Rejected(Trouble(reason))
