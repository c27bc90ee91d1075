"""What a server of the stand-in consists of, and who is in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import IntEnum, IntFlag
from typing import Any

from tests.stand_in.clock import moment

APPLICATION = 1_000_000_000_000_000_001  # the id of the bot's user as well


class Permission(IntFlag):
    """The rights a bot like ours can lack."""

    MANAGE_MESSAGES = 1 << 13
    VIEW_CHANNEL = 1 << 10
    SEND_MESSAGES = 1 << 11
    EMBED_LINKS = 1 << 14
    ATTACH_FILES = 1 << 15
    READ_MESSAGE_HISTORY = 1 << 16
    MENTION_EVERYONE = 1 << 17
    MANAGE_THREADS = 1 << 34
    CREATE_PUBLIC_THREADS = 1 << 35
    SEND_MESSAGES_IN_THREADS = 1 << 38
    SEND_POLLS = 1 << 49
    PIN_MESSAGES = 1 << 51


ADMINISTRATOR = 1 << 3
# Administrators are above what a channel says, so the bot is none.
ALL_PERMISSIONS = ((1 << 53) - 1) & ~ADMINISTRATOR


class Kind(IntEnum):
    """The types of channels there are here."""

    TEXT = 0
    DIRECT = 1
    THREAD = 11
    FORUM = 15


@dataclass(frozen=True, slots=True)
class Person:
    id: int
    name: str
    bot: bool = False


BOT = Person(APPLICATION, "bedfellows", bot=True)
ADA = Person(7, "ada")


@dataclass(slots=True)
class Poll:
    """*answers* and *question* as they were sent; *votes* go by the answers, if there are any."""

    question: dict[str, Any]
    answers: list[dict[str, Any]]
    expiry: datetime
    multiple: bool = False
    finalized: bool = False
    votes: tuple[int, ...] = ()


@dataclass(slots=True, eq=False)
class Message:
    """*components*, *embeds* and *attachments* as they were sent.

    *threaded* says that a thread was started from it, whether or not it is still there.
    """

    id: int
    channel: Channel = field(repr=False)
    author: Person
    content: str = ""
    components: list[dict[str, Any]] = field(default_factory=list)
    embeds: list[dict[str, Any]] = field(default_factory=list)
    attachments: list[dict[str, Any]] = field(default_factory=list)
    flags: int = 0
    nonce: str | None = None
    poll: Poll | None = None
    edited: datetime | None = None
    threaded: bool = False
    type: int = 0


@dataclass(slots=True, eq=False)
class Channel:
    """*messages* are by id, oldest first; *denied* is what the bot may not do here."""

    id: int
    guild: Guild | None = field(repr=False)
    kind: Kind
    name: str
    messages: dict[int, Message] = field(default_factory=dict, repr=False)
    denied: int = 0
    # A forum's.
    tags: dict[int, str] = field(default_factory=dict)
    tag_required: bool = False
    # A thread's.
    parent: Channel | None = None
    archived: bool = False
    archived_at: datetime | None = None
    locked: bool = False
    archive_after: timedelta = timedelta(days=1)
    applied_tags: list[int] = field(default_factory=list)
    # A direct message's.
    recipient: Person | None = None

    @property
    def history(self) -> list[Message]:
        """Its messages, oldest first."""
        return list(self.messages.values())

    @property
    def last_archived(self) -> datetime:
        """When a thread was archived or opened again, else when it was made."""
        return self.archived_at or moment(self.id)

    def may(self, permission: Permission) -> bool:
        """Whether the bot may, here; who may not see a channel may do nothing in it."""
        denied = self.parent.denied if self.parent else self.denied
        return not denied & (permission | Permission.VIEW_CHANNEL)


@dataclass(slots=True)
class Role:
    id: int
    name: str
    mentionable: bool = False


@dataclass(slots=True, eq=False)
class Guild:
    """*channels* are without threads; *roles* without @everyone, whose id is the guild's."""

    id: int
    name: str
    locale: str = "en-US"
    channels: dict[int, Channel] = field(default_factory=dict, repr=False)
    threads: dict[int, Channel] = field(default_factory=dict, repr=False)
    roles: dict[int, Role] = field(default_factory=dict)
    made: int = 0

    def next_id(self) -> int:
        """For what the guild was set up with: the same in every run, and below ids made later."""
        self.made += 1
        return self.id + self.made
