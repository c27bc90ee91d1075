"""When a schedule fires, and what it refuses."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.core.schedule import Rule, firing_on, firings, next_firing, start_of_day
from bot.errors import BadInput

MON, SUN = frozenset((0,)), frozenset((6,))
DAY = timedelta(days=1)


def test_a_firing_tells_its_local_date_and_both_clocks():
    rule = Rule(time(2, 30), "Europe/Berlin", SUN)

    firing = next_firing(rule, datetime(2026, 3, 28, tzinfo=UTC))

    assert firing is not None
    assert firing.day == date(2026, 3, 29)
    assert firing.local.isoformat() == "2026-03-29T03:00:00+02:00"
    assert firing.utc.isoformat() == "2026-03-29T01:00:00+00:00"


def test_the_next_firing_is_later_than_the_instant_given():
    rule = Rule(time(9), "Asia/Yerevan")
    due = datetime(2026, 6, 1, 5, tzinfo=UTC)

    at_once = next_firing(rule, due - timedelta(microseconds=1))
    tomorrow = next_firing(rule, due)

    assert at_once is not None
    assert tomorrow is not None
    assert (at_once.utc, tomorrow.utc) == (due, due + DAY)


def test_a_time_that_occurs_twice_does_not_fire_between_its_two_occurrences():
    rule = Rule(time(2, 30), "Europe/Berlin")

    # 02:45, the first time; the clock will show 02:30 once more.
    firing = next_firing(rule, datetime(2026, 10, 25, 0, 45, tzinfo=UTC))

    assert firing is not None
    assert firing.day == date(2026, 10, 26)


@pytest.mark.parametrize(
    ("zone", "day"),
    [
        ("Pacific/Apia", date(2011, 12, 30)),
        ("Pacific/Fakaofo", date(2011, 12, 30)),
        ("Pacific/Kiritimati", date(1994, 12, 31)),
        ("Pacific/Kwajalein", date(1993, 8, 21)),
        ("Asia/Manila", date(1844, 12, 31)),
        ("Pacific/Guam", date(1844, 12, 31)),
    ],
)
@pytest.mark.parametrize("at", [time(0), time(9), time(23, 59)])
def test_a_local_date_that_never_was_does_not_fire(zone: str, day: date, at: time):
    rule = Rule(at, zone)

    before, after = firing_on(rule, day - DAY), firing_on(rule, day + DAY)

    assert firing_on(rule, day) is None
    assert before is not None
    assert after is not None
    assert next_firing(rule, before.utc) == after


def test_a_gap_ends_on_a_whole_second_whatever_fraction_of_one_was_asked_for():
    firing = firing_on(Rule(time(2, 30, 0, 500_000), "Europe/Berlin"), date(2026, 3, 29))

    assert firing is not None
    assert firing.utc == datetime(2026, 3, 29, 1, tzinfo=UTC)


def test_a_day_of_the_week_that_is_not_chosen_does_not_fire():
    assert firing_on(Rule(time(9), "UTC", MON), date(2026, 11, 24)) is None


@pytest.mark.parametrize(
    ("zone", "day", "start"),
    [
        ("Europe/Berlin", date(2026, 3, 29), "2026-03-28T23:00"),
        # 00:00 is skipped: the day begins at 01:00.
        ("Asia/Beirut", date(2026, 3, 29), "2026-03-28T22:00"),
        # It begins twice.
        ("America/St_Johns", date(2006, 10, 29), "2006-10-29T02:30"),
        # It never was: the next begins.
        ("Pacific/Apia", date(2011, 12, 30), "2011-12-30T10:00"),
        ("Pacific/Apia", date(2011, 12, 31), "2011-12-30T10:00"),
    ],
)
def test_the_first_instant_of_a_local_date(zone: str, day: date, start: str):
    assert start_of_day(day, zone) == datetime.fromisoformat(f"{start}+00:00")


@pytest.mark.parametrize(
    "zone", ["Etc/GMT+12", "America/New_York", "UTC", "Asia/Tokyo", "Etc/GMT-14"]
)
@pytest.mark.parametrize("at", [time(0), time(23, 59, 59)])
def test_the_ends_of_the_calendar_raise_nothing(zone: str, at: time):
    rule = Rule(at, zone)
    first = next_firing(rule, datetime.min.replace(tzinfo=UTC))
    last = list(firings(rule, datetime(9998, 12, 29, tzinfo=UTC)))

    assert first is not None
    assert first.day <= date(1, 1, 4)
    assert last[-1].day == date(9998, 12, 31)
    assert next_firing(rule, datetime.max.replace(tzinfo=UTC)) is None
    assert next_firing(rule, start_of_day(date.max, zone)) is None
    assert start_of_day(date.min, zone) <= first.utc


@pytest.mark.parametrize(
    ("zone", "sentence"),
    [
        ("Europe/Kiyv", "“Europe/Kiyv” is no time zone; did you mean Europe/Kyiv?"),
        ("Berlin", "“Berlin” is no time zone; did you mean Europe/Berlin?"),
        ("../../etc/passwd", "“../../etc/passwd” is no time zone; write a city such as Berlin, "),
        ("Factory", "“Factory” is no time zone"),
        ("", "“” is no time zone; write a city"),
    ],
)
def test_an_unknown_zone_is_told_at_once(zone: str, sentence: str):
    with pytest.raises(BadInput) as refusal:
        Rule(time(9), zone)

    assert str(refusal.value).startswith(sentence)


@pytest.mark.parametrize("days", [(), (7,), (-1, 3)])
def test_a_rule_has_at_least_one_day(days: tuple[int, ...]):
    with pytest.raises(BadInput, match="at least one day of the week"):
        Rule(time(9), "UTC", frozenset(days))
