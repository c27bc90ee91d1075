"""Dates as exact as their source."""

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.core.edtf import Edtf, parse_edtf

days = st.dates()
qualifiers = st.sampled_from(["", "~", "?", "%"])


@st.composite
def units(draw: st.DrawFn) -> str:
    """A year, a month or a day, as sure as its source."""
    length = draw(st.sampled_from([4, 7, 10]))
    return draw(days).isoformat()[:length] + draw(qualifiers)


ends = st.one_of(units(), st.sampled_from(["", ".."]))
ranges = st.builds("{}/{}".format, ends, ends)


def is_date(text: str) -> bool:
    try:
        parse_edtf(text)
    except ValueError:
        return False
    return True


dates = st.one_of(units(), ranges).filter(is_date).map(parse_edtf)
near_misses = st.text("0123456789-/~?%. \n٣", max_size=24)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("1993", date(1993, 1, 1), date(1993, 12, 31)),
        ("1993-05", date(1993, 5, 1), date(1993, 5, 31)),
        ("1992-02", date(1992, 2, 1), date(1992, 2, 29)),
        ("1900-02", date(1900, 2, 1), date(1900, 2, 28)),
        ("1993-05-30", date(1993, 5, 30), date(1993, 5, 30)),
        ("1993~", date(1993, 1, 1), date(1993, 12, 31)),
        ("1993-05?", date(1993, 5, 1), date(1993, 5, 31)),
        ("1993-05-30%", date(1993, 5, 30), date(1993, 5, 30)),
    ],
)
def test_a_date_means_every_day_of_its_unit(text: str, first: date, last: date):
    read = parse_edtf(text)

    assert read == Edtf(text, first, last, first, last)
    assert not read.is_range
    assert not read.is_open


def test_a_range_may_begin_and_end_on_any_day_of_its_ends():
    read = parse_edtf("1993/1994-05")

    assert (read.first_start, read.last_start) == (date(1993, 1, 1), date(1993, 12, 31))
    assert (read.first_end, read.last_end) == (date(1994, 5, 1), date(1994, 5, 31))
    assert read.is_range


@pytest.mark.parametrize("text", ["2022-02-22/..", "2022-02-22/"])
def test_a_range_without_an_end_goes_on(text: str):
    read = parse_edtf(text)

    assert read.is_open
    assert read.covers(date.max)
    assert not read.covers(date(2022, 2, 21))


@pytest.mark.parametrize("text", ["../1994", "/1994"])
def test_a_range_without_a_start_has_always_been(text: str):
    read = parse_edtf(text)

    assert not read.is_open
    assert read.covers(date.min)
    assert not read.covers(date(1995, 1, 1))


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "is no date"),
        ("May 1993", "is no date"),
        ("93", "is no date"),
        ("1993-5", "is no date"),
        ("1993-05-30T12:00", "is no date"),
        ("1993~?", "is no date"),
        ("1993/1994/1995", "is no date"),
        ("1993-13", "is not in the calendar"),
        ("1993-00", "is not in the calendar"),
        ("1993-02-29", "is not in the calendar"),
        ("0000", "is not in the calendar"),
        ("/", "is open at both ends"),
        ("../..", "is open at both ends"),
        ("1994/1993", "ends before it starts"),
        ("1993-05/1993", "ends before it starts"),
    ],
)
def test_what_is_no_date_is_refused_with_the_reason(text: str, complaint: str):
    with pytest.raises(ValueError, match=complaint):
        parse_edtf(text)


def test_it_reads_back_as_it_was_written():
    assert str(parse_edtf("2020-09-27/2020-11-10~")) == "2020-09-27/2020-11-10~"


@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [
        ("1993", "1993-12-31", True),
        ("1993", "1994", False),
        ("1990/1993", "1993-06/..", True),
        ("../1990", "1991/..", False),
    ],
)
def test_two_dates_meet_where_a_day_can_belong_to_both(one: str, other: str, meet: bool):
    first, second = parse_edtf(one), parse_edtf(other)

    assert first.meets(second) is meet
    assert second.meets(first) is meet


@given(st.one_of(st.text(), near_misses, units(), ranges))
def test_reading_refuses_or_gives_days_in_order(text: str):
    try:
        read = parse_edtf(text)
    except ValueError:
        return

    assert date.min <= read.first_start <= read.last_start <= read.last_end <= date.max
    assert read.first_start <= read.first_end <= read.last_end
    assert read.text == text


@given(units())
def test_every_well_formed_date_is_read(text: str):
    read = parse_edtf(text)

    assert read.covers(date.fromisoformat(f"{text.rstrip('~?%')}-01-01"[:10]))


@given(units(), units())
def test_a_range_is_read_or_ends_before_it_starts(start: str, end: str):
    first, last = parse_edtf(start), parse_edtf(end)
    is_in_order = first.first_start <= last.first_end and first.last_start <= last.last_end
    assume(is_in_order)

    read = parse_edtf(f"{start}/{end}")

    assert read.covers(first.first_start)
    assert read.covers(last.last_end)


@given(dates, days)
def test_a_date_covers_the_days_that_it_meets(read: Edtf, day: date):
    assert read.covers(day) is read.meets(parse_edtf(day.isoformat()))


@given(dates)
def test_a_date_covers_its_outermost_days(read: Edtf):
    assert read.covers(read.first_start)
    assert read.covers(read.last_start)
    assert read.covers(read.first_end)
    assert read.covers(read.last_end)


@given(st.dates(max_value=date.max - timedelta(days=1)))
def test_an_open_range_covers_its_first_day_and_not_the_one_before(day: date):
    read = parse_edtf(f"{(day + timedelta(days=1)).isoformat()}/..")

    assert not read.covers(day)
    assert read.covers(day + timedelta(days=1))
