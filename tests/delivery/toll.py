"""The kills that a fleet suffers one after the other, and how many it was."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from time import monotonic

from tests.delivery.killing import Fleet, Kill

logger = logging.getLogger(__name__)
# A lease lasts one minute, and Discord knows a nonce for five.
LEAPS = (*[timedelta(seconds=70)] * 3, timedelta(seconds=400), timedelta(minutes=20))


@dataclass
class Toll:
    """*kills* are still to come; *deaths* counts those that came."""

    fleet: Fleet
    seed: int
    kills: list[Kill] = field(default_factory=list)
    deaths: Counter[str] = field(default_factory=Counter)
    leaps: Counter[timedelta] = field(default_factory=Counter)
    begun: float = field(default_factory=monotonic)

    async def endure(self, kills: Sequence[Kill]) -> None:
        """Suffer *kills* in their order, as long as there is something to do, then have it done."""
        for kill in kills:
            await self.fleet.man()
            if not await self.fleet.suffer(kill):
                break
            if kill in self.kills:
                self.kills.remove(kill)
            self.deaths[str(kill)] += 1
            await self._let_leases_end()
        await self.fleet.man()
        await self.fleet.finish()
        await self.fleet.quiet()

    async def _let_leases_end(self) -> None:
        if self.fleet.size > 1:
            await self.fleet.man()
        await self.fleet.quiet()
        leap = self.fleet.random.choice(LEAPS)
        self.leaps[leap] += 1
        self.fleet.clock.leap(leap)

    def tell(self, rounds: int) -> None:
        logger.info(
            "%d kills in %.0f s in %d rounds, seed %d; %d processes; leaps %s; %s",
            *(self.deaths.total(), monotonic() - self.begun, rounds, self.seed),
            *(self.fleet.started, {str(leap): n for leap, n in self.leaps.items()}),
            dict(sorted(self.deaths.items())),
        )
