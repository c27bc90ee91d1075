"""Polls in a room: asked, closed and counted, with what is in the room as the only record."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.core.card import Card
from bot.core.outgoing import PollMessage
from bot.core.post import Reason, Trouble
from bot.delivery.sender import Rejected, TryLater
from bot.on_matrix import poll_events
from bot.on_matrix.ballots import Ballot, counted, last_ballots, unread
from bot.on_matrix.emoji import keycap
from bot.on_matrix.homeserver import Event, Homeserver
from bot.on_matrix.incoming import REACTION
from bot.on_matrix.markup import View
from bot.on_matrix.poll_events import END, ENTERED, START, Started, end_of, started
from bot.on_matrix.poll_text import asked_content, closed_card, unread_card
from bot.on_matrix.rendering import to_message

logger = logging.getLogger(__name__)

KEYS_COME = timedelta(minutes=15)  # how long the keys of votes are waited for, after the end
ASK_AGAIN = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Standing:
    """How *poll* stands. *related* is all that refers to it, *ended* the event that ended it."""

    poll: Started
    related: Sequence[Event]
    ballots: Sequence[Ballot]
    ended: Event | None

    @property
    def until(self) -> int | None:
        """Up to when votes count, in ms; None while it is open."""
        return _time_of(self.ended)

    @property
    def counts(self) -> tuple[int, ...]:
        """The votes by the options."""
        return counted(self.poll, self.ballots)


class BallotBox:
    """Each method raises `Rejected` and `TryLater`."""

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
            message.question,
            options,
            several=message.several,
            hidden=message.hidden,
            record=message.poll,
            beside=beside,
        )
        poll = await self._server.send(room, content, key, thread=thread, kind=START)
        if not message.hidden:
            await self._invite(room, beside, len(options), key)
        return poll

    async def poll(self, room: str, event_id: str) -> Started | None:
        """The poll of ours that is this event; None if it is gone, or none."""
        event = await self._server.event(room, event_id)
        poll = started(event) if event else None
        return poll if poll and poll.sender == self._server.user_id else None

    async def standing(self, room: str, poll: Started) -> Standing:
        related = await self._server.related(room, poll.id)
        beside = await self._server.related(room, poll.beside) if poll.beside else ()
        ended = self._end_among(room, poll, related)
        ballots = last_ballots(poll, related, beside, _time_of(ended))
        return Standing(poll, related, ballots, ended)

    async def end(
        self, view: View, thread: str | None, event_id: str, key: str, *, tell: bool
    ) -> str:
        """End a poll with its result, if it has not ended; *tell* says so to all clients.

        Raises:
            Rejected: it is gone.
        """
        poll = await self._present(view.room, event_id)
        standing = await self.standing(view.room, poll)
        if standing.ended:
            ended = str(standing.ended["event_id"])
        else:
            content = poll_events.end_content(poll.id, poll_events.in_words(poll, standing.counts))
            ended = await self._server.send(view.room, content, key, kind=END)
        if tell:
            card = closed_card(poll, (await self.standing(view.room, poll)).counts)
            await self._answer(view, thread, card, f"{key}/text", poll)
        return ended

    async def count(
        self, view: View, thread: str | None, event_id: str, key: str, now: datetime
    ) -> tuple[int, ...]:
        """The votes by the options of a poll that has ended.

        Raises:
            Rejected: it is gone.
            TryLater: the homeserver does not show its end yet, or the keys of votes have not come.
        """
        poll = await self._present(view.room, event_id)
        standing = await self.standing(view.room, poll)
        if standing.until is None:
            raise TryLater(Trouble(Reason.PLATFORM_DOWN), in_doubt=False)
        sealed = unread(standing.related, standing.until)
        if sealed:
            if now < datetime.fromtimestamp(standing.until / 1000, UTC) + KEYS_COME:
                raise TryLater(Trouble(Reason.UNREACHABLE), in_doubt=False, after=ASK_AGAIN)
            logger.warning("%s votes in %s could not be read", sealed, poll.id)
            await self._answer(view, thread, unread_card(poll, sealed), f"{key}/unread", poll)
        return standing.counts

    async def enter(
        self, room: str, poll: Started, voter: str, options: Sequence[int], at: datetime, key: str
    ) -> bool:
        """Enter the vote of somebody who typed it *at* that time; False if it came too late.

        *options* count from 0; none takes back what was voted before.
        """
        answers = [poll.answers[option] for option in options]
        content = poll_events.entered_content(poll.id, voter, answers, round(at.timestamp() * 1000))
        entered = await self._server.send(room, content, key, kind=ENTERED)
        related = await self._server.related(room, poll.id)
        until = _time_of(self._end_among(room, poll, related))
        sent = next((each for each in related if each["event_id"] == entered), None)
        entered_at = _time_of(sent)
        return until is None or (entered_at is not None and entered_at <= until)

    async def _present(self, room: str, event_id: str) -> Started:
        poll = await self.poll(room, event_id)
        if poll is None:
            raise Rejected(Trouble(Reason.PART_REMOVED))
        return poll

    async def _invite(self, room: str, beside: str, options: int, key: str) -> None:
        """Put the reactions there that vote. The poll is out, whether or not the server allows."""
        try:
            for number in range(1, options + 1):
                await react(self._server, room, beside, keycap(number), f"{key}/{number}")
        except TryLater:
            logger.info("not all reactions are under %s", beside)

    async def _answer(
        self, view: View, thread: str | None, card: Card, key: str, poll: Started
    ) -> None:
        content = to_message(card, view)
        await self._server.send(view.room, content, key, thread=thread, replies_to=poll.beside)

    def _end_among(self, room_id: str, poll: Started, related: Sequence[Event]) -> Event | None:
        """Who may delete what others sent may end what they asked, as MSC3381 has it."""
        room = self._server.rooms.get(room_id)
        return end_of(poll, related, lambda user: room is not None and room.lets_delete(user))


def _time_of(event: Event | None) -> int | None:
    """When it was sent, in ms."""
    return int(event["origin_server_ts"]) if event else None


async def react(server: Homeserver, room: str, event: str, emoji: str, key: str) -> None:
    """Put *emoji* under *event*, if the room lets us; it is a help and no more."""
    relation = {"rel_type": "m.annotation", "event_id": event, "key": emoji}
    try:
        await server.send(room, {"m.relates_to": relation}, key, kind=REACTION)
    except Rejected:
        return
