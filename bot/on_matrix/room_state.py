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
    """A room the bot has joined. *members* are those who joined, and *invited* those who may yet,
    so far as we were told: of all of them only if the room *tells_all*.

    *joined_count* and *invited_count* are the homeserver's own counts, where it gives them.
    *own_name* is what the bot is called there, if it has a name besides its id.
    """

    id: str
    own_id: str
    state: dict[str, Event] = field(default_factory=dict)
    tells_all: bool = False
    members: set[str] = field(default_factory=set)
    invited: set[str] = field(default_factory=set)
    joined_count: int | None = None
    invited_count: int | None = None
    own_name: str = ""

    def content(self, kind: str) -> Mapping[str, Any] | None:
        """The content of a state event; None if there is no such event, or it is no object."""
        content = self.state.get(kind, {}).get("content")
        return content if isinstance(content, dict) else None

    @property
    def name(self) -> str | None:
        """The name that was given to the room."""
        name = (self.content(NAME) or {}).get("name")
        return name if isinstance(name, str) and name else None

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
    def present(self) -> int | None:
        """How many have joined or may do so; None if we were not told."""
        if self.tells_all:
            return len(self.members | self.invited)
        if self.joined_count is None or self.invited_count is None:
            return None
        return self.joined_count + self.invited_count

    @property
    def may_be_direct(self) -> bool:
        """Whether nothing we were told speaks against it that what is said there stays between the
        bot and one person.

        A public room can have two members as well, and others who read along. Who was invited may
        come at any time and read what was said before.
        """
        rule = (self.content(JOIN_RULES) or {}).get("join_rule", "invite")
        seen_by = (self.content(VISIBILITY) or {}).get("history_visibility")
        told_of = len(self.members | self.invited)
        return told_of <= PAIR and rule == "invite" and seen_by != "world_readable"

    @property
    def is_direct(self) -> bool:
        """Whether it certainly does; no if we were not told how many are there."""
        return self.may_be_direct and self.present is not None and self.present <= PAIR

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

    def count(self, summary: Mapping[str, Any]) -> None:
        """Take in a room's summary, which leaves out what has not changed."""
        joined = summary.get("m.joined_member_count", self.joined_count)
        invited = summary.get("m.invited_member_count", self.invited_count)
        self.joined_count = joined if isinstance(joined, int) else None
        self.invited_count = invited if isinstance(invited, int) else None

    def _note_member(self, user: str, content: Mapping[str, Any]) -> None:
        for membership, users in (("join", self.members), ("invite", self.invited)):
            if content.get("membership") == membership:
                users.add(user)
            else:
                users.discard(user)
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
