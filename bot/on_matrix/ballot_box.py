"""Polls in a room: asked, closed and counted, with what is in the room as the only record."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bot.core.card import Card, Item, Strong
from bot.core.outgoing import PollMessage
from bot.core.post import Reason, Trouble
from bot.delivery.sender import Rejected, TryLater
from bot.on_matrix import poll_events
from bot.on_matrix.emoji import keycap
from bot.on_matrix.homeserver import Event, Homeserver
from bot.on_matrix.incoming import REACTION
from bot.on_matrix.markup import View
from bot.on_matrix.poll_events import END, START, Started
from bot.on_matrix.poll_text import asked_content
from bot.on_matrix.rendering import to_message


class BallotBox:
    def __init__(self, server: Homeserver) -> None:
        self._server = server

    async def ask(self, view: View, thread: str | None, message: PollMessage, key: str) -> str:
        """Ask twice: first for clients that show no polls, then as a poll, whose id is returned.

        Repeated under the same *key*, it does only what was left undone.
        """
        room, options = view.room, message.options
        text = asked_content(message, view)
        beside = await self._server.send(room, text, f"{key}/text", thread=thread)
        content = poll_events.start_content(
            message.question, options, several=message.several, beside=beside
        )
        poll = await self._server.send(room, content, key, thread=thread, kind=START)
        for number in range(1, len(options) + 1):
            await react(self._server, room, beside, keycap(number), f"{key}/{number}")
        return poll

    async def end(
        self, view: View, thread: str | None, poll_id: str, key: str, *, tell: bool
    ) -> str:
        """End a poll with its result, if it has not ended; *tell* says so to all clients.

        Raises:
            Rejected: it is gone.
        """
        poll = await self._poll(view.room, poll_id)
        related = await self._server.related(view.room, poll.id)
        ended = poll_events.end_of(poll, related, self._may_end(view.room))
        counts = await self._counts(view.room, poll, related, ended)
        if tell:
            card = _closed_card(poll, counts)
            await self._server.send(
                view.room,
                to_message(card, view),
                f"{key}/text",
                thread=thread,
                replies_to=poll.beside,
            )
        if ended:
            return str(ended["event_id"])
        told = poll_events.in_words(poll, counts)
        content = poll_events.end_content(poll.id, told)
        return await self._server.send(view.room, content, key, kind=END)

    async def count(self, room: str, poll_id: str) -> tuple[int, ...]:
        """The votes by the options of a poll that has ended.

        Raises:
            Rejected: it is gone.
            TryLater: the homeserver does not show its end yet.
        """
        poll = await self._poll(room, poll_id)
        related = await self._server.related(room, poll.id)
        ended = poll_events.end_of(poll, related, self._may_end(room))
        if ended is None:
            raise TryLater(Trouble(Reason.PLATFORM_DOWN), in_doubt=False)
        return await self._counts(room, poll, related, ended)

    async def enter(self, room: str, poll: Started, voter: str, option: int, key: str) -> None:
        """Enter the vote of somebody who typed it; *option* counts from 0."""
        content = poll_events.entered_content(poll.id, voter, poll.answers[option])
        await self._server.send(room, content, key, kind=poll_events.ENTERED)

    async def is_open(self, room: str, poll: Started) -> bool:
        related = await self._server.related(room, poll.id)
        return poll_events.end_of(poll, related, self._may_end(room)) is None

    async def _poll(self, room: str, poll_id: str) -> Started:
        event = await self._server.event(room, poll_id)
        poll = poll_events.started(event) if event else None
        if poll is None:
            raise Rejected(Trouble(Reason.PART_REMOVED))
        return poll

    async def _counts(
        self, room: str, poll: Started, related: Sequence[Event], ended: Event | None
    ) -> tuple[int, ...]:
        beside = await self._server.related(room, poll.beside) if poll.beside else ()
        until = int(ended["origin_server_ts"]) if ended else None
        return poll_events.counted(poll, related, beside, until)

    def _may_end(self, room_id: str) -> Callable[[str], bool]:
        room = self._server.rooms.get(room_id)
        return lambda user: room is not None and room.is_moderated_by(user)


async def react(server: Homeserver, room: str, event: str, emoji: str, key: str) -> None:
    """Put *emoji* under *event*, if the room lets us; it is a help and no more."""
    relation = {"rel_type": "m.annotation", "event_id": event, "key": emoji}
    try:
        await server.send(room, {"m.relates_to": relation}, key, kind=REACTION)
    except Rejected:
        return


def _closed_card(poll: Started, counts: Sequence[int]) -> Card:
    items = (
        Item((Strong(option), f" — {'1 vote' if count == 1 else f'{count} votes'}"))
        for option, count in zip(poll.options, counts, strict=True)
    )
    return Card(f"The poll is closed: {poll.question}", tuple(items))
