"""Send to Matrix what waits in the outbox."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

from bot.clock import Clock
from bot.core.identity import Place, local_id
from bot.core.outgoing import TO_PERSON, CountPoll, EndPoll, PollMessage, ThreadStart
from bot.core.place_settings import Notify
from bot.core.post import Reason, Trouble
from bot.delivery.sender import CardEdit, CardMessage, ForumPost, Message, Rejected, Target
from bot.on_matrix.ballot_box import BallotBox
from bot.on_matrix.homeserver import Event, Homeserver
from bot.on_matrix.markup import THREAD, View
from bot.on_matrix.poll_events import started
from bot.on_matrix.rendering import HEARD, NOTICE, to_message
from bot.on_matrix.trace import trace_in
from bot.storage import outbox_store
from bot.storage.database import Database
from bot.storage.settings_store import settings_of

# Clocks differ, and an event tells its time by the homeserver's.
MARGIN = timedelta(minutes=5)
PATIENCE = timedelta(days=7)  # how long the end of a poll is tried


class MatrixSender:
    """A `bot.delivery.sender.Sender`. A key is the transaction id of the event.

    Homeservers know one again for as long as they remember it: for half an hour at the least, and
    of the same login only.
    """

    def __init__(self, server: Homeserver, database: Database, clock: Clock) -> None:
        self._server = server
        self._database = database
        self._clock = clock
        self._polls = BallotBox(server)

    async def ready(self) -> None:
        await self._server.ready()

    async def name_of(self, place: Place) -> str | None:
        room = self._server.rooms.get(local_id(place))
        return room.name if room else None

    async def send(self, target: Target, message: Message, key: str) -> str:
        if isinstance(message, ThreadStart):
            return message.message  # a thread begins with the first message that goes into it
        view, thread = await self._where(target)
        match message:
            case CardMessage():
                content = to_message(message.card, view, msgtype=_msgtype(message, thread))
                return await self._server.send(view.room, content, key, thread=thread)
            case PollMessage():
                poll = await self._polls.ask(view, thread, message, key)
                await self._see_to_its_end(target, message, poll)
                return poll
            case EndPoll(record, poll):
                # Of what has no record nobody else tells the result.
                return await self._polls.end(view, thread, poll, key, tell=not record)
            case CountPoll(_, poll):
                counts = await self._polls.count(view, thread, poll, key, self._clock())
                return json.dumps(counts)
            case ForumPost() | CardEdit():
                raise Rejected(Trouble(Reason.REFUSED, ("Matrix has no forums or secret polls",)))

    async def find(self, target: Target, message: Message, since: datetime) -> str | None:
        if not isinstance(message, CardMessage | PollMessage):
            return None  # which can be repeated
        view, _ = await self._where(target)
        async for event in self._server.recent(view.room, since - MARGIN):
            if event["sender"] == self._server.user_id and is_it(event, message):
                found = str(event["event_id"])
                if isinstance(message, PollMessage):
                    await self._see_to_its_end(target, message, found)
                return found
        return None

    async def _see_to_its_end(self, target: Target, message: PollMessage, poll: str) -> None:
        """No homeserver ends a poll by itself, and nobody else one of which there is no record."""
        if message.poll:
            return
        closes = self._clock() + timedelta(hours=message.hours)
        async with self._database.transaction() as connection:
            await outbox_store.add(
                connection,
                item_id=f"poll-end/{poll}",
                place=target.place,
                step="poll-end",
                target=target.channel,
                outgoing=EndPoll("", poll),
                now=closes,
                give_up_at=closes + PATIENCE,
            )

    async def _where(self, target: Target) -> tuple[View, str | None]:
        """The room, and the thread in it if it is one."""
        settings = await settings_of(self._database, target.place)
        room, thread = target.channel, None
        if target.channel.startswith(TO_PERSON):
            room = await self._server.direct_room(target.channel.removeprefix(TO_PERSON))
        elif target.channel.startswith(THREAD):
            room, thread = local_id(target.place), target.channel
        return View(room, settings.prefix, settings.zone), thread


def is_it(event: Event, wanted: CardMessage | PollMessage) -> bool:
    """Whether *event*, one of ours, is what was to be sent."""
    if isinstance(wanted, PollMessage):
        poll = started(event)
        return poll is not None and (poll.record, poll.question) == (wanted.poll, wanted.question)
    trace = trace_in(event.get("content", {}))
    mark = wanted.mark
    return trace is not None and mark is not None and mark.is_among(trace.offers)


def _msgtype(message: CardMessage, thread: str | None) -> str:
    """What goes into a thread of its own was announced by what stands above it."""
    is_quiet = message.notify is Notify.SILENT or thread is not None
    return NOTICE if is_quiet else HEARD
