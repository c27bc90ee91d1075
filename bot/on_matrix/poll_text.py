"""What is said of a poll in plain messages, for clients that show no polls."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from bot.core.card import Card, Command, Item, Line, Moment, Note, Span, Strong
from bot.core.outgoing import PollMessage
from bot.on_matrix.markup import View
from bot.on_matrix.poll_events import RECORD, Started
from bot.on_matrix.rendering import to_message

SEEN = "Everybody in this room can see who votes how."
SEEN_LATER = (
    "The result is shown when it closes. But nothing here is secret: a vote is a message to this "
    "room, and whoever looks for it can see who votes how."
)


def asked_content(message: PollMessage, view: View) -> dict[str, Any]:
    """The question and its answers, each with the number that votes for it."""
    items = (Item((Strong(option),)) for option in message.options)
    notes = (tuple(_how(message)), _until(message), (SEEN_LATER if message.hidden else SEEN,))
    card = Card(message.question, (*items, *map(Note, notes)), whole=True)
    content = to_message(card, view, counted=True)
    return content | ({RECORD: message.poll} if message.poll else {})


def closed_card(poll: Started, counts: Sequence[int]) -> Card:
    """What came of a poll of which there is no record."""
    items = (
        Item((Strong(option), f" — {'1 vote' if count == 1 else f'{count} votes'}"))
        for option, count in zip(poll.options, counts, strict=True)
    )
    return Card(f"The poll is closed: {poll.question}", tuple(items))


def unread_card(poll: Started, votes: int) -> Card:
    """That votes are not counted since nobody could read them."""
    what = "1 vote" if votes == 1 else f"{votes} votes"
    told: Line = (f"{what} could not be counted: the keys to read them never came to me.",)
    return Card(poll.question, (Note(told),))


def _until(message: PollMessage) -> Line:
    if message.closes is None:
        return (f"It is open for {message.hours} hours.",)
    return ("It closes ", Moment(message.closes), ".")


def _how(message: PollMessage) -> Iterator[Span]:
    """A reaction shows its number at once, so that a hidden poll does not invite to any."""
    if message.hidden:
        yield "Vote in the poll below if you see one; or type "
    elif message.several:
        yield "Vote in the poll below if you see one; or react here with the numbers, or type "
    else:
        yield "Vote in the poll below if you see one; or react here with a number, or type "
    if message.several:
        yield Command("vote 1 2")
        yield ". You can choose several. "
    else:
        yield Command("vote 1")
        yield ". "
    yield "Your last vote counts; to take it back, type "
    yield Command("vote 0")
    yield "."
