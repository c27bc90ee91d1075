"""At most so many requests a second, evenly spread."""

from __future__ import annotations

import asyncio


class Pace:
    """Time that was not used is not made up for, so there are never more than *per_second* in one.

    Nor is time in which the program was busy: all that had to wait would then go out at once.
    Discord counts 50 a second over everything a bot does but answers to interactions
    (https://docs.discord.com/developers/topics/rate-limits).
    """

    def __init__(self, per_second: float) -> None:
        self._gap = 1 / per_second
        self._next = 0.0
        self._first = asyncio.Lock()  # one at a time waits for the clock, the others for that one

    async def turn(self) -> None:
        """Wait for one's turn; turns are given in the order of asking."""
        async with self._first:
            now = asyncio.get_running_loop().time()
            mine = max(now, self._next)
            self._next = mine + self._gap
            await asyncio.sleep(mine - now)
