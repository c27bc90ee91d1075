"""Times of day and days of the week as people type them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import time
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.times import days_in_words, read_days, read_time
from bot.errors import BadInput

MON, TUE, WED, THU, FRI, SAT, SUN = range(7)
WEEK = set(range(7))
EVERY_SET = [frozenset(days) for size in range(1, 8) for days in combinations(range(7), size)]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("9", time(9)),
        ("09", time(9)),
        ("0", time(0)),
        ("9:00", time(9)),
        ("09.30", time(9, 30)),
        ("0930", time(9, 30)),
        ("930", time(9, 30)),
        ("09:30:00", time(9, 30)),
        (" 9 am ", time(9)),
        ("9AM", time(9)),
        ("9:30pm", time(21, 30)),
        ("9.30 p.m.", time(21, 30)),
        ("12 am", time(0)),
        ("12am", time(0)),
        ("12:15 am", time(0, 15)),
        ("12 pm", time(12)),
        ("11:59 pm", time(23, 59)),
        ("21h", time(21)),
        ("21 h", time(21)),
        ("21h30", time(21, 30)),
        ("21 h 30", time(21, 30)),
        ("9 o'clock", time(9)),
        ("9 o’clock pm", time(21)),
        ("23:59", time(23, 59)),
        ("noon", time(12)),
        ("Midday", time(12)),
        ("midnight", time(0)),
        ("٠٩:٣٠", time(9, 30)),
    ],
)
def test_the_ways_in_which_people_write_a_time(typed: str, meant: time):
    assert read_time(typed) == meant


@pytest.mark.parametrize(
    "typed",
    ["", "soon", "24:00", "25", "9:60", "9:5", "13 pm", "0 am", "21h pm", "-1", "9:00:30", "1e3"],
)
def test_what_is_no_time_is_told_with_examples_of_one(typed: str):
    with pytest.raises(BadInput) as refusal:
        read_time(typed)

    assert str(refusal.value) == (
        f"“{typed}” is no time of day; write it like 9:00, 21:30 or 9 pm."
    )


@given(st.times())
def test_a_time_is_read_back_from_either_clock(at: time):
    at = at.replace(second=0, microsecond=0)

    assert read_time(f"{at:%H:%M}") == at
    assert read_time(f"{at:%I:%M %p}") == at


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("mon-fri", {MON, TUE, WED, THU, FRI}),
        ("Monday to Friday", {MON, TUE, WED, THU, FRI}),
        ("mon – fri", {MON, TUE, WED, THU, FRI}),
        ("mon through wed", {MON, TUE, WED}),
        ("sat-mon", {SAT, SUN, MON}),
        ("sun-sat", WEEK),
        ("mon-sun", WEEK),
        ("mon-mon", {MON}),
        ("daily", WEEK),
        ("Every day", WEEK),
        ("everyday", WEEK),
        ("all", WEEK),
        ("weekdays", {MON, TUE, WED, THU, FRI}),
        ("workdays", {MON, TUE, WED, THU, FRI}),
        ("weekends", {SAT, SUN}),
        ("weekend", {SAT, SUN}),
        ("mon, wed, fri", {MON, WED, FRI}),
        ("mon wed fri", {MON, WED, FRI}),
        ("mon/wed/fri", {MON, WED, FRI}),
        ("Mo, Tu; We & Th", {MON, TUE, WED, THU}),
        ("Monday, Wednesday, and Friday", {MON, WED, FRI}),
        ("on Tuesdays and Thursdays", {TUE, THU}),
        ("every sunday", {SUN}),
        ("tues thurs weds.", {TUE, WED, THU}),
        ("mon-wed, sat", {MON, TUE, WED, SAT}),
        ("weekdays, sun", {MON, TUE, WED, THU, FRI, SUN}),
    ],
)
def test_the_ways_in_which_people_list_days(typed: str, meant: set[int]):
    assert read_days(typed) == meant


@pytest.mark.parametrize(
    "typed",
    ["", "never", "t", "s", "mon-", "-fri", "mon-wed-fri", "daily-fri", "mon, wensday", "and", "1"],
)
def test_what_lists_no_days_is_told_with_examples(typed: str):
    with pytest.raises(BadInput) as refusal:
        read_days(typed)

    assert str(refusal.value) == (
        f"“{typed}” does not list days of the week; "
        "write them like daily, mon-fri, weekends or “mon, wed, fri”."
    )


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (WEEK, "every day"),
        ({MON, TUE, WED, THU, FRI}, "Monday to Friday"),
        ({SAT, SUN, MON}, "Saturday to Monday"),
        ({MON, WED, THU, FRI, SAT, SUN}, "Wednesday to Monday"),
        ({SAT, SUN}, "Saturday and Sunday"),
        ({SUN, MON}, "Monday and Sunday"),
        ({MON, WED, FRI}, "Monday, Wednesday and Friday"),
        ({THU}, "Thursday"),
    ],
)
def test_days_in_words(days: set[int], words: str):
    assert days_in_words(frozenset(days)) == words


@pytest.mark.parametrize("days", EVERY_SET, ids=days_in_words)
def test_every_set_of_days_is_read_back_from_its_words(days: frozenset[int]):
    assert read_days(days_in_words(days)) == days


@given(st.text())
def test_any_text_is_read_or_refused_in_a_short_sentence(text: str):
    for read in (read_time, read_days):
        assert len(refusal_of(read, text * 50)) < 200


def refusal_of(read: Callable[[str], object], text: str) -> str:
    try:
        read(text)
    except BadInput as refusal:
        return str(refusal)
    return ""
