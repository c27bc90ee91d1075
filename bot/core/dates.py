"""Dates as people type them: EDTF, or "October 2020", "27 Sep 2020", "27.9.2020", "today"."""

from __future__ import annotations

import re
from datetime import date

from bot.core.edtf import Edtf, parse_edtf
from bot.errors import BadInput

MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
DAY = r"(\d{1,2})(?:st|nd|rd|th)?"
WORDS = re.compile(rf"(?:{DAY}\s+)?([a-z]{{3,9}})\.?(?:\s+{DAY})?,?\s+(\d{{4}})")
DOTS = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
NOW = ("today", "now")
LEAP_YEAR = 2000


def read_date(text: str, today: date) -> Edtf:
    """The date that *text* means; *today* stands for "today".

    Raises:
        BadInput: it is no date.
    """
    words = text.strip().casefold()
    if words in NOW:
        return parse_edtf(today.isoformat())
    try:
        return parse_edtf(_iso(words) or words)
    except ValueError:
        raise BadInput(
            f"“{text.strip()[:60]}” is no date I can read; "
            "write it like 2020, 2020-10, 2020-10-27 or October 2020."
        ) from None


def read_day_of_year(text: str) -> date | None:
    """The day that "09-27" or "27 September" names, in a year that has every day; else None."""
    words = text.strip().casefold()
    spelt = _iso(f"{words} {LEAP_YEAR}")
    for iso in (f"{LEAP_YEAR}-{words}", spelt or ""):
        try:
            return date.fromisoformat(iso)
        except ValueError:
            continue
    return None


def _iso(words: str) -> str | None:
    if dots := DOTS.fullmatch(words):
        day, month, year = dots.groups()
        return f"{year}-{month:0>2}-{day:0>2}"
    if spelt := WORDS.fullmatch(words):
        before, name, after, year = spelt.groups()
        numbers = [n for n, month in enumerate(MONTHS, start=1) if month.startswith(name)]
        day = before or after
        if len(numbers) == 1 and not (before and after):
            return f"{year}-{numbers[0]:02}" + (f"-{day:0>2}" if day else "")
    return None
