"""What is typed behind a command, taken apart without quotes."""

from __future__ import annotations

from datetime import date

import pytest

from bot.core.pack import Pack
from bot.errors import BadInput
from bot.on_matrix.commands.arguments import (
    MOST_WORDS,
    Stretch,
    read_stretch,
    split_date,
    split_names,
    words_of,
)

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", ()),
        ("russia armenia", ("russia", "armenia")),
        ("“United States” armenia?", ("United States", "armenia")),
        ('"united states" "armenia"', ("united states", "armenia")),
        ("«Нагорный Карабах», россия!", ("Нагорный Карабах", "россия")),
        ("27 september, 2020", ("27", "september", "2020")),
    ],
)
def test_words(typed: str, words: tuple[str, ...]):
    assert words_of(typed) == words


def test_far_too_many_words_are_refused():
    assert len(words_of("a " * MOST_WORDS)) == MOST_WORDS
    with pytest.raises(BadInput, match="too long for a command"):
        words_of("a " * (MOST_WORDS + 1))


@pytest.mark.parametrize(
    ("typed", "rest", "found"),
    [
        ("russia armenia", "russia armenia", ""),
        ("russia armenia 2020", "russia armenia", "2020"),
        ("russia armenia in 2020-10", "russia armenia", "2020-10"),
        ("russia armenia on 27 September 2020", "russia armenia", "27 September 2020"),
        ("russia armenia as of October 2020", "russia armenia", "October 2020"),
        ("russia armenia now", "russia armenia", "now"),
        ("2020", "", "2020"),
        # Meant for dates, though they are none: who reads them says so.
        ("russia armenia 31.02.2020", "russia armenia", "31.02.2020"),
        ("russia armenia 31 february 2020", "russia armenia", "31 february 2020"),
        ("russia armenia in October", "russia armenia", "October"),
    ],
)
def test_a_date_at_the_end(typed: str, rest: str, found: str):
    assert split_date(words_of(typed), TODAY) == (words_of(rest), found)


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("russia armenia", ("russia", "armenia")),
        ("does russia back armenia", ("russia", "armenia")),
        ("united states armenia", ("united states", "armenia")),
        ("armenia united states", ("armenia", "united states")),
        ("the united states and azerbaijan", ("the united states", "azerbaijan")),
        ("between saudi arabia and azerbaijan", ("saudi arabia", "azerbaijan")),
        ("russia -> armenia", ("russia", "armenia")),
        ("rusia aremnia", ("rusia", "aremnia")),
        ("Иран Армения", ("Иран", "Армения")),
        ("russia", ("russia", "")),
        ("united states", ("united states", "")),
        ("", ("", "")),
    ],
)
def test_two_names_are_parted_where_both_fit(real_pack: Pack, typed: str, names: tuple[str, str]):
    assert split_names(real_pack, words_of(typed)) == names


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("", Stretch()),
        ("turkey", Stretch("turkey")),
        ("turkey 2020", Stretch("turkey", "2020", "2020")),
        ("2020 turkey", Stretch("turkey", "2020", "2020")),
        ("turkey from 1993 to 1994", Stretch("turkey", "1993", "1994")),
        ("turkey 1993-1994", Stretch("turkey", "1993", "1994")),
        ("turkey since May 1993", Stretch("turkey", "May 1993", "")),
        ("turkey until 1994", Stretch("turkey", "", "1994")),
        ("1993 to 1994 ceasefire", Stretch("", "1993", "1994", "ceasefire")),
        ("war", Stretch(kind="war")),
        ("kind war of armenia", Stretch("armenia", kind="war")),
        ("united states arms 2020-10", Stretch("united states", "2020-10", "2020-10", "arms")),
    ],
)
def test_a_stretch_of_the_timeline(typed: str, asked: Stretch):
    assert read_stretch(typed, TODAY) == asked
