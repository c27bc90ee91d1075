"""What the bot says when it comes into a room."""

from __future__ import annotations

from bot.cards.plain import to_text
from bot.cards.welcome import CARRIED_OVER, welcome_card


def test_it_names_the_way_to_everything_else():
    text = to_text(welcome_card(carried_over=False))

    assert "help" in text
    assert "settings" in text
    assert CARRIED_OVER not in text


def test_it_says_that_settings_came_along():
    assert CARRIED_OVER in to_text(welcome_card(carried_over=True))
