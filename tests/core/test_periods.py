"""Dates inside a question."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.asking.periods import Period, read_period

TODAY = date(2026, 6, 20)


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("in 2020", "2020", "2020"),
        ("in October 2020?", "2020-10", "2020-10"),
        ("on 27 September 2020", "2020-09-27", "2020-09-27"),
        ("September 27th, 2020", "2020-09-27", "2020-09-27"),
        ("on the 27th of September 2020", "2020-09-27", "2020-09-27"),
        ("27.9.2020", "2020-09-27", "2020-09-27"),
        ("2020-09", "2020-09", "2020-09"),
        ("in May of 2018", "2018-05", "2018-05"),
        ("between 1992 and 1994", "1992", "1994"),
        ("from May 1992 to 1994", "1992-05", "1994"),
        ("1992–1994", "1992", "1994"),
        ("in the 1990s", "1990", "1999"),
        ("since 2020", "2020", ""),
        ("after October 2020", "2020-10", ""),
        ("before 2020", "", "2019"),
        ("before October 2020", "", "2020-09"),
        ("before 1 January 2020", "", "2019-12-31"),
        ("until 2020", "", "2020"),
        ("в 2020 году", "2020", "2020"),
        ("2020-ci ildə", "2020", "2020"),
        ("2020'de", "2020", "2020"),
        ("this year", "2026", "2026"),
        ("last year", "2025", "2025"),
        ("yesterday", "2026-06-19", "2026-06-19"),
    ],
)
def test_a_date_is_read_and_taken_out(text: str, since: str, until: str):
    period, rest = read_period(f"What happened {text} there", TODAY)

    assert period == Period(since, until)
    assert rest.replace("?", "").replace(" the ", " ").split() == ["What", "happened", "there"]


def test_now_is_no_date_to_ask_for():
    period, _ = read_period("Who backs whom today?", TODAY)

    assert period is not None
    assert period.is_now
    assert period.on == ""


def test_a_day_of_no_year_is_kept_apart():
    period, _ = read_period("What happened on September 27?", TODAY)

    assert period == Period(month_and_day="09-27")


@pytest.mark.parametrize(
    "text",
    [
        "resolution 822", "$2020", "62/2430", "31 February 2020", "today in history", "12020",
        "31 June", "1.2020", "",
    ],
)  # fmt: skip
def test_what_is_no_date_stays_in_the_text(text: str):
    assert read_period(text, TODAY) == (None, text)


@pytest.mark.parametrize("text", ["between 1994 and 1992", "from 31 June 1992 to 1994"])
def test_a_stretch_that_is_none_leaves_something_behind(text: str):
    _, rest = read_period(text, TODAY)

    assert "1992" in rest


def test_of_two_dates_the_second_stays_in_the_text():
    _, rest = read_period("in 1992 and in 2020", TODAY)

    assert "2020" in rest


@given(st.text())
def test_any_text_can_be_read_for_dates(text: str):
    period, rest = read_period(text, TODAY)

    assert period or rest == text
