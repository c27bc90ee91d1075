"""The homeserver over nio: what the bot asks of it, decrypted where that is needed."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from nio.client.async_client import AsyncClient

from bot.core.post import Reason, Trouble
from bot.delivery.sender import Rejected, TryLater
from bot.on_matrix import files, membership, room_sending
from bot.on_matrix.arrivals import opened, sent_at
from bot.on_matrix.digest import array, is_sealed, mapping
from bot.on_matrix.direct_rooms import find_or_make_direct_room
from bot.on_matrix.failures import as_failure
from bot.on_matrix.gate import Gate
from bot.on_matrix.homeserver import Event
from bot.on_matrix.incoming import MESSAGE
from bot.on_matrix.requests import Refused, request
from bot.on_matrix.room_state import Rooms

PAGE = 100
MOST_PAGES = 50
MOST_RELATION_PAGES = 300  # each takes the homeserver about a tenth of a second
RELATIONS = "/_matrix/client/v1"
NOT_FOUND = "M_NOT_FOUND"
TOLD_SECONDS = 15


class Connection:
    """A `bot.on_matrix.homeserver.Homeserver`, once *client* is set."""

    def __init__(self, user_id: str) -> None:
        self.client: AsyncClient | None = None
        self._user_id = user_id
        self._rooms = Rooms(user_id)
        self._is_ready = asyncio.Event()
        self._told = asyncio.Event()
        self._gate = Gate()

    @property
    def is_told(self) -> bool:
        """Whether the rooms are known."""
        return self._is_ready.is_set()

    @property
    def user_id(self) -> str:
        return self._user_id

    @property
    def rooms(self) -> Rooms:
        return self._rooms

    async def ready(self) -> None:
        await self._is_ready.wait()

    def told(self) -> None:
        """The rooms are known as of now."""
        self._is_ready.set()
        self._told.set()
        self._told = asyncio.Event()

    async def send(
        self,
        room_id: str,
        content: Mapping[str, Any],
        key: str,
        *,
        thread: str | None = None,
        replies_to: str | None = None,
        kind: str = MESSAGE,
    ) -> str:
        self._gate.check()
        try:
            sent = await room_sending.send(
                self.logged_in(),
                room_id,
                content,
                key,
                thread=thread,
                replies_to=replies_to,
                kind=kind,
            )
        except TryLater as failure:
            self._gate.shut(failure)
            raise
        except Rejected:
            self._gate.passed()
            raise
        self._gate.passed()
        return sent

    async def upload(self, room_id: str, name: str, text: str) -> Mapping[str, Any]:
        with told_as_failures():
            return await files.upload(self.logged_in(), room_id, name, text)

    async def event(self, room_id: str, event_id: str) -> Event | None:
        with told_as_failures():
            try:
                found = await self._get("rooms", room_id, "event", event_id)
            except Refused as refused:
                if refused.code == NOT_FOUND:
                    return None
                raise
        readable = self._readable(room_id, found)
        return None if is_sealed(readable) else readable

    async def related(self, room_id: str, event_id: str) -> Sequence[Event]:
        path = ("rooms", room_id, "relations", event_id)
        found: list[Event] = []
        # Newest first: of more than can be read, it is the oldest votes that are left out.
        query: dict[str, str] = {"dir": "b", "limit": str(PAGE)}
        with told_as_failures():
            for _ in range(MOST_RELATION_PAGES):
                page = await self._get(*path, query=query, prefix=RELATIONS)
                found += [event for event in array(page.get("chunk")) if mapping(event)]
                if not isinstance(page.get("next_batch"), str):
                    break
                query["from"] = page["next_batch"]
        return [self._readable(room_id, event) for event in reversed(found)]

    async def recent(self, room_id: str, since: datetime) -> AsyncIterator[Event]:
        query = {"dir": "b", "limit": str(PAGE)}
        for _ in range(MOST_PAGES):
            with told_as_failures():
                page = await self._get("rooms", room_id, "messages", query=query)
            for event in array(page.get("chunk")):
                sent = sent_at(mapping(event))
                if sent is not None and sent < since:
                    return
                if sent is not None and isinstance(event.get("event_id"), str):
                    yield self._readable(room_id, event)
            if not isinstance(page.get("end"), str) or not page.get("chunk"):
                return
            query["from"] = page["end"]

    async def is_direct(self, room_id: str) -> bool:
        room = self._rooms.get(room_id)
        with told_as_failures():
            return room is not None and await membership.is_direct(self.logged_in(), room)

    async def is_moderator(self, room_id: str, user_id: str) -> bool:
        room = self._rooms.get(room_id)
        if room is None or not room.is_moderated_by(user_id):
            return False
        with told_as_failures():
            # Who left keeps their power level, and who made the room all power.
            found = await membership.membership_of(self.logged_in(), room_id, user_id)
        return found == "join"

    async def direct_room(self, user_id: str) -> str:
        client = self.logged_in()
        with told_as_failures():
            room_id = await find_or_make_direct_room(client, self._rooms, user_id)
        try:
            async with asyncio.timeout(TOLD_SECONDS):
                while not self._is_known(client, room_id, user_id):
                    await self._told.wait()
        except TimeoutError:
            raise TryLater(Trouble(Reason.UNREACHABLE), in_doubt=False) from None
        return room_id

    def _is_known(self, client: AsyncClient, room_id: str, user_id: str) -> bool:
        """Whether we were told of the room, and of who is in it where they have to get its keys.

        Of a room that was just made the homeserver may tell piece by piece.
        """
        if self._rooms.get(room_id) is None:
            return False
        room = client.rooms.get(room_id)
        return client.olm is None or (room is not None and user_id in room.users)

    def logged_in(self) -> AsyncClient:
        """Raises:
        TryLater: it is not logged in yet.
        """
        if self.client is None:
            raise TryLater(Trouble(Reason.UNREACHABLE), in_doubt=False)
        return self.client

    async def _get(self, *path: str, **more: Any) -> dict[str, Any]:
        return await request(self.logged_in(), "GET", *path, **more)

    def _readable(self, room_id: str, event: Event) -> Event:
        """*event* decrypted, or as it is if that cannot be done."""
        if self.client is None or not is_sealed(event):
            return event
        return opened(self.client, room_id, event) or event


@contextmanager
def told_as_failures() -> Iterator[None]:
    """Say in the outbox's terms what went wrong."""
    try:
        yield
    except Exception as error:
        failure = as_failure(error)
        if failure is None:
            raise
        raise failure from error
