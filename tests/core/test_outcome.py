"""What became of the post of a date: every outcome, from what is stored."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from bot.core.outcome import Case, Outcome, local_date, outcome
from bot.core.post import State
from tests.core.cases import CASES, DAY, DUE, NOW, TODAY, case, post


@pytest.mark.parametrize(("expected", "given"), CASES)
def test_every_case_has_its_outcome(expected: Outcome, given: Case):
    assert outcome(given) is expected


def test_every_outcome_has_a_case():
    assert {expected for expected, _ in CASES} == set(Outcome)


def test_a_planned_post_is_due_when_it_was_planned_for():
    assert case(post=post(State.PLANNED, due=NOW)).due == NOW


def test_without_a_post_the_present_settings_say_when_it_is_due():
    assert case().due == DUE
    assert case(date.max).due is None


def test_what_is_kept_is_kept_for_four_hundred_days():
    assert outcome(case(TODAY - 400 * DAY)) is Outcome.UNRECORDED


def test_the_date_is_that_of_the_zone():
    late = datetime(2026, 11, 24, 23, 30, tzinfo=UTC)

    assert local_date(late, "UTC") == date(2026, 11, 24)
    assert local_date(late, "Asia/Baku") == date(2026, 11, 25)
