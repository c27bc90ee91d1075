"""When a schedule fires: properties over all zones, against a clock on the wall."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import islice, pairwise
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.schedule import EVERY_DAY, Rule, firing_on, firings
from bot.core.zone_tables import zone_ids
from bot.core.zones import zone_named

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
START, END = datetime(1990, 1, 1, tzinfo=UTC), datetime(2038, 1, 1, tzinfo=UTC)
BEFORE, SPAN = timedelta(days=1), timedelta(days=3)


def test_every_zone_fires_once_a_day_all_year():
    for zone in zone_ids():
        rule = Rule(time(2, 30), zone)
        year = [firing_on(rule, date(2026, 1, 1) + DAY * day) for day in range(0, 365, 3)]

        assert all(firing and firing.local.date() == firing.day for firing in year), zone


def walked(rule: Rule, after: datetime) -> dict[date, datetime]:
    """The firings of the days round *after*, by a clock that is looked at every minute.

    One is due when the clock shows the time or has just jumped over it, on the date it then shows.
    """
    zone = zone_named(rule.zone)
    found: dict[date, datetime] = {}
    instant = after.replace(second=0, microsecond=0) - BEFORE
    shown = shown_at(instant, zone)
    while instant < after + SPAN:
        instant += MINUTE
        shown, earlier = shown_at(instant, zone), shown
        due = datetime.combine(shown, rule.at)
        if (shown == due or earlier < due < shown) and shown.weekday() in rule.days:
            found.setdefault(shown.date(), instant)
    return within_span(found, after)


def within_span(found: dict[date, datetime], after: datetime) -> dict[date, datetime]:
    return {day: due for day, due in found.items() if after < due <= after + SPAN}


def shown_at(instant: datetime, zone: ZoneInfo) -> datetime:
    return instant.astimezone(zone).replace(tzinfo=None)


@cache
def clock_changes(zone: str) -> list[datetime]:
    """The first minutes of new offsets, found by looking every ten days and then halving."""
    clock, changes = zone_named(zone), []
    for start, end in pairwise(START + 10 * DAY * step for step in range(48 * 365 // 10)):
        if start.astimezone(clock).utcoffset() == end.astimezone(clock).utcoffset():
            continue
        while end - start > MINUTE:
            middle = start + (end - start) // MINUTE // 2 * MINUTE
            same = middle.astimezone(clock).utcoffset() == start.astimezone(clock).utcoffset()
            start, end = (middle, end) if same else (start, middle)
        changes.append(end)
    return changes


minutes_of_day = st.integers(0, 24 * 60 - 1).map(lambda minute: time(minute // 60, minute % 60))
weekdays = st.frozensets(st.integers(0, 6), min_size=1)
instants = st.datetimes(
    START.replace(tzinfo=None), END.replace(tzinfo=None), timezones=st.just(UTC)
)


@st.composite
def situations(draw: st.DrawFn) -> tuple[Rule, datetime]:
    """Any rule at any instant; where the zone has clock changes, often close to one of them."""
    zone = draw(st.sampled_from(sorted(zone_ids())))
    days = draw(st.just(EVERY_DAY) | weekdays)
    changes = clock_changes(zone)
    if not changes or draw(st.integers(0, 3)) == 0:
        return Rule(draw(minutes_of_day), zone, days), draw(instants)
    change = draw(st.sampled_from(changes))
    close = (change + draw(st.integers(-130, 130)) * MINUTE).astimezone(zone_named(zone))
    after = change + draw(st.integers(-2 * 24 * 60, 24 * 60)) * MINUTE
    return Rule(close.time().replace(fold=0), zone, days), after


@settings(max_examples=200)
@given(situations())
def test_it_fires_when_a_clock_on_the_wall_first_shows_the_time(situation: tuple[Rule, datetime]):
    rule, after = situation
    expected = walked(rule, after)

    found = {firing.day: firing.utc for firing in islice(firings(rule, after), SPAN // DAY + 2)}

    assert within_span(found, after) == expected


def test_every_zone_agrees_with_the_clock_on_the_wall_about_its_latest_change():
    # Aliases have the same changes.
    latest = {tuple(changes): zone for zone in zone_ids() if (changes := clock_changes(zone))}
    for (*_, change), zone in latest.items():
        wall = change.astimezone(zone_named(zone)) - 15 * MINUTE
        rule, after = Rule(wall.time().replace(fold=0), zone), change - 2 * DAY

        expected = walked(rule, after)

        found = {firing.day: firing.utc for firing in islice(firings(rule, after), len(expected))}
        assert found == expected, zone


@settings(max_examples=200)
@given(situations())
def test_no_date_fires_twice_no_weekday_is_wrong_and_time_moves_on(
    situation: tuple[Rule, datetime],
):
    rule, after = situation

    found = list(islice(firings(rule, after), 15))

    assert len({firing.day for firing in found}) == len(found) == 15
    assert all(firing.day.weekday() in rule.days for firing in found)
    assert all(firing.local == firing.utc for firing in found)
    assert all(firing.local.date() == firing.day for firing in found)
    assert all(earlier.utc < later.utc for earlier, later in pairwise(found))
    assert after < found[0].utc


@given(
    st.sampled_from(sorted(zone_ids())),
    st.times(),
    st.datetimes(timezones=st.just(UTC)),
)
def test_no_zone_time_or_instant_raises(zone: str, at: time, after: datetime):
    for firing in islice(firings(Rule(at, zone), after), 3):
        assert firing.utc > after
