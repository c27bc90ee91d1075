"""A room as a channel: what the bot may do in it."""

from __future__ import annotations

from collections.abc import Iterator

from bot.core.channels import Channel, ChannelKind, Permission
from bot.core.identity import Place, local_id
from bot.on_matrix.homeserver import Homeserver
from bot.on_matrix.incoming import MESSAGE
from bot.on_matrix.markup import THREAD
from bot.on_matrix.poll_events import END, START
from bot.on_matrix.room_state import Room

# What every member may; a thread is made of messages like any other.
OF_MEMBERS = (Permission.VIEW, Permission.HISTORY)
OF_SPEAKERS = (Permission.SEND, Permission.THREADS, Permission.SEND_IN_THREADS)


class MatrixRooms:
    """Answers from what the homeserver told of the rooms."""

    def __init__(self, server: Homeserver) -> None:
        self._server = server

    async def channel(self, place: Place, channel_id: str) -> Channel | None:
        """The room of that id, or the thread under that event of the place's own room."""
        in_thread = channel_id.startswith(THREAD)
        room = self._server.rooms.get(local_id(place) if in_thread else channel_id)
        if room is None:
            return None
        return Channel(
            id=channel_id,
            name=room.name or room.id,
            kind=ChannelKind.THREAD if in_thread else ChannelKind.TEXT,
            held=frozenset(self._held(room)),
        )

    def _held(self, room: Room) -> Iterator[Permission]:
        yield from OF_MEMBERS
        if room.lets_send(self._server.user_id, MESSAGE):
            yield from OF_SPEAKERS
        if all(room.lets_send(self._server.user_id, kind) for kind in (START, END)):
            yield Permission.POLLS
