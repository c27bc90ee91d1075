"""How often a person may have what costs much."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.errors import BadInput
from bot.services.cool_down import CoolDown
from tests.clock import SetClock

ADA, BEN = "discord:700", "discord:800"
MINUTE = timedelta(minutes=1)


@pytest.fixture
def twice_an_hour(clock: SetClock) -> CoolDown:
    return CoolDown(clock, 2, 60 * MINUTE, "Twice an hour")


def test_who_came_often_enough_waits_until_the_first_time_is_over(
    twice_an_hour: CoolDown, clock: SetClock
):
    twice_an_hour.take(ADA)
    clock.advance(20 * MINUTE)
    twice_an_hour.take(ADA)

    with pytest.raises(BadInput, match=r"^Twice an hour; the next time is possible in 40 minutes"):
        twice_an_hour.take(ADA)

    clock.advance(40 * MINUTE)
    twice_an_hour.take(ADA)
    with pytest.raises(BadInput, match="in 20 minutes"):
        twice_an_hour.take(ADA)


def test_nobody_waits_for_another(twice_an_hour: CoolDown):
    for person in (ADA, BEN, ADA, BEN):
        twice_an_hour.take(person)


def test_who_is_refused_need_not_wait_the_longer_for_it(twice_an_hour: CoolDown, clock: SetClock):
    for _ in range(2):
        twice_an_hour.take(ADA)
    for _ in range(5):
        with pytest.raises(BadInput):
            twice_an_hour.take(ADA)
    clock.advance(60 * MINUTE)

    twice_an_hour.take(ADA)
