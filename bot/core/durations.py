"""When something ends, as people type it: "3 days", "1h 30m", "until Friday 18:00", "24"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta

from bot.core.dates import read_date, read_day_of_year
from bot.core.schedule import instant_of
from bot.core.times import DAYS, read_time
from bot.core.zones import zone_named
from bot.errors import BadInput

SHORTEST, LONGEST = timedelta(minutes=5), timedelta(hours=768)
LONGEST_TOLD = 60  # characters told back
DAY = timedelta(days=1)
FAR = 400 * DAY  # in which every day of the year comes, but a leap day
UNITS = {
    **dict.fromkeys(("m", "min", "mins", "minute", "minutes"), timedelta(minutes=1)),
    **dict.fromkeys(("h", "hr", "hrs", "hour", "hours"), timedelta(hours=1)),
    **dict.fromkeys(("d", "day", "days"), DAY),
    **dict.fromkeys(("w", "wk", "wks", "week", "weeks"), timedelta(weeks=1)),
    **dict.fromkeys(("fortnight", "fortnights"), timedelta(weeks=2)),
}
NUMBERS = {
    "half an": 0.5, "half a": 0.5, "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4,
    "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
}  # fmt: skip
PART = re.compile(
    rf"(?P<number>\d{{1,6}}(?:[.,]\d{{1,3}})?|(?:{'|'.join(NUMBERS)})(?=\s))\s*"
    rf"(?P<unit>{'|'.join(sorted(UNITS, key=len, reverse=True))})(?![a-z])\.?"
    r"(?P<half> and a half)?(?:\s*(?:,|&|and\b))*\s*"
)
BARE = re.compile(r"\d{1,6}(?:[.,]\d{1,3})?")
MINUTES = re.compile(r"(?<=\d)h(\d{1,2})$")  # 1h30
FOR = re.compile(r"^(for|in|within)\s+")
UNTIL = re.compile(r"^(until|till|til|up to|to|by|through)\s+")
GLUE = ("at", "on", "@", "the")
TODAY = ("today", "tonight")
WEEKDAY = re.compile(r"(?P<which>(?:this|next|coming)\s+)?(?P<name>[a-z]{2,9})\.?")
SHORTEST_NAME = 3
MIDNIGHT = "midnight"


def read_closing(text: str, now: datetime, zone: str) -> datetime:
    """The instant, in UTC, that *text* means; days and times are those of *zone*, an IANA id.

    A bare number is of hours; a day without a time ends at midnight, as "midnight" itself does.

    Raises:
        BadInput: it means none, or one that is too near or too far away.
    """
    words = " ".join(text.casefold().replace("’", "'").split())
    told = text.strip()[:LONGEST_TOLD]
    length = _length(words)
    if length is None:
        closes = _moment(words, now, zone)
        if closes is None:
            raise BadInput(
                f"“{told}” is no length of time; "
                "write it like 3 days, 90 minutes or until Friday 18:00."
            )
        length = closes - now
    if length <= timedelta():
        raise BadInput(f"“{told}” is over already; name a time that is still to come.")
    if not SHORTEST <= length <= LONGEST:
        wrong = "shorter" if length < SHORTEST else "longer"
        raise BadInput(f"A poll is open for 5 minutes to 32 days; “{told}” is {wrong}.")
    return (now + length).astimezone(UTC)


def _length(words: str) -> timedelta | None:
    words = MINUTES.sub(r"h \1m", FOR.sub("", words))
    if BARE.fullmatch(words):
        return _number(words) * UNITS["h"]
    total, end = timedelta(), 0
    while part := PART.match(words, end):
        halves = 0.5 if part["half"] else 0
        total += (_number(part["number"]) + halves) * UNITS[part["unit"]]
        end = part.end()
    return total if words and end == len(words) else None


def _number(word: str) -> float:
    return NUMBERS[word] if word in NUMBERS else float(word.replace(",", "."))


def _moment(words: str, now: datetime, zone: str) -> datetime | None:
    """The first instant after *now* that the words fit, or the last before if there is none."""
    bare = re.sub(r"(?<=\d)t(?=\d)", " ", UNTIL.sub("", words)).replace(",", " ")
    today = now.astimezone(zone_named(zone)).date()
    for day_words, time_words in _splits([word for word in bare.split() if word not in GLUE]):
        days, at = _days(day_words, today), _time(time_words)
        if days and at:
            instants = [_instant(day, at, today, zone) for day in days]
            return next((each for each in instants if each > now), instants[-1])
    return None


def _splits(words: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Every way in which they can be a day and a time, the longest days first."""
    for size in range(len(words), -1 if words else 0, -1):
        yield " ".join(words[:size]), " ".join(words[size:])
        yield " ".join(words[len(words) - size :]), " ".join(words[: len(words) - size])


def _days(words: str, today: date) -> list[date]:
    """The days that *words* can mean, the first of them that is to come; none if it is no day."""
    if not words:
        return [today, today + DAY]
    if words in TODAY:
        return [today]
    if words == "tomorrow":
        return [today + DAY]
    return _weekdays(words, today) or _dates(words, today)


def _weekdays(words: str, today: date) -> list[date]:
    match = WEEKDAY.fullmatch(words)
    if match is None or len(match["name"]) < SHORTEST_NAME:
        return []
    first = 1 if match["which"] == "next " else 0
    week = (today + DAY * ahead for ahead in range(first, first + 8))
    return [day for day in week if DAYS[day.weekday()].casefold().startswith(match["name"])]


def _dates(words: str, today: date) -> list[date]:
    if in_a_year := read_day_of_year(words):
        month_and_day = (in_a_year.month, in_a_year.day)
        ahead = (today + DAY * days for days in range(FAR // DAY))
        return [day for day in ahead if (day.month, day.day) == month_and_day]
    try:
        read = read_date(words, today)
    except BadInput:
        return []
    is_day = read.first_start == read.last_end and not read.is_qualified and words != "now"
    return [read.first_start] if is_day else []


def _time(words: str) -> tuple[time, int] | None:
    """A time of day, and on how many days later it is; None if the words are none."""
    if words in ("", MIDNIGHT):
        return time.min, 1
    try:
        return read_time(words), 0
    except BadInput:
        return None


def _instant(day: date, at: tuple[time, int], today: date, zone: str) -> datetime:
    """What is far away is told apart no further, so that no calendar ends."""
    near = min(max(day, today - FAR), today + FAR)
    return instant_of(near + DAY * at[1], at[0], zone)
