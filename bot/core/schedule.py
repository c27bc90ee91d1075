"""When a post is due: one local time of day on chosen weekdays, as a row of instants.

The rules are those of DESIGN, section 5. A local time that a clock change skips fires at the first
instant after the gap, one that occurs twice fires the first time, and no local date fires twice.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

from bot.core.zones import zone_named
from bot.errors import BadInput

EVERY_DAY = frozenset(range(7))
DAY, SECOND = timedelta(days=1), timedelta(seconds=1)
# A little inside of what `datetime` can hold, so that no zone's offset leads out of it.
FIRST_DAY, LAST_DAY = date(1, 1, 3), date(9998, 12, 31)
EARLIEST, LATEST = datetime(1, 1, 3, tzinfo=UTC), datetime(9999, 1, 2, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Rule:
    """*at*, a naive time of day, on each of *days* (Monday is 0), by the clocks of *zone*.

    *zone* is an IANA id as it stands in tzdata, aliases included.

    Raises:
        BadInput: there is no such zone, or no day is chosen.
    """

    at: time
    zone: str
    days: frozenset[int] = EVERY_DAY

    def __post_init__(self) -> None:
        zone_named(self.zone)
        if not self.days or not self.days <= EVERY_DAY:
            raise BadInput("A schedule needs at least one day of the week.")


@dataclass(frozen=True, slots=True)
class Firing:
    """One instant, twice: *local* has a fixed offset, so it compares like any other instant.

    *day* is the local date it stands for, which is also the date of *local*.
    """

    day: date
    local: datetime
    utc: datetime


def firings(rule: Rule, after: datetime) -> Iterator[Firing]:
    """Every firing later than *after*, in order, to the end of the year 9998."""
    while firing := next_firing(rule, after):
        yield firing
        after = firing.utc


def next_firing(rule: Rule, after: datetime) -> Firing | None:
    """The first firing later than *after*, or None at the end of the calendar."""
    if after >= LATEST:
        return None
    after = max(after, EARLIEST)
    day = max(after.astimezone(zone_named(rule.zone)).date(), FIRST_DAY)
    while day <= LAST_DAY:
        firing = firing_on(rule, day)
        if firing and firing.utc > after:
            return firing
        day += DAY
    return None


def firing_on(rule: Rule, day: date) -> Firing | None:
    """The firing that stands for the local date *day*.

    None on a weekday that is not chosen, on a date that the zone left out, and where a clock change
    skips all that is left of the date from the chosen time on.
    """
    if day.weekday() not in rule.days:
        return None
    zone = zone_named(rule.zone)
    utc = _first_showing(datetime.combine(day, rule.at), zone)
    local = utc.astimezone(zone)
    return Firing(day, _with_fixed_offset(local), utc) if local.date() == day else None


def start_of_day(day: date, zone: str) -> datetime:
    """The first instant, in UTC, of the local date *day*, or of the next if *zone* left it out.

    Raises:
        BadInput: there is no such zone.
    """
    return instant_of(day, time.min, zone)


def instant_of(day: date, at: time, zone: str) -> datetime:
    """The first instant, in UTC, at which clocks in *zone* show that, or have jumped over it.

    Raises:
        BadInput: there is no such zone.
    """
    return _first_showing(datetime.combine(max(day, FIRST_DAY), at), zone_named(zone))


def _first_showing(wall: datetime, zone: ZoneInfo) -> datetime:
    """The first instant at which a clock shows the naive *wall*, or else has jumped over it."""
    # fold=0 means the first of two (PEP 495), and in a gap the offset of before it.
    utc = wall.replace(tzinfo=zone, fold=0).astimezone(UTC)
    return utc if _shown(utc, zone) == wall else _end_of_gap(wall.replace(microsecond=0), zone)


def _end_of_gap(wall: datetime, zone: ZoneInfo) -> datetime:
    """The instant of the clock change that skips *wall*; such changes fall on whole seconds."""
    # In a gap the offset of after it gives an instant before the change, and the other way round.
    before = wall.replace(tzinfo=zone, fold=1).astimezone(UTC)
    after = wall.replace(tzinfo=zone, fold=0).astimezone(UTC)
    seconds = range((after - before) // SECOND)
    return before + SECOND * bisect_left(
        seconds, wall, key=lambda second: _shown(before + SECOND * second, zone)
    )


def _shown(utc: datetime, zone: ZoneInfo) -> datetime:
    """What a clock in *zone* shows then, without an offset."""
    return utc.astimezone(zone).replace(tzinfo=None)


def _with_fixed_offset(local: datetime) -> datetime:
    offset = local.utcoffset()
    assert offset is not None
    return local.replace(tzinfo=timezone(offset))
