"""Decide on each daily post when it is due: send it, or note why not."""

from __future__ import annotations

import asyncio
import logging

from bot.services.daily_posts import DailyPosts

logger = logging.getLogger(__name__)

BATCH = 200
POLL_SECONDS = 1.0


async def keep_schedules(posts: DailyPosts) -> None:
    """Decide what is due until cancelled; a round that fails is logged and tried again."""
    while True:
        try:
            decided = await posts.decide_due(BATCH)
        except Exception:
            logger.exception("a round of the scheduler failed")
            decided = 0
        if not decided:
            await asyncio.sleep(POLL_SECONDS)
