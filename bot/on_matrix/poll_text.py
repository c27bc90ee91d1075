"""A poll as a message, for clients that show no polls."""

from __future__ import annotations

from typing import Any

from bot.core.card import Card, Command, Item, Note, Strong
from bot.core.outgoing import PollMessage
from bot.on_matrix.emoji import keycap
from bot.on_matrix.markup import View
from bot.on_matrix.rendering import to_message


def asked_content(message: PollMessage, view: View) -> dict[str, Any]:
    """The question and its answers, each with the emoji that votes for it."""
    how = "as many as you like" if message.several else "one of them"
    items = (
        Item((f"{keycap(number)} ", Strong(option)))
        for number, option in enumerate(message.options, start=1)
    )
    card = Card(
        message.question,
        (
            *items,
            Note(
                (
                    f"Vote in the poll below if you see one; or choose {how} here: react with its "
                    "number, or type ",
                    Command("vote 1"),
                    ". Your last vote counts. Everybody in this room can see who votes how.",
                )
            ),
        ),
        whole=True,
    )
    return to_message(card, view)
