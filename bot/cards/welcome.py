"""What the bot says when it comes into a room."""

from __future__ import annotations

from bot.core.card import Card, Command, Note, Paragraph

CARRIED_OVER = "This room replaces another, and its settings came along."


def welcome_card(*, carried_over: bool) -> Card:
    return Card(
        title="Thank you for having me",
        blocks=(
            *([Paragraph((CARRIED_OVER,))] if carried_over else []),
            Paragraph(
                (
                    "I answer why one actor backs another, from sourced facts. Try ",
                    Command("why iran armenia"),
                    ", or ",
                    Command("help"),
                    " for all that I can do.",
                )
            ),
            Note(
                (
                    "Moderators: ",
                    Command("settings"),
                    " brings one explainer a day into this room, at the time you choose.",
                )
            ),
        ),
    )
