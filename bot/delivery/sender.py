"""The port to a platform: send something once, and find out whether it was sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol, TypeAlias

from bot.core.card import Card, Route
from bot.core.identity import Place
from bot.core.outgoing import CountPoll, EndPoll, PollMessage, ThreadStart
from bot.core.place_settings import Notify
from bot.core.post import Trouble


@dataclass(frozen=True, slots=True)
class Mark:
    """What tells a message of ours from all others of its channel.

    It has a button whose route is of *kind* and names *arg*: a date rather than what was posted on
    it, so that it is known even if a restored backup would have posted something else. *alone*: it
    has no other, unlike a card with the same button and more.
    """

    kind: str
    arg: str
    alone: bool = False

    def is_among(self, routes: Sequence[Route]) -> bool:
        """Whether a message whose buttons open *routes* is the one."""
        named = any(route.kind == self.kind and self.arg in route.args for route in routes)
        return named and not (self.alone and len(routes) > 1)


@dataclass(frozen=True, slots=True)
class CardMessage:
    """Without a *mark* it cannot be found, and in doubt it is sent again."""

    card: Card
    mark: Mark | None
    notify: Notify = Notify.NORMAL
    notify_role: str | None = None


@dataclass(frozen=True, slots=True)
class ForumPost:
    """A message that opens a thread of its own in a forum."""

    name: str
    message: CardMessage
    archive_minutes: int | None
    tag: str | None = None


@dataclass(frozen=True, slots=True)
class CardEdit:
    """Puts *card* in the place of what a *message* of the bot's own shows."""

    message: str
    card: Card


# What a platform is asked for; not all of it is a message that anybody reads.
Message: TypeAlias = (
    CardMessage | ForumPost | CardEdit | ThreadStart | PollMessage | EndPoll | CountPoll
)


@dataclass(frozen=True, slots=True)
class Target:
    """A channel, or a person if *channel* says so (`bot.core.outgoing.TO_PERSON`)."""

    place: Place
    channel: str


class Rejected(Exception):
    """It was not sent, and trying again would change nothing."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.reason)
        self.trouble = trouble


class TryLater(Exception):
    """It may work later, at the earliest *after* that long; *in_doubt* if it may have been sent."""

    def __init__(self, trouble: Trouble, *, in_doubt: bool, after: timedelta = timedelta()) -> None:
        super().__init__(trouble.reason)
        self.trouble = trouble
        self.in_doubt = in_doubt
        self.after = after


class Sender(Protocol):
    """One platform. What asks it raises `Rejected` and `TryLater`, and tries no more than once."""

    async def ready(self) -> None:
        """Wait until the platform can be sent to."""

    async def name_of(self, place: Place) -> str | None:
        """What people call *place*; None if that is not to be found out."""

    async def send(self, target: Target, message: Message, key: str) -> str:
        """Send *message* and return its id; a repetition under the same *key* sends nothing new.

        The result of a `CountPoll` is a JSON array of the votes by the options, once it is final.
        How long the platform remembers the key is its own affair.
        """

    async def find(self, target: Target, message: Message, since: datetime) -> str | None:
        """The id of *message* if it was sent after *since*, as far as the channel tells."""
