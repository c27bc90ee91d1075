"""A homeserver that takes everything and forgets nothing, with rooms as a test lays them out."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from bot.on_matrix.homeserver import Event
from bot.on_matrix.incoming import MESSAGE
from bot.on_matrix.room_state import Rooms

BOT = "@bot:example.org"


class FakeHomeserver:
    """A `bot.on_matrix.homeserver.Homeserver`. *sent* are the events, oldest first."""

    def __init__(self) -> None:
        self.rooms = Rooms(BOT)
        self.sent: list[dict[str, Any]] = []

    @property
    def user_id(self) -> str:
        return BOT

    def add_room(self, room_id: str, moderator: str, *members: str) -> None:
        room = self.rooms.entered(room_id)
        room.tells_all = True
        create = {"type": "m.room.create", "state_key": "", "sender": moderator}
        joined = {"membership": "join"}
        room.observe(
            [
                {**create, "content": {"room_version": "12"}},
                *(
                    {"type": "m.room.member", "state_key": each, "content": joined}
                    for each in (BOT, moderator, *members)
                ),
            ]
        )

    async def ready(self) -> None:
        return

    async def send(
        self,
        room_id: str,
        content: Mapping[str, Any],
        key: str,  # noqa: ARG002
        *,
        thread: str | None = None,  # noqa: ARG002
        replies_to: str | None = None,
        kind: str = MESSAGE,
    ) -> str:
        event_id = f"${len(self.sent)}"
        self.sent.append(
            {
                "type": kind,
                "event_id": event_id,
                "room_id": room_id,
                "sender": BOT,
                "content": {**content, "m.in_reply_to": replies_to},
            }
        )
        return event_id

    async def upload(self, room_id: str, name: str, text: str) -> Mapping[str, Any]:  # noqa: ARG002
        return {"msgtype": "m.file", "body": name}

    async def event(self, room_id: str, event_id: str) -> Event | None:  # noqa: ARG002
        return next((each for each in self.sent if each["event_id"] == event_id), None)

    async def related(self, room_id: str, event_id: str) -> Sequence[Event]:  # noqa: ARG002
        return ()

    async def recent(self, room_id: str, since: datetime) -> AsyncIterator[Event]:  # noqa: ARG002
        for event in reversed(self.sent):
            if event["room_id"] == room_id:
                yield event

    async def is_direct(self, room_id: str) -> bool:
        room = self.rooms.get(room_id)
        return room is not None and room.is_direct

    async def is_moderator(self, room_id: str, user_id: str) -> bool:
        room = self.rooms.get(room_id)
        return room is not None and user_id in room.members and room.is_moderated_by(user_id)

    async def direct_room(self, user_id: str) -> str:
        return f"!with-{user_id}"
