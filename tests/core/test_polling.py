"""The rules of polls."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.identity import Asker
from bot.core.poll import MAX_OPTION, MAX_QUESTION, MINIMUM_TURNOUT, Question, Result
from bot.core.polling import (
    check_question,
    hours_for,
    read_options,
    refuse_too_many,
    tally,
    voter_key,
)
from bot.errors import BadInput
from tests.clock import NOW

SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)
VOTES = st.lists(st.frozensets(st.integers(0, 3)), max_size=30)


@pytest.mark.parametrize(
    ("text", "options"),
    [
        ("Tea\nCoffee", ("Tea", "Coffee")),
        ("  Tea \r\n\n  Coffee\t\n", ("Tea", "Coffee")),
        ("Tea | Coffee | Water", ("Tea", "Coffee", "Water")),
        ("Tea; Coffee", ("Tea", "Coffee")),
        ("Tea; hot | Coffee; cold", ("Tea; hot", "Coffee; cold")),
        ("Tea | Coffee\nWater", ("Tea | Coffee", "Water")),
        ("Tea   with milk\nCoffee", ("Tea with milk", "Coffee")),
    ],
)
def test_options_stand_on_lines_or_between_marks(text: str, options: tuple[str, ...]):
    assert read_options(text) == options


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "A poll has 2 to 10 answers, each on a line of its own; this has 0."),
        ("Tea", "this has 1."),
        ("\n".join(map(str, range(11))), "this has 11."),
        (f"Tea\n{'x' * 56}", "An answer has at most 55 characters; .* has 56."),
        ("Tea\nCoffee\ntea", "The answer “tea” is there 2 times"),
        ("Tea\nTEA\ntea", "is there 3 times"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_the_numbers(text: str, sentence: str):
    with pytest.raises(BadInput, match=sentence):
        read_options(text)


def test_the_limits_themselves_are_allowed():
    longest = [f"{number}{'x' * (MAX_OPTION - 1)}" for number in range(10)]

    assert read_options("\n".join(longest)) == tuple(longest)
    assert check_question("x" * MAX_QUESTION) == "x" * MAX_QUESTION


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "A poll needs a question."),
        (" \n\u202e ", "A poll needs a question."),
        ("x" * 301, "A question has at most 300 characters; this has 301."),
        ("x" * 1234, "this has 1,234."),
    ],
)
def test_a_question_is_neither_empty_nor_too_long(text: str, sentence: str):
    with pytest.raises(BadInput, match=sentence):
        check_question(text)


def test_a_question_stands_on_one_line_without_what_turns_it_round():
    assert check_question(" Shall we\nmeet\u202e?\x00 ") == "Shall we meet?"


def test_votes_are_counted_by_option():
    votes = [frozenset({0}), frozenset({0}), frozenset({2}), frozenset({0, 1})]

    assert tally(votes, 3) == Result(4, (3, 1, 1))


def test_too_few_votes_are_only_counted():
    assert tally([frozenset({0})] * (MINIMUM_TURNOUT - 1), 2) == Result(MINIMUM_TURNOUT - 1, None)
    assert tally([frozenset({0})] * MINIMUM_TURNOUT, 2) == Result(MINIMUM_TURNOUT, (3, 0))
    assert tally([], 2) == Result(0, None)


@given(VOTES)
def test_a_tally_is_that_of_each_option_alone(votes: list[frozenset[int]]):
    result = tally(votes, 4)

    assert result.turnout == sum(map(bool, votes))
    if result.counts is not None:
        assert result.counts == tuple(sum(n in vote for vote in votes) for n in range(4))
    assert (result.counts is None) == (result.turnout < MINIMUM_TURNOUT)


@given(VOTES, st.randoms())
def test_a_tally_tells_nothing_of_the_order(votes: list[frozenset[int]], random):
    shuffled = list(votes)
    random.shuffle(shuffled)

    assert tally(votes, 4) == tally(shuffled, 4)


@pytest.mark.parametrize(
    ("length", "hours"),
    [
        (5 * MINUTE, 1),
        (HOUR, 1),
        (HOUR + SECOND, 2),
        (24 * HOUR, 24),
        (768 * HOUR, 768),
        (timedelta(), 1),
    ],
)
def test_the_platform_gets_whole_hours_rounded_up(length: timedelta, hours: int):
    assert hours_for(NOW + length, NOW) == hours


@given(st.timedeltas(5 * MINUTE, 768 * HOUR))
def test_the_platform_never_ends_a_poll_before_its_time(length: timedelta):
    hours = hours_for(NOW + length, NOW)

    assert 1 <= hours <= 768
    assert length <= hours * HOUR < length + HOUR


def test_a_key_belongs_to_one_person_and_one_secret():
    one, other = "00" * 32, "01" * 32

    keys = {voter_key(secret, f"discord:{n}") for secret in (one, other) for n in range(50)}

    assert len(keys) == 100
    assert voter_key(one, "discord:1") == voter_key(one, "discord:1")
    assert all(len(key) == 64 for key in keys)


def test_who_waited_long_enough_may_open_another():
    refuse_too_many([], NOW)
    refuse_too_many([NOW - MINUTE], NOW)
    refuse_too_many([NOW - HOUR, *[NOW - MINUTE] * 9], NOW)


@pytest.mark.parametrize(
    ("earlier", "wait"),
    [
        ([NOW], "60 seconds"),
        ([NOW - 59 * SECOND], "1 second"),
        ([NOW - 58.5 * SECOND], "2 seconds"),
        ([NOW - 30 * MINUTE] * 10, "30 minutes"),
        ([NOW - HOUR + SECOND, *[NOW - 2 * MINUTE] * 9], "1 second"),
        ([NOW - 50 * MINUTE, *[NOW] * 9], "10 minutes"),
    ],
)
def test_who_opens_too_many_is_told_when_the_next_is_possible(earlier, wait: str):
    with pytest.raises(BadInput, match=f"your next one is possible in {wait}"):
        refuse_too_many(earlier, NOW)


def test_a_role_may_be_required():
    ada = Asker("discord:1", "discord:2", roles=frozenset({"5"}))

    assert Question("?", ("a", "b")).admits(ada)
    assert Question("?", ("a", "b"), role="5").admits(ada)
    assert not Question("?", ("a", "b"), role="6").admits(ada)
