"""What whoever opened a poll is told when it is lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.cards.plain import to_text
from bot.cards.poll_letter import lost_letter
from bot.core.poll import Poll, PollState, Question
from bot.core.post import Reason, Trouble
from tests.clock import NOW

POLL = Poll(
    *("1a", "discord:1", "20", Question("Which tea?", ("Green", "Black")), "discord:9", NOW),
    *(NOW + timedelta(days=1), PollState.LOST),
)


def test_what_could_not_be_posted_is_told_with_the_reason():
    trouble = Trouble(Reason.NO_PERMISSION, ("Create Polls",))

    letter = lost_letter(POLL, trouble, "Tea house")

    assert letter.title == "Your poll in “Tea house” could not be posted"
    assert "Which tea?" in to_text(letter)
    assert "I lacked Create Polls in channel 20." in to_text(letter)


@pytest.mark.parametrize(("place", "kind"), [("discord:1", "server"), ("matrix:!r", "room")])
def test_a_place_without_a_name_is_one(place: str, kind: str):
    letter = lost_letter(replace(POLL, place=place), Trouble(Reason.DOWN), None)

    assert letter.title == f"Your poll in a {kind} could not be posted"


def test_what_is_not_there_any_more_is_not_named():
    letter = lost_letter(POLL, Trouble(Reason.CHANNEL_GONE), "Tea house")

    assert "Where it was to be voted is no more" in to_text(letter)
    assert "20" not in to_text(letter)


def test_the_votes_of_a_deleted_message_are_gone():
    poll = replace(POLL, message="30")

    letter = lost_letter(poll, Trouble(Reason.PART_REMOVED), "Tea house")

    assert letter.title == "Your poll in “Tea house” could not be counted"
    assert "Its message was deleted, and the votes with it." in to_text(letter)
