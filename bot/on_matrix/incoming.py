"""What came in from a room and may want an answer, read from an event that nobody checked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

from bot.core.identity import Person, Place
from bot.on_matrix.identity import person, place

MESSAGE, REACTION, ENCRYPTED = "m.room.message", "m.reaction", "m.room.encrypted"
LATEST = datetime(9999, 1, 1, tzinfo=UTC).timestamp()


@dataclass(frozen=True, slots=True)
class Reaction:
    """An emoji, *key*, on the event *target*."""

    target: str
    key: str


@dataclass(frozen=True, slots=True)
class Incoming:
    """One event. *body* is the text without a quoted message, empty for whatever has no text.

    *thread* is the root of the thread it stands in. *replies_to* is the event it answers, which in
    a thread has to be meant: the last message, which clients name for want of threads, is none.
    *sent* is when the sender's server says it was sent. *ends* is the poll event it says is over,
    whoever says so; *deletes* the event it takes away. *joined*: it is our entry into the room.

    Votes are none of it: they stay in the room, where they are counted.
    """

    place: Place
    room_id: str
    event_id: str
    sender: str
    sent: datetime
    body: str = ""
    thread: str | None = None
    replies_to: str | None = None
    reaction: Reaction | None = None
    ends: str | None = None
    deletes: str | None = None
    mentions_us: bool = False
    joined: bool = False

    @property
    def person(self) -> Person:
        return person(self.sender)

    @property
    def key(self) -> str:
        """What an answer is sent under, so that a repetition is known as one."""
        return f"re-{self.event_id}"


def read_incoming(event: Mapping[str, Any], room_id: str, own_id: str) -> Incoming | None:
    """What *event* asks of us; None if it is ours, an edit, a notice, or not what it should be."""
    match event:
        case {
            "type": str(kind),
            "event_id": str(event_id),
            "sender": str(sender),
            "origin_server_ts": int(sent),
            "content": dict(content),
        } if 0 <= sent < LATEST * 1000:
            said: dict[str, Any] | None = None
            if is_our_entry(event, own_id):
                said = {"joined": True}
            elif sender != own_id and "state_key" not in event:
                said = _said(kind, content, own_id) or _deletion(event)
        case _:
            return None
    if said is None:
        return None
    when = datetime.fromtimestamp(sent / 1000, UTC)
    return Incoming(place(room_id), room_id, event_id, sender, when, **said)


def is_our_entry(event: Mapping[str, Any], own_id: str) -> bool:
    """Whether it is how we came into a room, not just a new name or picture of ours."""
    match event:
        case {"type": "m.room.member", "state_key": user, "content": {"membership": "join"}}:
            before = _mapping(_mapping(event.get("unsigned")).get("prev_content"))
            return user == own_id and before.get("membership") != "join"
        case _:
            return False


def _said(kind: str, content: Mapping[str, Any], own_id: str) -> dict[str, Any] | None:
    relation = _mapping(content.get("m.relates_to"))
    match kind:
        case "m.room.message":
            return _message(content, relation, own_id)
        case "m.reaction":
            return _reaction(relation)
        case "org.matrix.msc3381.poll.end" | "m.poll.end":
            return _end(relation)
        case _:
            return None


def _message(
    content: Mapping[str, Any], relation: Mapping[str, Any], own_id: str
) -> dict[str, Any] | None:
    match content:
        case {"msgtype": "m.text", "body": str(body)} if relation.get("rel_type") != "m.replace":
            thread = thread_of(content)
            replies_to = _text(_mapping(relation.get("m.in_reply_to")).get("event_id"))
            falls_back = thread is not None and relation.get("is_falling_back") is True
            return {
                "body": _without_quote(body) if replies_to else body,
                "thread": thread,
                "replies_to": None if falls_back else replies_to,
                "mentions_us": _mentions(content, body, own_id),
            }
        case _:
            return None


def _reaction(relation: Mapping[str, Any]) -> dict[str, Any] | None:
    match relation:
        case {"rel_type": "m.annotation", "event_id": str(target), "key": str(key)}:
            return {"reaction": Reaction(target, key)}
        case _:
            return None


def _end(relation: Mapping[str, Any]) -> dict[str, Any] | None:
    match relation:
        case {"rel_type": "m.reference", "event_id": str(poll)}:
            return {"ends": poll}
        case _:
            return None


def _deletion(event: Mapping[str, Any]) -> dict[str, Any] | None:
    """Rooms of version 11 and later name what is deleted in the content, others beside it."""
    match event:
        case {"type": "m.room.redaction", "content": {"redacts": str(target)}}:
            return {"deletes": target}
        case {"type": "m.room.redaction", "redacts": str(target)}:
            return {"deletes": target}
        case _:
            return None


def thread_of(content: Mapping[str, Any]) -> str | None:
    """The event under which the thread stands that a message with *content* is in."""
    relation = _mapping(content.get("m.relates_to"))
    return _text(relation.get("event_id")) if relation.get("rel_type") == "m.thread" else None


def _mentions(content: Mapping[str, Any], body: str, own_id: str) -> bool:
    """What the sender's client says; older ones only write our id, or link to it."""
    if "m.mentions" in content:
        named = _mapping(content["m.mentions"]).get("user_ids")
        return isinstance(named, Sequence) and own_id in named
    markup = _text(content.get("formatted_body")) or ""
    links = (f"/#/{own_id}", f"/#/{quote(own_id, safe='')}")
    return own_id in body or any(link in markup for link in links)


def _without_quote(body: str) -> str:
    """The text without the lines in which older clients quote what is replied to."""
    lines = body.split("\n")
    while lines and lines[0].startswith("> "):
        del lines[0]
    quoted = len(lines) < len(body.split("\n"))
    return "\n".join(lines).lstrip("\n") if quoted else body


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
