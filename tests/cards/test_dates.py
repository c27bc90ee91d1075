"""How dates read."""

from datetime import date

import pytest

from bot.cards.dates import day_in_words, in_words
from bot.core.edtf import parse_edtf


@pytest.mark.parametrize(
    ("when", "words"),
    [
        ("1993", "1993"),
        ("2001-05", "May 2001"),
        ("2020-09-27", "27 September 2020"),
        ("2020-09-01", "1 September 2020"),
        ("1993~", "about 1993"),
        ("1993-05?", "May 1993 (uncertain)"),
        ("1993-05-30%", "about 30 May 1993 (uncertain)"),
        ("2001-05/2002-06", "May 2001 to June 2002"),
        ("1992~/2001", "about 1992 to 2001"),
        ("2022-02-22/..", "since 22 February 2022"),
        ("2022/", "since 2022"),
        ("../1994", "until 1994"),
    ],
)
def test_a_date_reads_as_exact_and_as_sure_as_it_is(when: str, words: str):
    assert in_words(parse_edtf(when)) == words


def test_a_day_reads_without_zeros():
    assert day_in_words(date(2020, 6, 1)) == "1 June 2020"
