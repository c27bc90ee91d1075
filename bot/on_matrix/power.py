"""How much power somebody has in a room."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

CREATORS_STAND_ABOVE = 12  # from this room version on
MODERATOR = 50  # unless the room says otherwise
CREATOR_WITHOUT_LEVELS = 100

Content = Mapping[str, Any]


def power(user: str, create: Content, levels: Content | None) -> float:
    """The power level of *user*, infinite for who made a room of version 12 or later.

    *create* is the whole `m.room.create` event, *levels* the content of `m.room.power_levels` or
    None if there is none.
    """
    content = _mapping(create.get("content"))
    made_it = user == create.get("sender")
    if stands_above(content) and (made_it or user in _strings(content.get("additional_creators"))):
        return math.inf
    if levels is None:
        return CREATOR_WITHOUT_LEVELS if made_it else 0
    users = _mapping(levels.get("users"))
    return _number(users.get(user), _number(levels.get("users_default"), 0))


def needed_to_send(levels: Content | None, kind: str) -> float:
    """The level it takes to send a message event of *kind*, as it is named in the open."""
    if levels is None:
        return 0
    usual = _number(levels.get("events_default"), 0)
    return _number(_mapping(levels.get("events")).get(kind), usual)


def needed_to_delete(levels: Content | None) -> float:
    """The level it takes to delete what others sent."""
    usual = _number((levels or {}).get("redact"), MODERATOR)
    return max(usual, needed_to_send(levels, "m.room.redaction"))


def is_moderator(user: str, create: Content, levels: Content | None) -> bool:
    """Whether *user* may change what the room is; in one without levels, only its creator may."""
    threshold = _number((levels or {}).get("state_default"), MODERATOR)
    return power(user, create, levels) >= threshold


def stands_above(content: Content) -> bool:
    """Whether the creators of a room have unlimited power; *content* is of `m.room.create`."""
    version = str(content.get("room_version", "1"))
    return version.isdecimal() and int(version) >= CREATORS_STAND_ABOVE


def _number(value: object, otherwise: float) -> float:
    """Old rooms hold levels as text, some of which is no number."""
    try:
        return int(value)  # type: ignore[call-overload, no-any-return]
    except (TypeError, ValueError, OverflowError):
        return otherwise


def _mapping(value: object) -> Content:
    return value if isinstance(value, dict) else {}


def _strings(value: object) -> list[object]:
    return value if isinstance(value, list) else []
