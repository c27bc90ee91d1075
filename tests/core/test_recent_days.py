"""Days not far from now, as people type them."""

from __future__ import annotations

from datetime import date

import pytest

from bot.core.recent_days import read_day
from bot.errors import BadInput

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("", "2026-11-24"),
        (" Today ", "2026-11-24"),
        ("now", "2026-11-24"),
        ("yesterday", "2026-11-23"),
        ("Tomorrow", "2026-11-25"),
        ("2026-03-01", "2026-03-01"),
        ("24 November", "2026-11-24"),
        ("November 25", "2026-11-25"),
        ("31 december", "2026-12-31"),
        ("2 January", "2027-01-02"),
        ("11-20", "2026-11-20"),
        ("29 February", "2028-02-29"),
        ("20.11.2025", "2025-11-20"),
    ],
)
def test_a_day_is_read(text: str, day: str):
    assert read_day(text, TODAY) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("November 2026", "is more than a day"),
        ("2026", "is more than a day"),
        ("2026-11-01/2026-11-03", "is more than a day"),
        ("soon", "is no date I can read"),
        ("x" * 500, "is no date I can read"),
    ],
)
def test_what_is_no_single_day_gets_a_sentence(text: str, sentence: str):
    with pytest.raises(BadInput, match=sentence) as caught:
        read_day(text, TODAY)

    assert len(str(caught.value)) < 200
