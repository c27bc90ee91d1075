"""Dates inside a question: "in October 2020", "since 1993", "between 1992 and 1994", "now"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from bot.core.dates import LEAP_YEAR, read_date
from bot.core.edtf import parse_edtf
from bot.errors import BadInput

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
DAY = r"\d{1,2}(?:st|nd|rd|th)?"
YEAR = r"(?:1[89]|20)\d\d"
UNIT = (
    rf"(?:{YEAR}-\d\d-\d\d|{YEAR}-\d\d|\d{{1,2}}\.\d{{1,2}}\.{YEAR}|{MONTH}\s+{DAY},?\s+{YEAR}"
    rf"|(?:(?:the\s+)?{DAY}\s+(?:of\s+)?)?{MONTH}(?:\s+of)?,?\s+{YEAR}|{YEAR})"
)
NO_YEAR = rf"(?:{DAY}\s+(?:of\s+)?{MONTH}|{MONTH}\s+{DAY})"
LOCAL = (  # "in the year", said after it
    r"(?:['’]?[dt][ea](?!\w)|\s+(?:году|год|г\.|yılında|թվականին|թ\.)|-c[ıiuü]\s+ild[əe])?"
)
BEFORE = r"(?:before|prior\s+to)"
UNTIL = r"(?:until|till|up\s+to)"
SINCE = r"(?:ever\s+since|since|after|starting\s+in)"
AT = r"(?:(?:in|on|at|during|of|by|as\s+of|around|в)\s+(?:the\s+year\s+)?)?"
EDGE = r"(?<![\w/$€£.,-])"
END = r"(?![\w/-])(?!\.\d)"

FLAGS = re.IGNORECASE
RANGE = re.compile(
    rf"{EDGE}(?:between\s+({UNIT})\s+and\s+({UNIT})"
    rf"|(?:from\s+|in\s+)?({UNIT})\s*(?:to|until|till|through|[-–—])\s*({UNIT})){END}",
    FLAGS,
)
DECADE = re.compile(rf"{EDGE}(?:(?:in|during)\s+)?(?:the\s+)?((?:1[89]|20)\d0)['’]?s{END}", FLAGS)
SINGLE = re.compile(
    rf"{EDGE}(?:({BEFORE})\s+|({UNTIL})\s+|({SINCE})\s+|{AT})({UNIT}){LOCAL}{END}", FLAGS
)
YEARLESS = re.compile(rf"{EDGE}(?:on\s+)?(?:the\s+)?({NO_YEAR}){END}", FLAGS)
RELATIVE = re.compile(
    rf"{EDGE}(?:in\s+)?(this year|last year|yesterday|today(?! in history)|right now|nowadays"
    rf"|these days|at the moment|at present|currently|now){END}",
    FLAGS,
)
ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b", FLAGS)


@dataclass(frozen=True, slots=True)
class Period:
    """From *since* to *until*, as EDTF, either of them empty for open; or now.

    *month_and_day* is a day of no particular year, as "09-27".
    """

    since: str = ""
    until: str = ""
    is_now: bool = False
    month_and_day: str = ""

    @property
    def on(self) -> str:
        """The date for which a state of things is told: the end; empty for now."""
        return "" if self.is_now else self.until


def read_period(text: str, today: date) -> tuple[Period | None, str]:
    """The first date that *text* names, and the text without it."""
    for pattern, reader in READERS:
        for match in pattern.finditer(text):
            if period := reader(match, today):
                return period, f"{text[: match.start()]} {text[match.end() :]}"
    return None, text


def _range(match: re.Match[str], today: date) -> Period | None:
    start, end = (_unit(part, today) for part in match.groups() if part)
    if not start or not end or parse_edtf(end).last_end < parse_edtf(start).first_start:
        return None
    return Period(start, end)


def _decade(match: re.Match[str], _today: date) -> Period:
    return Period(match[1], str(int(match[1]) + 9))


def _single(match: re.Match[str], today: date) -> Period | None:
    before, until, since, text = match.groups()
    unit = _unit(text, today)
    if not unit:
        return None
    if before:
        return Period(until=_previous(unit))
    return Period("" if until else unit, "" if since else unit)


def _yearless(match: re.Match[str], today: date) -> Period | None:
    unit = _unit(f"{match[1]} {LEAP_YEAR}", today)
    return Period(month_and_day=unit[5:]) if unit else None


def _relative(match: re.Match[str], today: date) -> Period:
    word = " ".join(match[1].casefold().split())
    if word.endswith("year"):
        year = str(today.year - (word == "last year"))
        return Period(year, year)
    if word == "yesterday":
        day = (today - timedelta(days=1)).isoformat()
        return Period(day, day)
    return Period(today.isoformat(), today.isoformat(), is_now=True)


READERS = (
    (RANGE, _range),
    (DECADE, _decade),
    (SINGLE, _single),
    (YEARLESS, _yearless),
    (RELATIVE, _relative),
)


def _unit(text: str, today: date) -> str:
    """The EDTF of one date, or nothing where it is in no calendar."""
    words = ORDINAL.sub("", text).replace(",", " ").casefold().split()
    try:
        return read_date(" ".join(w for w in words if w not in ("of", "the")), today).text
    except BadInput:
        return ""


def _previous(unit: str) -> str:
    """The year, month or day before."""
    first = parse_edtf(unit).first_start - timedelta(days=1)
    return first.isoformat()[: len(unit)]
