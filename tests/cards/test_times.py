"""How times of posts and lengths of time read."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.cards.times import firing_line, instant_line, length_in_words
from bot.core.card import Moment
from bot.core.schedule import Rule, firing_on


@pytest.mark.parametrize(
    ("length", "words"),
    [
        (timedelta(seconds=59), "less than a minute"),
        (timedelta(minutes=1), "1 minute"),
        (timedelta(minutes=25, seconds=50), "25 minutes"),
        (timedelta(hours=1), "1 hour"),
        (timedelta(hours=3, minutes=20), "3 hours 20 minutes"),
        (timedelta(days=1, minutes=5), "1 day"),
        (timedelta(days=2, hours=1, minutes=5), "2 days 1 hour"),
    ],
)
def test_a_length_of_time_reads_to_the_minute_or_hour(length: timedelta, words: str):
    assert length_in_words(length) == words


def test_a_firing_reads_in_its_zone_and_in_the_readers():
    firing = firing_on(Rule(time(9), "Europe/Berlin"), date(2026, 11, 24))
    assert firing is not None

    utc = datetime(2026, 11, 24, 8, tzinfo=UTC)
    assert firing_line(firing, "Europe/Berlin") == (
        "Tuesday 24 November, 09:00 Europe/Berlin",
        Moment(utc, after=", "),
    )
    assert instant_line(utc, "Europe/Berlin") == firing_line(firing, "Europe/Berlin")
