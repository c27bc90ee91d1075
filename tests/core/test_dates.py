"""Dates as people type them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.dates import MONTHS, read_date
from bot.errors import BadInput

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2020", "2020"),
        ("2020-10", "2020-10"),
        (" 2020-10-27 ", "2020-10-27"),
        ("1993~", "1993~"),
        ("2020-09-27/2020-11-10", "2020-09-27/2020-11-10"),
        ("27.9.2020", "2020-09-27"),
        ("27.09.2020", "2020-09-27"),
        ("October 2020", "2020-10"),
        ("OCTOBER 2020", "2020-10"),
        ("oct 2020", "2020-10"),
        ("Sept. 2020", "2020-09"),
        ("27 Sep 2020", "2020-09-27"),
        ("27th September 2020", "2020-09-27"),
        ("1st May 1993", "1993-05-01"),
        ("September 27, 2020", "2020-09-27"),
        ("September 27th, 2020", "2020-09-27"),
        ("Sept 3 2020", "2020-09-03"),
        ("today", "2026-11-23"),
        ("Now", "2026-11-23"),
    ],
)
def test_the_ways_in_which_people_write_a_date(typed: str, meant: str):
    assert str(read_date(typed, TODAY)) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "yesterday",
        "Octember 2020",
        "31.2.2020",
        "30 February 2020",
        "3 May 4 2020",
        "20",
        "2020/2019",
        " ",
    ],
)
def test_what_is_no_date_is_told_with_examples_of_one(typed: str):
    with pytest.raises(BadInput) as refusal:
        read_date(typed, TODAY)

    assert f"“{typed.strip()}” is no date I can read" in str(refusal.value)
    assert "2020-10-27" in str(refusal.value)


def test_a_long_text_is_not_told_back_in_full():
    with pytest.raises(BadInput) as refusal:
        read_date("x" * 5_000, TODAY)

    assert len(str(refusal.value)) < 200


@given(st.text())
def test_any_text_is_a_date_or_bad_input(text: str):
    try:
        read = read_date(text, TODAY)
    except BadInput:
        return

    assert read.first_start <= read.last_end


@given(st.dates())
def test_a_day_in_words_is_the_day_in_numbers(day: date):
    words = f"{day.day} {MONTHS[day.month - 1].capitalize()} {day.year:04}"

    assert read_date(words, TODAY) == read_date(day.isoformat(), TODAY)
