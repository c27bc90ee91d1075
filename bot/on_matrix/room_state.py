"""What the bot knows of the rooms it is in, kept from what the homeserver tells of their state."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.on_matrix import power

CREATE, LEVELS, NAME = "m.room.create", "m.room.power_levels", "m.room.name"
TOMBSTONE, ENCRYPTION, MEMBER = "m.room.tombstone", "m.room.encryption", "m.room.member"
JOIN_RULES, VISIBILITY = "m.room.join_rules", "m.room.history_visibility"
KEPT = frozenset({CREATE, LEVELS, NAME, TOMBSTONE, ENCRYPTION, JOIN_RULES, VISIBILITY})
PAIR = 2

Event = Mapping[str, Any]


@dataclass(slots=True)
class Room:
    """A room the bot has joined. *members* are those who joined, so far as we were told.

    *joined_count* is the homeserver's own count, where it gives one. *own_name* is what the bot
    is called there, if it has a name besides its id.
    """

    id: str
    own_id: str
    state: dict[str, Event] = field(default_factory=dict)
    members: set[str] = field(default_factory=set)
    joined_count: int | None = None
    own_name: str = ""

    def content(self, kind: str) -> Mapping[str, Any] | None:
        """The content of a state event; None if there is no such event, or it is no object."""
        content = self.state.get(kind, {}).get("content")
        return content if isinstance(content, dict) else None

    @property
    def name(self) -> str:
        """The name that was given to the room, or its id."""
        name = (self.content(NAME) or {}).get("name")
        return name if isinstance(name, str) and name else self.id

    @property
    def creator(self) -> object:
        return self.state.get(CREATE, {}).get("sender")

    @property
    def is_encrypted(self) -> bool:
        return ENCRYPTION in self.state

    @property
    def successor(self) -> str | None:
        """The room that replaces this one, if it was upgraded."""
        room = (self.content(TOMBSTONE) or {}).get("replacement_room")
        return room if isinstance(room, str) else None

    @property
    def is_closed(self) -> bool:
        return TOMBSTONE in self.state

    @property
    def predecessor(self) -> str | None:
        """The room that this one says it replaces, which that room has to confirm."""
        before = (self.content(CREATE) or {}).get("predecessor")
        room = before.get("room_id") if isinstance(before, dict) else None
        return room if isinstance(room, str) else None

    @property
    def is_direct(self) -> bool:
        """Whether what is said there stays between the bot and one person; no if we were not told.

        A public room can have two members as well, and others who read along.
        """
        is_for_two = 0 < (self.joined_count or len(self.members)) <= PAIR
        rule = (self.content(JOIN_RULES) or {}).get("join_rule", "invite")
        seen_by = (self.content(VISIBILITY) or {}).get("history_visibility")
        return is_for_two and rule == "invite" and seen_by != "world_readable"

    def power(self, user: str) -> float:
        return power.power(user, self.state.get(CREATE, {}), self.content(LEVELS))

    def is_moderated_by(self, user: str) -> bool:
        return power.is_moderator(user, self.state.get(CREATE, {}), self.content(LEVELS))

    def lets_delete(self, user: str) -> bool:
        """Whether *user* may delete what others sent."""
        return self.power(user) >= power.needed_to_delete(self.content(LEVELS))

    def lets_send(self, user: str, kind: str) -> bool:
        """Whether *user* may send message events of *kind*."""
        kind = "m.room.encrypted" if self.is_encrypted and kind != "m.reaction" else kind
        return self.power(user) >= power.needed_to_send(self.content(LEVELS), kind)

    def observe(self, events: Iterable[Event]) -> None:
        """Take in *events* in their order; what is no state of ours is passed over."""
        for event in events:
            match event:
                case {"type": "m.room.member", "state_key": str(user), "content": dict(content)}:
                    self._note_member(user, content)
                case {"type": "m.room.encryption", "state_key": ""}:
                    self.state[ENCRYPTION] = event
                case {"type": str(kind), "state_key": "", "content": dict()} if kind in KEPT:
                    self.state[kind] = event

    def _note_member(self, user: str, content: Mapping[str, Any]) -> None:
        if content.get("membership") == "join":
            self.members.add(user)
        else:
            self.members.discard(user)
        if user == self.own_id:
            name = content.get("displayname")
            self.own_name = name if isinstance(name, str) else ""


class Rooms:
    """The rooms the bot, *own_id*, is in, by their ids."""

    def __init__(self, own_id: str) -> None:
        self._own_id = own_id
        self._rooms: dict[str, Room] = {}

    def get(self, room_id: str) -> Room | None:
        """The room; None if the bot is not in it, or was not told of it yet."""
        return self._rooms.get(room_id)

    def entered(self, room_id: str) -> Room:
        """The room, known from now on."""
        return self._rooms.setdefault(room_id, Room(room_id, self._own_id))

    def left(self, room_id: str) -> None:
        self._rooms.pop(room_id, None)

    def __iter__(self) -> Iterator[Room]:
        return iter(tuple(self._rooms.values()))
