"""Days not far from now as people type them: "today", "yesterday", "24 November", "2026-11-24"."""

from __future__ import annotations

from calendar import isleap
from datetime import date, timedelta

from bot.core.dates import read_date, read_day_of_year
from bot.errors import BadInput

DAYS_FROM_TODAY = {"": 0, "today": 0, "now": 0, "yesterday": -1, "tomorrow": 1}
LEAP_CYCLE = 8  # years within which every day of the year comes: 1900 was no leap year


def read_day(text: str, today: date) -> date:
    """The day that *text* means; without a year it is the nearest to *today*.

    Raises:
        BadInput: it is none, or more than one day.
    """
    words = text.strip().casefold()
    if words in DAYS_FROM_TODAY:
        return today + timedelta(days=DAYS_FROM_TODAY[words])
    if without_year := read_day_of_year(words):
        return min(_in_every_year(without_year, today), key=lambda day: abs(day - today))
    when = read_date(text, today)
    if when.first_start != when.last_end:
        raise BadInput(f"“{text.strip()[:60]}” is more than a day; write one like 24 November.")
    return when.first_start


def _in_every_year(day: date, today: date) -> list[date]:
    years = range(today.year - LEAP_CYCLE, today.year + LEAP_CYCLE + 1)
    leap_day = (day.month, day.day) == (2, 29)
    return [day.replace(year=year) for year in years if isleap(year) or not leap_day]
