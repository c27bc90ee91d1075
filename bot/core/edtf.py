"""Dates as exact as their source: a subset of EDTF levels 0 and 1 (ISO 8601-2).

Read are a year, month or day (`1993`, `1993-05`, `1993-05-30`), each of them approximate (`~`),
uncertain (`?`) or both (`%`), and ranges of two such dates (`1993/1994-05`), open at either end
(`../1994`, `2022-02-22/..`). See https://www.loc.gov/standards/datetime/.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?([~?%]?)")
OPEN = ("", "..")


@dataclass(frozen=True, slots=True)
class Edtf:
    """A date or a range of dates, with the days it can mean.

    *first_start* to *last_start* are the days on which it may begin, *first_end* to *last_end*
    those on which it may end; all four are inclusive. An open start is `date.min`, an open end
    `date.max`.
    """

    text: str
    first_start: date
    last_start: date
    first_end: date
    last_end: date

    def __str__(self) -> str:
        return self.text

    @property
    def is_range(self) -> bool:
        return "/" in self.text

    @property
    def is_qualified(self) -> bool:
        """Whether an end of it is approximate or uncertain."""
        return any(mark in self.text for mark in "~?%")

    @property
    def is_open(self) -> bool:
        """Whether it goes on without a known end."""
        return self.last_end == date.max

    @property
    def told(self) -> date:
        """The first day on which all of it can lie in the past; of what is open, its begin."""
        return self.first_start if self.is_open else self.first_end

    def covers(self, day: date) -> bool:
        return self.first_start <= day <= self.last_end

    def meets(self, other: Edtf) -> bool:
        """Whether some day can belong to both."""
        return self.first_start <= other.last_end and other.first_start <= self.last_end


def parse_edtf(text: str) -> Edtf:
    """Read *text*.

    Raises:
        ValueError: it is no date of the subset, or ends before it starts.
    """
    start, slash, end = text.partition("/")
    if not slash:
        first, last = _unit(text)
        return Edtf(text, first, last, first, last)
    if start in OPEN and end in OPEN:
        raise ValueError(f"“{text}” is open at both ends; give one of them")
    first_start, last_start = (date.min, date.min) if start in OPEN else _unit(start)
    first_end, last_end = (date.max, date.max) if end in OPEN else _unit(end)
    if last_end < last_start or first_end < first_start:
        raise ValueError(f"“{text}” ends before it starts; swap the two dates")
    return Edtf(text, first_start, last_start, first_end, last_end)


def _unit(text: str) -> tuple[date, date]:
    """The first and last day of a year, month or day."""
    match = DATE.fullmatch(text)
    if match is None:
        raise ValueError(
            f"“{text}” is no date; write 1993, 1993-05, 1993-05-30, 1993~, 1993-05? or 1993/1994"
        )
    year, month, day = (int(part) if part else None for part in match.groups()[:3])
    try:
        assert year is not None
        if month is None:
            return date(year, 1, 1), date(year, 12, 31)
        if day is None:
            return date(year, month, 1), date(year, month, monthrange(year, month)[1])
        return date(year, month, day), date(year, month, day)
    except ValueError:
        raise ValueError(f"“{text}” is not in the calendar; correct the month or the day") from None
