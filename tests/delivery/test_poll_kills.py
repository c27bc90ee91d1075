"""The bot killed in the middle of polls: each is asked once, and each result is told once.

`KILLS=300` sets how often one process is killed, two at once a quarter of it.
"""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random, getrandbits

import pytest

from bot.storage.connect import open_database
from tests.delivery.asking import OPEN_FOR, POLLS, Asking
from tests.delivery.killing import ANY, MOMENTS, Fleet, Kill, at_every, at_random, manned, until
from tests.delivery.shared_clock import SharedClock
from tests.delivery.toll import Toll
from tests.stand_in import threads
from tests.stand_in.server import stand_in
from tests.stand_in.world import World

KILLS = int(os.environ.get("KILLS", "24"))
WITH_TWO = max(KILLS // 4, 6)
FIRST = datetime(2027, 3, 8, 20, tzinfo=UTC)
# In the order in which they come; "history" is looked into when in doubt, "message" tells counts.
OPENING = ("ballot", "poll", "history")
CLOSING = ("expire poll", "message", "results", "history", "edit")
# An opening is tried for an hour, and a kill may take twenty minutes.
AT_OPENING, AT_CLOSING = 2, 8
LATE = (timedelta(0), timedelta(hours=2), timedelta(days=2))  # Discord ends its own in between
pytestmark = pytest.mark.timeout(60 + 5 * KILLS)


@dataclass
class Campaign:
    asking: Asking
    toll: Toll
    rounds: int = 0

    async def wage(self) -> None:
        """Round after round until the last kill has come; see each time what stands there."""
        fleet = self.toll.fleet
        while self.toll.kills:
            self.rounds += 1
            self._draw_again()
            new = await self.asking.ask()
            await self.toll.endure(self._some(OPENING, AT_OPENING))
            await self.asking.vote(new)
            fleet.clock.leap(OPEN_FOR + fleet.random.choice(LATE))
            await self.toll.endure(self._some(CLOSING, AT_CLOSING))
            await self.asking.check()
            await until(self._is_clean, lambda: "secrets are left in the files")
        self.toll.tell(self.rounds)

    def _draw_again(self) -> None:
        """Give those at random another moment: there may have been too few requests for it."""
        random, left = self.toll.fleet.random, self.toll.kills
        self.toll.kills = [at_random(random) if kill.step == ANY else kill for kill in left]

    def _some(self, steps: tuple[str, ...], most: int) -> list[Kill]:
        """Kills at early steps come first, else they could not come; those at random anywhere."""
        random = self.toll.fleet.random
        fitting = [kill for kill in self.toll.kills if kill.step in (*steps, ANY)]
        some = random.sample(fitting, min(most, len(fitting)))
        if any(kill.step == "history" for kill in some):
            step = steps[steps.index("history") - 1]
            some.append(Kill(step, "acted"))  # without which nothing is looked for
        order = {step: at for at, step in enumerate(steps)}
        return sorted(some, key=lambda kill: order.get(kill.step, random.uniform(0, len(order))))

    async def _is_clean(self) -> bool:
        return not self.asking.left_in_files()


@asynccontextmanager
async def campaign(url: str, folder: Path, size: int) -> AsyncIterator[Campaign]:
    """*size* processes with nothing to do yet, in two places."""
    world = World()
    clock = SharedClock(world.clock, folder / "clock")
    clock.leap_to(FIRST)
    channel = world.add_channel(world.add_guild("text"))
    thread = threads.start(world, world.add_channel(world.add_guild("thread")), {"name": "talk"})
    seed = getrandbits(32)
    async with open_database(url) as database, stand_in(world) as discord:
        fleet = Fleet(discord, database, url, folder, clock, Random(seed), size, POLLS)
        async with manned(fleet):
            yield Campaign(Asking(fleet, [channel, thread]), Toll(fleet, seed))


async def test_one_process_killed_at_every_step_of_a_poll(tmp_path: Path):
    async with campaign(f"sqlite:{tmp_path}/bot.db", tmp_path, 1) as one:
        random = one.toll.fleet.random
        steps = dict.fromkeys((*OPENING, *CLOSING))
        one.toll.kills = at_every(tuple(steps)) * max(KILLS // 36, 1)
        one.toll.kills += [at_random(random) for _ in range(KILLS // 2)]
        await one.wage()

    deaths = one.toll.deaths
    assert deaths.total() >= KILLS
    assert not {f"{step}/{moment}" for step in steps for moment in MOMENTS} - deaths.keys()


async def test_two_processes_that_share_polls(url: str, tmp_path: Path):
    async with campaign(url, tmp_path, 2) as two:
        two.toll.kills = [at_random(two.toll.fleet.random) for _ in range(WITH_TWO)]
        await two.wage()

    assert two.toll.deaths.total() >= WITH_TWO
