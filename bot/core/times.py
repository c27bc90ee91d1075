"""Times of day and days of the week as people type them: "9:30pm", "21h", "mon-fri", "weekends"."""

from __future__ import annotations

import re
from datetime import time

from bot.core.listing import listed
from bot.errors import BadInput

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
WEEK, WORKING_DAYS, WEEKEND = frozenset(range(7)), frozenset(range(5)), frozenset((5, 6))
LONGEST = 60  # characters told back
TIMES = {"noon": time(12), "midday": time(12), "midnight": time(0)}
# 9, 9:00, 09.30, 0930, 21h, 21h30, 9 o'clock, 9 am, 9:30 p.m.
CLOCK = re.compile(
    r"(?P<hour>\d{1,2})(?:\s*[:.h]?\s*(?P<minute>\d{2})(?::00)?)?"
    r"(?:\s*(?:h|o'clock))?(?:\s*(?P<half>[ap])\.?m\.?)?"
)
SETS = {
    **dict.fromkeys(("daily", "everyday", "day", "days", "all"), WEEK),
    **dict.fromkeys(("weekday", "weekdays", "workday", "workdays"), WORKING_DAYS),
    **dict.fromkeys(("weekend", "weekends"), WEEKEND),
}
TO = re.compile(r"\s*[-–—]\s*|\s+(?:to|thru|through|until)\s+")
BETWEEN = re.compile(r"[\s,;/&+]+")
GLUE = ("", "and", "on", "each", "every")
SHORTEST = 2  # letters that tell Tuesday from Thursday


def read_time(text: str) -> time:
    """The time of day that *text* means, to the minute; without am or pm it is one of 24 hours.

    Raises:
        BadInput: it is none.
    """
    words = text.strip().casefold().replace("’", "'")
    found = TIMES.get(words) or _on_the_clock(words)
    if found is None:
        raise BadInput(
            f"“{text.strip()[:LONGEST]}” is no time of day; write it like 9:00, 21:30 or 9 pm."
        )
    return found


def read_days(text: str) -> frozenset[int]:
    """The days of the week that *text* lists, Monday as 0; a range may lead past Sunday.

    Raises:
        BadInput: it lists none, or anything else besides.
    """
    words = BETWEEN.split(TO.sub("-", text.strip().casefold()))
    sets = [_days(word) for word in words if word not in GLUE]
    if not sets or not all(sets):
        raise BadInput(
            f"“{text.strip()[:LONGEST]}” does not list days of the week; "
            "write them like daily, mon-fri, weekends or “mon, wed, fri”."
        )
    return frozenset().union(*sets)


def days_in_words(days: frozenset[int]) -> str:
    """*days*, at least one, as "every day", "Monday to Friday" or "Monday, Wednesday and Friday".

    `read_days` reads all of these back.
    """
    if days == WEEK:
        return "every day"
    for first in sorted(days):
        last = (first + len(days) - 1) % 7
        if len(days) > 2 and days == _from_to(first, last):
            return f"{DAYS[first]} to {DAYS[last]}"
    return listed([DAYS[day] for day in sorted(days)])


def _on_the_clock(words: str) -> time | None:
    match = CLOCK.fullmatch(words)
    if match is None:
        return None
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    if match["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if match["half"] == "p" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _days(word: str) -> frozenset[int]:
    """The days of one word or of a range, or none."""
    first, *rest = (_day(name) for name in word.split("-"))
    match first, rest:
        case None, []:
            return SETS.get(word, frozenset())
        case int(), []:
            return frozenset((first,))
        case int(), [int(last)]:
            return _from_to(first, last)
        case _:
            return frozenset()


def _day(name: str) -> int | None:
    """The day of "mo", "tues", "Weds.", "Fridays"."""
    stem = name.removesuffix(".").removesuffix("s")
    days = [day for day, full in enumerate(DAYS) if full.casefold().startswith(stem)]
    return days[0] if len(stem) >= SHORTEST and days else None


def _from_to(first: int, last: int) -> frozenset[int]:
    return frozenset((first + step) % 7 for step in range((last - first) % 7 + 1))
