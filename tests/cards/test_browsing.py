"""What is said to who types commands."""

from bot.cards.browsing import (
    did_you_mean_card,
    no_such_number,
    unknown_command_card,
    usage_card,
    which_of_card,
)
from bot.cards.plain import body, to_text


def test_the_numbers_there_are_are_told():
    assert no_such_number(1) == "That card has one number only, 1."
    assert no_such_number(3) == "The numbers on that card are 1 to 3."


def test_what_was_probably_meant_is_told_whole():
    assert to_text(did_you_mean_card("why russia armenia")) == (
        "I do not know that command.\n\nDid you mean why russia armenia?"
    )
    assert "help has all commands" in body(unknown_command_card())


def test_of_a_group_all_commands_are_told():
    card = which_of_card("schedule", ["schedule next", "schedule why"])

    assert to_text(card) == (
        "There is no such command in “schedule”.\n\nThere are schedule next, schedule why."
    )


def test_how_to_type_a_command():
    card = usage_card([("why", "ACTOR SIDE [DATE]", "Why X backs Y."), ("help", "", "Help.")])

    assert body(card) == (
        "- why ACTOR SIDE [DATE] — Why X backs Y.\n"
        "- help — Help.\n\n"
        "(What stands in [brackets] can be left out; no quotes are needed.)"
    )
    assert body(usage_card([("more", "", "On.")])) == "- more — On."
