"""At most so many requests a second, whenever they reach the platform."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

SECOND = 1.0


class Pace:
    """Never more than *most* requests in any second of the platform's clock, and *per_second* of
    them evenly spread.

    A platform counts a request when it arrives, somewhere between our sending it and our having its
    answer. A place among the *most* is therefore taken until a second after the answer, less the
    shortest time that any answer took, which the next request needs as well: whatever delays
    requests, there or here or on the way, two seconds' worth of them never count as one's.
    Discord counts 50 a second over everything a bot does but answers to interactions
    (https://docs.discord.com/developers/topics/rate-limits).
    """

    def __init__(self, per_second: float, most: int) -> None:
        self._gap = SECOND / per_second
        self._free = asyncio.Semaphore(most)
        self._next = 0.0
        self._shortest = SECOND
        self._first = asyncio.Lock()  # one at a time waits for the clock, the others for that one

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Wait for one's turn to make one request; turns are given in the order of asking."""
        loop = asyncio.get_running_loop()
        async with self._first:
            await self._free.acquire()
            try:
                await self._until_next(loop)
            except BaseException:
                self._free.release()
                raise
        began = loop.time()
        try:
            yield
            self._shortest = min(self._shortest, loop.time() - began)
        finally:
            loop.call_later(SECOND - self._shortest, self._free.release)

    async def _until_next(self, loop: asyncio.AbstractEventLoop) -> None:
        """Time that was not used is not made up for, be it that there was nothing to do or that
        the program was busy: all that had to wait would then go out at once.
        """
        now = loop.time()
        mine = max(now, self._next)
        self._next = mine + self._gap
        await asyncio.sleep(mine - now)
