"""The bot as a real process, killed in the middle of its posts: each stands there once, whole.

`KILLS=300` sets how often one process is killed, two at once a quarter of it. The seed that
pytest-randomly prints repeats the choice of moments, though not what the machine makes of them.
"""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random, getrandbits

import pytest

from bot.services.pack_library import PackLibrary
from bot.storage.connect import open_database
from tests.delivery.killing import LOOKS, MOMENTS, STEPS, Fleet, Kill, at_every, at_random, manned
from tests.delivery.premises import Premises, build_all, check, check_stored, store
from tests.delivery.shared_clock import SharedClock
from tests.delivery.toll import Toll
from tests.stand_in.server import stand_in
from tests.stand_in.world import World

KILLS = int(os.environ.get("KILLS", "24"))
WITH_TWO = max(KILLS // 4, 6)
A_DAY = 12  # kills, at most: more than that, and the grace period could end
FIRST = datetime(2027, 3, 8, 20, tzinfo=UTC)
SECOND, DAY = timedelta(seconds=1), timedelta(days=1)
ORDER = {step: at for at, step in enumerate((*STEPS[:2], *LOOKS, *STEPS[2:]))}
DOUBTS = [
    Kill("message", "acted"),
    Kill("forum post", "acted"),
]  # without which nothing is looked for
pytestmark = pytest.mark.timeout(60 + 5 * KILLS)


@dataclass
class Campaign:
    """Daily posts, and the *toll* that is taken of those who send them."""

    toll: Toll
    premises: list[Premises]
    packs: PackLibrary
    days: list[datetime] = field(default_factory=list)

    @property
    def fleet(self) -> Fleet:
        return self.toll.fleet

    async def wage(self) -> None:
        """Day after day until the last kill has come; see each time what stands there."""
        while self.toll.kills:
            self.days.append(FIRST + len(self.days) * DAY)
            self.fleet.clock.leap_to(self.days[-1] + SECOND)
            await self.toll.endure(self._of_today())
            await self._check()
        self.toll.tell(len(self.days))

    def _of_today(self) -> list[Kill]:
        """Kills at early steps come first, else they could not come; those at random anywhere."""
        random = self.fleet.random
        today = random.sample(self.toll.kills, min(A_DAY, len(self.toll.kills)))
        if any(kill.step in LOOKS for kill in today):
            today += DOUBTS
        return sorted(today, key=lambda kill: ORDER.get(kill.step, random.uniform(0, len(ORDER))))

    async def _check(self) -> None:
        world, pack = self.fleet.discord.world, self.packs.named(None)
        for each in self.premises:
            days = [each.day(due) for due in self.days]
            check(world, each, pack, days)
            await check_stored(self.fleet.database, world, each, pack)


@asynccontextmanager
async def campaign(
    url: str, folder: Path, packs: PackLibrary, size: int
) -> AsyncIterator[Campaign]:
    """*size* processes with nothing to do yet, at the hour before the first posts."""
    world = World()
    clock = SharedClock(world.clock, folder / "clock")
    clock.leap_to(FIRST - timedelta(hours=1))
    seed = getrandbits(32)
    premises = build_all(world, FIRST)
    async with open_database(url) as database, stand_in(world) as discord:
        await store(database, premises, clock())
        fleet = Fleet(discord, database, url, folder, clock, Random(seed), size)
        async with manned(fleet):
            yield Campaign(Toll(fleet, seed), premises, packs)


def kills(random: Random, count: int, steps: tuple[str, ...]) -> list[Kill]:
    """At least *count*: half of them at random, the others spread evenly over *steps*."""
    each = at_every(steps)
    rounds = -(-count // (2 * len(each)))
    return each * rounds + [at_random(random) for _ in range(count // 2)]


async def test_one_process_killed_at_every_step(tmp_path: Path, real_packs: PackLibrary):
    async with campaign(f"sqlite:{tmp_path}/bot.db", tmp_path, real_packs, 1) as one:
        one.toll.kills = kills(one.fleet.random, KILLS, (*STEPS, *LOOKS))
        await one.wage()

    deaths = one.toll.deaths
    assert deaths.total() >= KILLS
    assert not {f"{step}/{moment}" for step in STEPS for moment in MOMENTS} - deaths.keys()


async def test_two_processes_on_one_database(url: str, tmp_path: Path, real_packs: PackLibrary):
    async with campaign(url, tmp_path, real_packs, 2) as two:
        two.toll.kills = [at_random(two.fleet.random) for _ in range(WITH_TWO)]
        await two.wage()

    assert two.toll.deaths.total() >= WITH_TWO
