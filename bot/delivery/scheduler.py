"""Decide on each daily post and poll when it is due, and once a day delete what is old."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import TypeAlias

from bot.services.daily_posts import DailyPosts
from bot.services.polls import Polls

logger = logging.getLogger(__name__)

BATCH = 200
POLL_SECONDS = 1.0
DAY_SECONDS = 86_400.0
Cleaning: TypeAlias = Callable[[], Awaitable[int]]


async def keep_schedules(posts: DailyPosts, polls: Polls) -> None:
    """Decide what is due until cancelled; a round that fails is logged and tried again."""
    while True:
        if not await _round(posts.decide_due) + await _round(polls.close_due):
            await asyncio.sleep(POLL_SECONDS)


async def keep_clean(cleanings: Sequence[Cleaning]) -> None:
    """Do all *cleanings* at the start and once a day until cancelled; one that fails is logged.

    None of them minds being done again, so nothing is remembered of when it was.
    """
    while True:
        for clean in cleanings:
            try:
                await clean()
            except Exception:
                logger.exception("a daily cleaning failed")
        await asyncio.sleep(DAY_SECONDS)


async def _round(decide: Callable[[int], Awaitable[int]]) -> int:
    try:
        return await decide(BATCH)
    except Exception:
        logger.exception("a round of the scheduler failed")
        return 0
