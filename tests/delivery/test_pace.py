"""How many requests reach the platform in a second, whatever delays them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence
from itertools import cycle, islice, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.delivery.pace import Pace
from tests.leaping_loop import LeapingLoop

PER_SECOND, MOST = 47.0, 48
There = tuple[float, float]  # the seconds to the platform, and those from there to the answer


def arrivals(
    count: int, ways: Iterable[There], busy: Callable[[LeapingLoop, int], None] = lambda *_: None
) -> Sequence[float]:
    """When each of *count* requests, all wanted at once, reached the platform."""
    loop = LeapingLoop()
    arrived: list[float] = []
    pace = Pace(PER_SECOND, MOST)

    async def request(number: int, way: There) -> None:
        async with pace.turn():
            busy(loop, number)
            await asyncio.sleep(way[0])
            arrived.append(loop.time())
            await asyncio.sleep(way[1])

    async def all_at_once() -> None:
        numbered = enumerate(islice(cycle(ways), count))
        await asyncio.gather(*(request(number, way) for number, way in numbered))

    try:
        loop.run_until_complete(all_at_once())
    finally:
        loop.close()
    return sorted(arrived)


def busiest_second(times: Sequence[float]) -> int:
    return max(sum(start <= at < start + 1 for at in times) for start in times)


def test_they_are_spread_evenly():
    times = arrivals(200, [(0.01, 0.05)])

    gaps = [later - earlier for earlier, later in pairwise(times)]
    assert gaps == pytest.approx([1 / PER_SECOND] * 199)


def test_a_far_platform_slows_nothing_down():
    times = arrivals(400, [(0.3, 0.5)])

    assert 399 / (times[-1] - times[0]) == pytest.approx(PER_SECOND)


def test_what_the_program_was_too_busy_to_send_does_not_follow_at_once():
    def busy(loop: LeapingLoop, number: int) -> None:
        if number in (60, 61, 150):
            loop.stall(0.4)

    assert busiest_second(arrivals(300, [(0.01, 0.02)], busy)) <= MOST


@given(
    st.lists(st.tuples(st.floats(0.001, 0.6), st.floats(0.001, 0.6)), min_size=1, max_size=40).map(
        lambda ways: [(0.0005, 0.0005), *ways]
    )
)
def test_delays_on_the_way_push_no_two_seconds_into_one(ways: Sequence[There]):
    assert busiest_second(arrivals(250, ways)) <= MOST


def test_who_stopped_waiting_took_nobodys_turn():
    loop = LeapingLoop()

    async def scene() -> float:
        pace = Pace(1.0, 1)
        async with pace.turn():
            pass
        waiting = asyncio.ensure_future(turn(pace))
        await asyncio.sleep(0.5)
        waiting.cancel()
        await asyncio.wait([waiting])
        async with pace.turn():
            return loop.time()

    async def turn(pace: Pace) -> None:
        async with pace.turn():
            pytest.fail("it was told to stop")

    try:
        assert loop.run_until_complete(scene()) == pytest.approx(1.0)
    finally:
        loop.close()


def test_a_failure_gives_its_place_back():
    loop = LeapingLoop()

    async def scene() -> float:
        pace = Pace(100.0, 1)
        for _ in range(3):
            try:
                async with pace.turn():
                    raise ValueError
            except ValueError:
                pass
        return loop.time()

    try:
        assert loop.run_until_complete(scene()) < 3
    finally:
        loop.close()
