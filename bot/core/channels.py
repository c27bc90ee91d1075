"""A channel as the bot sees it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ChannelKind(StrEnum):
    TEXT = "text"
    THREAD = "thread"
    FORUM = "forum"


class Permission(StrEnum):
    """What the bot must be allowed, by the name that moderators see in the platform's settings."""

    VIEW = "View Channel"
    SEND = "Send Messages"
    SEND_IN_FORUM = "Create Posts"
    HISTORY = "Read Message History"
    THREADS = "Create Public Threads"
    SEND_IN_THREADS = "Send Messages in Threads"
    POLLS = "Create Polls"
    MENTION = "Mention @everyone, @here, and All Roles"


@dataclass(frozen=True, slots=True)
class Tag:
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Channel:
    """*held* is what the bot may do there. *is_locked* is true of a thread only a moderator opens.

    *mentionable_roles* are the roles that anybody may mention.
    """

    id: str
    name: str
    kind: ChannelKind
    held: frozenset[Permission] = frozenset(Permission)
    is_archived: bool = False
    is_locked: bool = False
    requires_tag: bool = False
    tags: tuple[Tag, ...] = ()
    mentionable_roles: frozenset[str] = frozenset()
