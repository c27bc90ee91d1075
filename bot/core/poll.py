"""A poll: what was asked, by which rules, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.core.identity import Asker, Person, Place

# https://docs.discord.com/developers/resources/poll
MAX_QUESTION, MAX_OPTION = 300, 55
FEWEST_OPTIONS, MOST_OPTIONS = 2, 10
# Fewer votes in a secret poll could tell who voted how.
MINIMUM_TURNOUT = 3


class PollKind(StrEnum):
    NATIVE = "native"  # the platform's own: votes can be seen
    HIDDEN = "hidden"  # the same, but shown only once it has closed; not every platform has it
    SECRET = "secret"  # ours: nobody ever learns who voted how


class PollState(StrEnum):
    """OPENING until its message is out, OPEN, CLOSING until the platform has counted, CLOSED.

    LOST if it could not be posted, or its message was deleted before it closed.
    """

    OPENING = "opening"
    OPEN = "open"
    CLOSING = "closing"
    CLOSED = "closed"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Question:
    """What a poll asks. *several*: more than one option may be chosen. *role* may be required."""

    text: str
    options: tuple[str, ...]
    kind: PollKind = PollKind.NATIVE
    several: bool = False
    role: str | None = None

    def admits(self, asker: Asker) -> bool:
        """Whether *asker* may vote in it."""
        return self.role is None or self.role in asker.roles


@dataclass(frozen=True, slots=True)
class Result:
    """*counts* go by the options; None if too few voted to show them. *turnout* is of people."""

    turnout: int
    counts: tuple[int, ...] | None


@dataclass(frozen=True, slots=True)
class Poll:
    """All times are aware, in UTC. *message* is None until it is out."""

    id: str
    place: Place
    channel: str
    question: Question
    opened_by: Person | None
    opened: datetime
    closes: datetime
    state: PollState
    message: str | None = None
    closed: datetime | None = None
    result: Result | None = None
