"""How times of posts and lengths of time read."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.core.card import Line, Moment
from bot.core.dates import MONTHS
from bot.core.schedule import Firing
from bot.core.times import DAYS
from bot.core.zones import zone_named

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def firing_line(firing: Firing, zone: str) -> Line:
    """ "Tuesday 24 November, 09:00 Europe/Berlin, in 3 hours"; the end is the reader's own time."""
    return _line(firing.local, firing.utc, zone)


def instant_line(at: datetime, zone: str) -> Line:
    """Like `firing_line`, of any instant."""
    return _line(at.astimezone(zone_named(zone)), at, zone)


def length_in_words(length: timedelta) -> str:
    """ "less than a minute", "25 minutes", "3 hours 20 minutes", "2 days 1 hour"."""
    if length < MINUTE:
        return "less than a minute"
    days, rest = divmod(length, DAY)
    hours, rest = divmod(rest, HOUR)
    counts = {"day": days, "hour": hours, "minute": 0 if days else rest // MINUTE}
    return " ".join(_counted(count, unit) for unit, count in counts.items() if count)


def _counted(count: int, unit: str) -> str:
    return f"{count} {unit}" if count == 1 else f"{count} {unit}s"


def _line(local: datetime, at: datetime, zone: str) -> Line:
    month = MONTHS[local.month - 1].capitalize()
    return (
        f"{DAYS[local.weekday()]} {local.day} {month}, {local:%H:%M} {zone}",
        Moment(at, after=", "),
    )
