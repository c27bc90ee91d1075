"""Which invitations the bot takes, and which rooms it follows to where they moved."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.clock import Clock
from bot.matrix_settings import MatrixSettings
from bot.on_matrix.digest import array, mapping, rooms_in
from bot.on_matrix.room_state import ENCRYPTION, MEMBER, TOMBSTONE, Rooms

logger = logging.getLogger(__name__)

HOUR = timedelta(hours=1)
AT_ONCE = 50
NOT_LISTED = "I only join where whoever runs me has allowed it."
NO_ENCRYPTION = "I cannot read encrypted rooms: whoever runs me has not switched that on."

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Invitation:
    """*by* is who invites us; or, if a room of ours *moved* there, who moved it."""

    room: str
    by: str
    is_encrypted: bool = False
    moved: bool = False

    @property
    def server(self) -> str:
        """A server that can help us in."""
        return self.by.partition(":")[2]


class Invitations:
    """Keeps those that are waiting; the homeserver tells of each only once a session."""

    def __init__(self, settings: MatrixSettings, rooms: Rooms, own_id: str, clock: Clock) -> None:
        self._settings = settings
        self._rooms = rooms
        self._own_id = own_id
        self._clock = clock
        self._waiting: dict[str, Invitation] = {}
        self._begun: set[str] = set()
        self._taken: deque[datetime] = deque()
        self._held_back = 0

    def note(self, answer: Json) -> None:
        """Take in what an answer to a sync tells of invitations and of rooms that moved."""
        for room_id, invited in rooms_in(answer, "invite").items():
            self._waiting[room_id] = _invitation(room_id, mapping(invited), self._own_id)
        for room_id in (*rooms_in(answer, "leave"), *rooms_in(answer, "join")):
            self._waiting.pop(room_id, None)
        for room_id in rooms_in(answer, "join"):
            room = self._rooms.get(room_id)
            successor = room.successor if room else None
            if successor and self._rooms.get(successor) is None:
                by = str(room.state[TOMBSTONE].get("sender", "")) if room else ""
                self._waiting.setdefault(successor, Invitation(successor, by, moved=True))

    def refusal(self, invitation: Invitation) -> str | None:
        """Why it is not taken, if it is not."""
        if invitation.is_encrypted and not self._settings.encryption:
            return NO_ENCRYPTION
        listed = self._settings.invites
        named = {invitation.room, invitation.by, invitation.server}
        if listed and not invitation.moved and listed.isdisjoint(named):
            return NOT_LISTED
        return None

    def begin_due(self) -> list[Invitation]:
        """What can be seen to now, from now on; the rest has to wait until an hour has fewer."""
        self._forget_old()
        left = max(self._settings.invites_per_hour - len(self._taken) - len(self._begun), 0)
        waiting = [each for room, each in self._waiting.items() if room not in self._begun]
        welcome = [invitation for invitation in waiting if not self.refusal(invitation)]
        held_back = max(len(welcome) - left, 0)
        if held_back > self._held_back:
            logger.warning("%d invitations wait: there were many this hour", held_back)
        self._held_back = held_back
        unwelcome = [invitation for invitation in waiting if self.refusal(invitation)]
        due = [*welcome[:left], *unwelcome][: AT_ONCE - len(self._begun)]
        self._begun |= {invitation.room for invitation in due}
        return due

    def seen_to(self, invitation: Invitation, *, joined: bool) -> None:
        self._waiting.pop(invitation.room, None)
        self._begun.discard(invitation.room)
        if joined:
            self._taken.append(self._clock())

    def _forget_old(self) -> None:
        while self._taken and self._taken[0] <= self._clock() - HOUR:
            self._taken.popleft()


def _invitation(room_id: str, invited: Json, own_id: str) -> Invitation:
    inviter, is_encrypted = "", False
    for event in array(mapping(invited.get("invite_state")).get("events")):
        match event:
            case {"type": kind, "state_key": user, "sender": str(sender)} if (
                kind == MEMBER and user == own_id
            ):
                inviter = sender
            case {"type": kind} if kind == ENCRYPTION:
                is_encrypted = True
    return Invitation(room_id, inviter, is_encrypted)
