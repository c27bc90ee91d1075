"""What voters and whoever looks for a poll are shown."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.cards.plain import to_text
from bot.cards.poll import (
    ballot_card,
    closed_ballot_card,
    closing_card,
    deleted_card,
    list_card,
    suggestion,
    vote_card,
)
from bot.cards.poll_forms import opening_card
from bot.core.card import Card
from bot.core.poll import Poll, PollKind, PollState, Question
from bot.on_discord.rendering import pages_of, to_view
from tests.clock import NOW

LONGEST = Question(
    "*" * 300,
    tuple(f"{number:_<55}" for number in range(10)),
    PollKind.SECRET,
    several=True,
    role="55",
)
POLL = Poll(
    *("1a", "discord:1", "20", LONGEST, None, NOW, NOW + timedelta(days=1), PollState.OPEN),
    message="30",
)
CLOSED = replace(POLL, state=PollState.CLOSED, closed=POLL.closes)
CARDS = {
    "ballot": ballot_card(POLL),
    "nothing": vote_card(POLL, frozenset()),
    "one": vote_card(POLL, frozenset({3})),
    "all": vote_card(POLL, frozenset(range(10))),
    "deleted": deleted_card(POLL),
    "closed": closed_ballot_card(CLOSED, "31"),
}


@pytest.mark.parametrize("card", CARDS.values(), ids=CARDS)
async def test_the_longest_one_is_one_message(card: Card):
    assert len(pages_of(card)) == 1
    assert to_view(card).content_length() <= 4000
    assert to_view(card).total_children_count <= 40


@pytest.mark.parametrize("name", ["ballot", "nothing", "one", "all"])
def test_voters_are_told_who_could_see_their_votes(name: str):
    said = to_text(CARDS[name])

    assert "No member and no moderator sees who votes how." in said
    assert "until then, whoever runs me could look them up." in said


def test_what_is_chosen_is_told_with_the_question():
    poll = replace(POLL, question=replace(LONGEST, text="Which tea?", options=("Green", "Black")))

    said = to_text(vote_card(poll, frozenset({1})))

    assert "Which tea?\nYou chose Black." in said


def test_whoever_opens_one_is_told_that_it_stays_as_it_is():
    said = to_text(opening_card(POLL))

    assert "It cannot be changed any more. To close it before: poll close." in said


def test_whoever_closes_one_is_told_where_the_result_comes():
    assert "The result comes to channel 20 once it is counted." in to_text(closing_card(POLL))


def test_a_poll_to_pick_fits_its_line():
    assert len(suggestion(POLL)) == 100
    assert suggestion(POLL).endswith("… (open, 2026-11-23)")


async def test_a_full_list_can_be_turned_over():
    polls = [replace(POLL, id=f"{number:012x}") for number in range(30)]

    card = list_card(polls)

    for page in range(len(pages_of(card))):
        assert to_view(card, page).content_length() <= 4000
        assert to_view(card, page).total_children_count <= 40
    assert "There are older ones." in to_text(card)
