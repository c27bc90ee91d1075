"""Votes that are typed, for clients that show no polls."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.cards.poll import NOT_OPEN, STILL_OPENING
from bot.core.steps import POLL_HOURS
from bot.errors import BadInput
from bot.on_matrix.ballot_box import BallotBox
from bot.on_matrix.commands.poll_words import read_vote
from bot.on_matrix.commands.request import Command, Done, Request
from bot.on_matrix.homeserver import Event, Homeserver
from bot.on_matrix.incoming import Incoming
from bot.on_matrix.poll_events import RECORD, Started, started
from bot.services.poll_names import explainer_poll, open_polls
from bot.services.services import Services

NO_POLL = "No poll is open here."
IN_THREAD = "The poll that is open is in the thread below the latest explainer; vote there."
NO_POLL_OF_MINE = "The message you reply to is no poll of mine; reply to the poll, or to nothing."
WHICH = "Several polls are open here; say it in reply to the one you mean."


class Voting:
    """The poll is the one replied to, or the only one that is open in the room or the thread."""

    def __init__(self, services: Services, server: Homeserver, box: BallotBox) -> None:
        self._services = services
        self._server = server
        self._box = box

    def commands(self) -> list[Command]:
        return [
            Command(
                "vote",
                "Vote in a poll by the number of an answer; 0 takes your vote back.",
                self.vote,
                usage="NUMBER",
            )
        ]

    async def vote(self, request: Request) -> Done:
        incoming = request.incoming
        poll = await self._poll(request)
        chosen = read_vote(request.text, poll.options, poll.most, request.view.prefix)
        in_time = await self._box.enter(
            incoming.room_id, poll, incoming.sender, chosen, incoming.sent, f"{incoming.key}/vote"
        )
        if not in_time:
            raise BadInput(NOT_OPEN)
        return Done()

    async def _poll(self, request: Request) -> Started:
        incoming = request.incoming
        if incoming.replies_to:
            return await self._replied_to(request, incoming.replies_to)
        daily = await self._explainer_poll_if_open(incoming)
        found = await self._open_here(incoming)
        if daily and daily.thread == incoming.thread:
            found.append(daily)
        if not found:
            raise BadInput(IN_THREAD if daily and daily.thread else NO_POLL)
        if len(found) > 1:
            raise BadInput(WHICH)
        return found[0]

    async def _replied_to(self, request: Request, message: str) -> Started:
        """The poll in *message*, or the one that it asks in words."""
        incoming = request.incoming
        event = await self._server.event(incoming.room_id, message)
        if event is None or event.get("sender") != self._server.user_id:
            raise BadInput(NO_POLL_OF_MINE)
        poll = started(event) or await self._in_words(request, event)
        if poll is None:
            raise BadInput(NO_POLL_OF_MINE)
        return poll

    async def _in_words(self, request: Request, event: Event) -> Started | None:
        """Raises:
        BadInput: there is a record of the poll, but it is not out.
        """
        incoming = request.incoming
        record = event["content"].get(RECORD)
        if not isinstance(record, str):
            poll = await self._explainer_poll(incoming)
            return poll if poll and poll.beside == event["event_id"] else None
        found = await self._services.polls.poll(request.asker, record)
        if found.message is None:
            raise BadInput(STILL_OPENING)
        return await self._box.poll(incoming.room_id, found.message)

    async def _open_here(self, incoming: Incoming) -> list[Started]:
        channel = incoming.thread or incoming.room_id
        polls = await open_polls(self._services.database, incoming.place, channel)
        found = [await self._box.poll(incoming.room_id, poll.message or "") for poll in polls]
        return [poll for poll in found if poll]

    async def _explainer_poll_if_open(self, incoming: Incoming) -> Started | None:
        poll = await self._explainer_poll(incoming)
        return poll if poll and _is_open(poll, incoming.sent) else None

    async def _explainer_poll(self, incoming: Incoming) -> Started | None:
        message = await explainer_poll(self._services.database, incoming.place)
        return await self._box.poll(incoming.room_id, message) if message else None


def _is_open(explainer_poll: Started, now: datetime) -> bool:
    opened = datetime.fromtimestamp(explainer_poll.at / 1000, UTC)
    return now < opened + timedelta(hours=POLL_HOURS)
