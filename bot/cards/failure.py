"""How a failure reads."""

from __future__ import annotations

from bot.core.card import Card, Option, Paragraph
from bot.errors import BotError, Unclear


def failure_card(error: BotError) -> Card:
    """What the person did and can mend, with what they may have meant."""
    options: tuple[Option, ...] = error.options if isinstance(error, Unclear) else ()
    return Card(title=str(error), options=options, private=True)


def unexpected_card(reference: str) -> Card:
    """The reader's half of a bug: the *reference* finds the other half in the log."""
    return Card(
        title="Something went wrong on my side.",
        blocks=(
            Paragraph((f"If it happens again, tell whoever runs me: reference {reference}.",)),
        ),
        private=True,
    )
