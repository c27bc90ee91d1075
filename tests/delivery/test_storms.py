"""Discord in bad weather: whatever it answers, each post stands there once and whole."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from random import Random, getrandbits

import pytest

from bot.delivery import outbox
from bot.services.pack_library import PackLibrary
from tests.delivery.premises import build_all, check, check_stored
from tests.delivery.storming import DAY, FIRST, Scene, running, staged
from tests.stand_in.faults import (
    Ending,
    Fault,
    accepted_then_answered,
    accepted_then_dropped,
    dropped,
    failed,
    hung,
    rate_limited,
)

logger = logging.getLogger(__name__)
ODDS = 0.4  # of a fault, for each request
DAYS = 3
ERRORS = [make(status) for make in (failed, accepted_then_answered) for status in (500, 502, 503)]
CUTS = [
    make(end) for make in (dropped, accepted_then_dropped) for end in (Ending.DROP, Ending.RESET)
]
HANGS = [hung(), hung(acts=True)]
LIMITS = [rate_limited(0.02), rate_limited(0.02, everywhere=True), rate_limited(400)]
STORMS = {"errors": ERRORS, "cuts": CUTS, "hangs": HANGS, "limits": LIMITS}
STORMS["all at once"] = [fault for faults in STORMS.values() for fault in faults]


@pytest.fixture
async def scene(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Scene]:
    async with staged(tmp_path, monkeypatch) as made:
        yield made


def weather(faults: list[Fault]) -> Callable[[str, int], Fault | None]:
    """A choice of *faults*, by a seed that the log names."""
    seed = getrandbits(32)
    logger.info("seed %d", seed)
    random = Random(seed)
    return lambda _kind, _occasion: random.choice(faults) if random.random() < ODDS else None


@pytest.mark.parametrize("storm", STORMS)
async def test_a_storm_neither_loses_nor_doubles_anything(
    scene: Scene, storm: str, real_packs: PackLibrary, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(outbox, "SEND_SECONDS", 0.3)
    premises = build_all(scene.world, FIRST)
    async with running(scene):
        scene.discord.plan(weather(STORMS[storm]))
        await scene.begin(*premises)
        await scene.settle(DAYS)

    logger.info("%d requests", len(scene.made))
    for each in premises:
        days = [each.day(FIRST + number * DAY) for number in range(DAYS)]
        check(scene.world, each, real_packs.named(None), days)
        await check_stored(scene.database, scene.world, each, real_packs.named(None))
