"""The simulated Discord and the page that shows it, which take turns."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import simcord

from bot.demo.clock import DemoClock


class Scene:
    """What the demo does on its own with *env*, while somebody uses the *page*.

    simcord refuses what overlaps, and a page that was refused does nothing any more until it is
    loaded again. So whoever acts waits for a turn, be it the page or the demo.
    """

    def __init__(self, env: simcord.Env, page: simcord.Preview, clock: DemoClock) -> None:
        self._env = env
        self._page = page
        self._clock = clock
        self._turn = asyncio.Lock()
        self._act = page._action
        page._action = self._act_in_turn  # type: ignore[method-assign]

    async def renew(self) -> None:
        """Have the page show what came of itself, by the time that it is."""
        async with self._turn:
            await self._advance(self._clock())
            await self._page.refresh()

    async def move_to(self, at: datetime) -> None:
        """Move both clocks: the simulated Discord's, which dates messages, and ours."""
        async with self._turn:
            await self._advance(at)
            self._clock.move_to(at)

    async def _advance(self, at: datetime) -> None:
        seconds = (at - self._env.now()).total_seconds()
        if seconds > 0:
            await self._env.advance_time(seconds)

    async def _act_in_turn(self, context_id: str | None, body: Mapping[str, Any]) -> dict[str, Any]:
        """Do what somebody does on the page, although it may show less than there is by now."""
        async with self._turn:
            shown = self._page._get_page(context_id)
            return await self._act(context_id, {**body, "published_revision": shown.revision})
