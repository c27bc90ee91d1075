"""Each reason for trouble: what it means, and what to do about it."""

from __future__ import annotations

import pytest

from bot.cards.plain import body
from bot.cards.troubles import reason_line, remedy_line
from bot.core.card import Card, Line, Paragraph
from bot.core.post import LASTING, PASSING, Reason, Trouble, due_to

# What passes by itself, what a person did on purpose, and what is over.
NOTHING_TO_DO = {
    *(Reason.DOWN, Reason.QUEUE, Reason.PAUSED, Reason.PART, Reason.PART_REMOVED),
    *PASSING,
}


def words(line: Line) -> str:
    return body(Card("", (Paragraph(line),)))


def told(reason: Reason, *detail: str, place: str = "discord:1", channel: str | None = "20") -> str:
    return words(reason_line(Trouble(reason, detail), place, channel))


@pytest.mark.parametrize("channel", ["20", None])
@pytest.mark.parametrize("reason", Reason)
def test_every_reason_has_a_sentence(reason: Reason, channel: str | None):
    text = told(reason, channel=channel)

    assert text[0].isupper()
    assert text.endswith(".")


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_has_a_remedy_or_needs_none(reason: Reason):
    remedy = remedy_line(Trouble(reason), "20")

    assert (remedy is None) == (reason in NOTHING_TO_DO)


@pytest.mark.parametrize("reason", LASTING)
def test_what_lasts_has_a_remedy(reason: Reason):
    assert remedy_line(Trouble(reason), None) is not None


def test_permissions_are_named():
    trouble = Trouble(Reason.NO_PERMISSION, ("Create Polls", "Send Messages"))

    remedy = remedy_line(trouble, "20")

    assert told(Reason.NO_PERMISSION, "Create Polls") == "I lacked Create Polls in channel 20."
    assert remedy is not None
    assert words(remedy) == "Give me Create Polls, Send Messages in channel 20."


def test_permissions_that_are_not_known_are_found_in_the_panel():
    remedy = remedy_line(Trouble(Reason.NO_PERMISSION), "20")

    assert told(Reason.NO_PERMISSION) == "I lacked a permission in channel 20."
    assert remedy is not None
    assert words(remedy) == "Give me the permissions that settings panel names in channel 20."


def test_a_refusal_is_quoted_up_to_a_length():
    assert told(Reason.REFUSED) == "Discord did not accept the message."
    assert len(told(Reason.REFUSED, "x" * 900)) < 300


def test_a_pause_tells_what_was_behind_it():
    paused = Trouble(Reason.PAUSED, (Reason.THREAD_LOCKED,))

    remedy = remedy_line(paused, "20")

    assert told(Reason.PAUSED, Reason.PAUSED) == "The schedule was paused."
    assert told(Reason.PAUSED, Reason.THREAD_LOCKED) == (
        "The schedule had paused itself. The thread channel 20 was locked."
    )
    assert remedy is not None
    assert words(remedy).startswith("Unlock it")


def test_a_part_that_is_lacking_tells_why():
    lacking = due_to(Reason.PART, Trouble(Reason.TOO_MANY_THREADS))

    remedy = remedy_line(lacking, "20")

    assert told(Reason.PART, Reason.TOO_MANY_THREADS).startswith("The server has as many")
    assert remedy is not None
    assert words(remedy).startswith("Close some threads")


def test_the_platform_is_called_by_its_name():
    assert told(Reason.UNREACHABLE, place="matrix:!room") == "I could not reach Matrix."
