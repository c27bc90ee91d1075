"""How long somebody has to wait, in words."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.core.waiting import wait_in_words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0.2, "1 second"),
        (1.2, "2 seconds"),
        (60, "60 seconds"),
        (61, "2 minutes"),
        (5400, "90 minutes"),
        (5401, "2 hours"),
        (7201, "3 hours"),
    ],
)
def test_it_is_rounded_up(seconds: float, words: str):
    assert wait_in_words(timedelta(seconds=seconds)) == words
