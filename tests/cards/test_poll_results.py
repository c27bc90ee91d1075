"""What came of a poll, as it is told in its channel."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.cards.plain import to_text
from bot.cards.poll_results import own_results_card, results_card
from bot.core.poll import Poll, PollKind, PollState, Question, Result
from bot.on_discord.rendering import pages_of, to_view
from tests.clock import NOW

HOUR = timedelta(hours=1)
TEA = Question("Which tea?", ("Green", "Black", "None"))
CLOSED = Poll(
    *("1a", "discord:1", "20", TEA, None, NOW - HOUR, NOW, PollState.CLOSED),
    message="30",
    closed=NOW,
)
SECRET = replace(TEA, kind=PollKind.SECRET)


def told(*counts: int, turnout: int | None = None, **changes: object) -> str:
    result = Result(sum(counts) if turnout is None else turnout, counts)
    return to_text(results_card(replace(CLOSED, result=result, **changes)))


def test_each_answer_has_its_bar_and_share():
    lines = told(6, 2, 0).splitlines()

    assert [line for line in lines if "vote" in line] == [
        "█████████░░░ Green — 6 votes, 75 %",
        "███░░░░░░░░░ Black — 2 votes, 25 %",
        "░░░░░░░░░░░░ None — 0 votes, 0 %",
        "Most votes: Green.",
        "(8 people voted.)",
    ]


@pytest.mark.parametrize(
    ("counts", "outcome"),
    [
        ((2, 2, 0), "A tie: Green and Black have 2 votes each."),
        ((1, 1, 1), "A tie: Green, Black and None have 1 vote each."),
    ],
)
def test_there_need_not_be_a_first(counts: tuple[int, ...], outcome: str):
    assert outcome in told(*counts)


def test_where_nobody_voted_that_is_all_there_is_to_say():
    said = told(0, 0, 0)

    assert "Nobody voted." in said
    assert "people" not in said
    assert "Most votes" not in said


def test_one_person_is_no_people():
    assert "1 person voted." in told(1, 0, 0)


def test_of_the_platforms_own_poll_with_several_answers_only_votes_are_known():
    said = told(3, 2, 0, question=replace(TEA, several=True))

    assert "5 votes in all; everybody could choose several answers." in said


def test_of_a_secret_poll_with_several_answers_people_are_known():
    said = told(3, 2, 0, turnout=3, question=replace(SECRET, several=True))

    assert "Green — 3 votes, 100 %" in said
    assert "3 people voted. Everybody could choose several answers." in said
    assert "Secret poll: all votes are deleted, and only these totals are kept." in said


def test_who_could_vote_is_said():
    assert "Only role 55 could vote." in told(3, 0, 0, question=replace(SECRET, role="55"))


def test_when_it_closed_is_said():
    assert "It closed 2026-11-23 12:00 UTC." in told(1, 0, 0)


def test_of_a_late_result_it_is_said_when_it_was_due():
    """And not that the poll closed late: nobody could vote in between."""
    said = told(1, 0, 0, closed=NOW + timedelta(hours=26))

    assert "It was to close 2026-11-23 12:00 UTC." in said
    assert "This comes 1 day 2 hours late: I was not running at that time." in said
    assert "It closed" not in said


def test_too_few_votes_are_not_shown():
    card = own_results_card(replace(CLOSED, question=SECRET, result=Result(2, None)))

    said = to_text(card)
    assert "Fewer than 3 voted." in said
    assert "Green" not in said
    assert [button.label for button in card.buttons] == ["All polls"]


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        (PollState.OPENING, "It is being opened."),
        (PollState.OPEN, "It closes 2026-11-23 12:00 UTC."),
        (PollState.CLOSING, "It is closed; the votes are being counted."),
        (PollState.LOST, "It is lost: it could not be posted, or its message was deleted"),
    ],
)
def test_before_the_end_it_is_said_how_far_it_is(state: PollState, sentence: str):
    poll = replace(CLOSED, state=state, closed=None, result=None)

    assert sentence in to_text(results_card(poll))


async def test_the_longest_one_is_one_message():
    question = Question("*" * 300, tuple(f"{n}" + "_" * 54 for n in range(10)), several=True)
    poll = replace(CLOSED, question=question, result=Result(10**9, (10**8,) * 10))
    late = replace(poll, closed=NOW + timedelta(days=9))

    assert len(pages_of(results_card(late))) == 1
    assert to_view(results_card(late)).content_length() <= 4000
