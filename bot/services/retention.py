"""Old rows go, whatever nobody needs any more."""

from __future__ import annotations

import logging

from bot.clock import Clock
from bot.storage.database import Database
from bot.storage.old_rows import RULES, Rule, apply_to_some
from bot.storage.vote_store import TABLES as VOTES

logger = logging.getLogger(__name__)


class Retention:
    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def clean(self) -> int:
        """Apply every rule until nothing is left for it, and return how many rows it was.

        Each few rows are a transaction of their own, so that others can write in between. At the
        end the files hold nothing of it, nor of what was deleted before while somebody read.
        """
        gone = sum([await self._apply(rule) for rule in RULES])
        await self._database.scrub(*VOTES)
        return gone

    async def _apply(self, rule: Rule) -> int:
        total = 0
        while applied := await apply_to_some(self._database, rule, self._clock()):
            total += applied
        if total:
            logger.info("%d old rows of %s went", total, rule.table)
        return total
