"""The port to the homeserver: all that commands and the sender ask of it, in the clear."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol, TypeAlias

from bot.on_matrix.incoming import MESSAGE
from bot.on_matrix.room_state import Rooms

# As the homeserver tells it, decrypted: type, event_id, sender, origin_server_ts, content.
Event: TypeAlias = Mapping[str, Any]


class Homeserver(Protocol):
    """Every method that waits raises `bot.delivery.sender.Rejected` and `TryLater`."""

    @property
    def user_id(self) -> str:
        """The bot's user id."""

    @property
    def rooms(self) -> Rooms:
        """The rooms the bot is in."""

    async def ready(self) -> None:
        """Wait until the rooms are known and can be sent to."""

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
        """Send once under *key*, encrypted where the room is; return the id of the event."""

    async def upload(self, room_id: str, name: str, text: str) -> Mapping[str, Any]:
        """Hand over a file, and return the content of a message that shows it in that room."""

    async def event(self, room_id: str, event_id: str) -> Event | None:
        """The event, or None if there is none that can be read."""

    async def related(self, room_id: str, event_id: str) -> Sequence[Event]:
        """Everything that refers to the event, in whatever way, oldest first."""

    def recent(self, room_id: str, since: datetime) -> AsyncIterator[Event]:
        """What was sent in the room, newest first, back to *since*."""

    async def is_direct(self, room_id: str) -> bool:
        """Whether what is said in the room stays between the bot and one person."""

    async def is_moderator(self, room_id: str, user_id: str) -> bool:
        """Whether that person is in the room at this moment, and moderates it."""

    async def direct_room(self, user_id: str) -> str:
        """The room in which the bot talks to that person alone, made if there is none."""
