"""How long a poll is open, as people type it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.durations import LONGEST, SHORTEST, read_closing
from bot.errors import BadInput
from tests.clock import NOW  # Monday 23 November 2026, noon in UTC

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
BERLIN = "Europe/Berlin"  # one hour ahead in November


def closes(text: str, now: datetime = NOW, zone: str = BERLIN) -> datetime:
    return read_closing(text, now, zone)


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("3 days", 3 * DAY),
        ("90 minutes", 90 * MINUTE),
        ("1h 30m", 90 * MINUTE),
        ("1h30", 90 * MINUTE),
        ("1h30m", 90 * MINUTE),
        ("a week", 7 * DAY),
        ("2 weeks", 14 * DAY),
        ("a fortnight", 14 * DAY),
        ("an hour", HOUR),
        ("an hour and a half", 90 * MINUTE),
        ("half an hour", 30 * MINUTE),
        ("half a day", 12 * HOUR),
        ("1 day, 2 hours and 5 minutes", DAY + 2 * HOUR + 5 * MINUTE),
        ("two days", 2 * DAY),
        ("1.5 hours", 90 * MINUTE),
        ("1,5 h", 90 * MINUTE),
        ("24", 24 * HOUR),
        ("0.5", 30 * MINUTE),
        ("for 2 days", 2 * DAY),
        ("in 10 min", 10 * MINUTE),
        ("3D", 3 * DAY),
        ("  3   days ", 3 * DAY),
        ("10 mins.", 10 * MINUTE),
        ("5 m", 5 * MINUTE),
        ("768", 768 * HOUR),
        ("32 days", 32 * DAY),
    ],
)
def test_a_length_counts_from_now(text: str, length: timedelta):
    assert closes(text) == NOW + length


@pytest.mark.parametrize(
    ("text", "local"),
    [
        ("until Friday 18:00", "2026-11-27 18:00"),
        ("friday 18:00", "2026-11-27 18:00"),
        ("until fri 6pm", "2026-11-27 18:00"),
        ("till Friday, at 6 p.m.", "2026-11-27 18:00"),
        ("18:00 on Friday", "2026-11-27 18:00"),
        ("until Friday", "2026-11-28 00:00"),
        ("until Friday midnight", "2026-11-28 00:00"),
        ("until Monday 18:00", "2026-11-23 18:00"),
        ("until Monday 9:00", "2026-11-30 09:00"),
        ("until next Monday 18:00", "2026-11-30 18:00"),
        ("until this Tuesday noon", "2026-11-24 12:00"),
        ("until tomorrow noon", "2026-11-24 12:00"),
        ("noon tomorrow", "2026-11-24 12:00"),
        ("until tomorrow", "2026-11-25 00:00"),
        ("until tonight", "2026-11-24 00:00"),
        ("tonight 21:30", "2026-11-23 21:30"),
        ("until midnight", "2026-11-24 00:00"),
        ("until 18:00", "2026-11-23 18:00"),
        ("until 9 am", "2026-11-24 09:00"),
        ("until 2026-12-01 09:00", "2026-12-01 09:00"),
        ("2026-12-01T09:00", "2026-12-01 09:00"),
        ("until 2026-12-01", "2026-12-02 00:00"),
        ("until 1.12.2026 9:00", "2026-12-01 09:00"),
        ("until 1 December 2026, 9:00", "2026-12-01 09:00"),
        ("until December 1 at 9:00", "2026-12-01 09:00"),
        ("until 1 December", "2026-12-02 00:00"),
        ("until 12-01 9:00", "2026-12-01 09:00"),
    ],
)
def test_a_moment_is_by_the_clocks_of_the_place(text: str, local: str):
    at = datetime.fromisoformat(local).replace(tzinfo=UTC)

    assert closes(text) == at - HOUR


def test_a_day_that_comes_next_year_is_meant():
    assert closes("until 2 January", datetime(2026, 12, 20, tzinfo=UTC), "UTC") == datetime(
        2027, 1, 3, tzinfo=UTC
    )


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "soon", "3 parsecs", "days", "3 days or so", "until", "until Friyay", "a",
        "until 25:00", "until Friday 18:00 or so", "until the", "until 2026-12", "now",
        "until now", "-3 days", "3 days -", "1e9 days", "9999999 days", "99999999999999999999",
        "until 2026-13-01", "until th", "until 2026-12-01/2026-12-02", "until 2026-12-01?", "🐌",
        "until 30 February", "1h99999",
    ],
)  # fmt: skip
def test_anything_else_is_refused_in_one_sentence(text: str):
    with pytest.raises(BadInput) as refused:
        closes(text)

    sentence = str(refused.value)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert len(sentence) < 200


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("whenever", "write it like 3 days, 90 minutes or until Friday 18:00"),
        ("4 minutes", "“4 minutes” is shorter"),
        ("33 days", "“33 days” is longer"),
        ("999999 weeks", "is longer"),
        ("until 1 March 2027", "is longer"),
        ("until 9999-12-31", "is longer"),
        ("until 2026-11-01", "is over already"),
        ("until 0001-01-01", "is over already"),
        ("until today 9:00", "is over already"),
        ("0 hours", "is over already"),
        ("until 13:02", "is shorter"),
    ],
)
def test_a_refusal_says_what_is_wrong(text: str, sentence: str):
    with pytest.raises(BadInput, match=sentence):
        closes(text)


@pytest.mark.parametrize(
    ("day", "text", "utc"),
    [
        # 2:30 is skipped on 29 March 2026, and comes twice on 25 October.
        ("2026-03-28", "until tomorrow 2:30", "2026-03-29 01:00"),
        ("2026-10-24", "until tomorrow 2:30", "2026-10-25 00:30"),
        ("2026-10-24", "24 hours", "2026-10-25 12:00"),
    ],
)
def test_clock_changes_follow_the_rules_of_the_schedule(day: str, text: str, utc: str):
    now = datetime.fromisoformat(f"{day} 12:00").replace(tzinfo=UTC)

    assert closes(text, now) == datetime.fromisoformat(utc).replace(tzinfo=UTC)


@given(st.text(max_size=80))
def test_whatever_is_typed_is_within_the_limits_or_refused(text: str):
    try:
        found = closes(text)
    except BadInput:
        return
    assert SHORTEST <= found - NOW <= LONGEST
    assert found.tzinfo is UTC


@given(
    st.lists(
        st.sampled_from(
            ["until", "friday", "18:00", "next", "3", "days", "2026-12-01", "midnight", "and", "at",
             "a", "hour", "27", "september", "9", "pm", "1h", "30m", "tomorrow", "12", ",", "half"]
        ),
        max_size=7,
    )
)  # fmt: skip
def test_no_mixture_of_words_breaks_it(words: list[str]):
    test_whatever_is_typed_is_within_the_limits_or_refused.hypothesis.inner_test(" ".join(words))


@given(st.integers(min_value=5, max_value=768 * 60))
def test_every_length_written_out_is_read_back(minutes: int):
    hours, rest = divmod(minutes, 60)
    days, hours = divmod(hours, 24)

    assert closes(f"{days}d {hours}h {rest}m") == NOW + minutes * MINUTE
    assert closes(f"{days} days, {hours} hours and {rest} minutes") == NOW + minutes * MINUTE


@given(st.timedeltas(-200 * DAY, 200 * DAY), st.integers(1, 31))
def test_every_minute_to_come_is_read_back(ahead: timedelta, days: int):
    now = NOW + ahead
    wanted = (now + days * DAY).replace(second=0, microsecond=0)

    assert closes(f"until {wanted:%Y-%m-%d %H:%M}", now, "UTC") == wanted
