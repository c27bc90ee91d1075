"""The daily post of one place and local date: how far it has come, and why no further."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.core.identity import Place

LATE = timedelta(minutes=2)  # up to here, a queue or a retry is nothing to speak of


class State(StrEnum):
    """PLANNED, then SENDING, SENT (the message is out) and DONE; or MISSED; or FAILED."""

    PLANNED = "planned"
    SENDING = "sending"
    SENT = "sent"
    DONE = "done"
    MISSED = "missed"
    FAILED = "failed"


class Reason(StrEnum):
    """Why a post is late, missed or failed, or a part of it is lacking."""

    # The bot's own side.
    DOWN = "down"  # nobody was there to send it
    QUEUE = "queue"  # others were due at the same time
    # The moderators' side.
    OFF = "off"
    PAUSED = "paused"
    NO_EXPLAINER = "no-explainer"
    # What lasts until somebody does something about it: the schedule pauses itself.
    CHANNEL_GONE = "channel-gone"
    NO_ACCESS = "no-access"
    NO_PERMISSION = "no-permission"
    THREAD_LOCKED = "thread-locked"
    TAG_REQUIRED = "tag-required"
    # What passes by itself: tried again.
    PLATFORM_DOWN = "platform-down"  # it answers with an error of its own
    UNREACHABLE = "unreachable"
    RATE_LIMITED = "rate-limited"
    NOT_COUNTED = "not-counted"  # the votes of a poll of the platform's own
    # What concerns this post alone.
    REFUSED = "refused"  # the platform does not take the message
    IN_DOUBT = "in-doubt"  # it may have been sent, and nobody can tell
    TOO_MANY_THREADS = "too-many-threads"
    PART_REMOVED = "part-removed"  # a moderator deleted the message or thread meanwhile
    PART = "part"  # not all that was to follow the message came


LASTING = frozenset(
    {
        Reason.CHANNEL_GONE,
        Reason.NO_ACCESS,
        Reason.NO_PERMISSION,
        Reason.THREAD_LOCKED,
        Reason.TAG_REQUIRED,
    }
)
PASSING = frozenset(
    {Reason.PLATFORM_DOWN, Reason.UNREACHABLE, Reason.RATE_LIMITED, Reason.NOT_COUNTED}
)


@dataclass(frozen=True, slots=True)
class Trouble:
    """A reason with what its sentence needs, such as the permissions that are missing."""

    reason: Reason
    detail: tuple[str, ...] = ()

    @property
    def cause(self) -> Trouble | None:
        """What it is `due_to`, if that is another reason; of no use for others than such."""
        match self.detail:
            case (reason, *detail) if reason != self.reason:
                return Trouble(Reason(reason), tuple(detail))
            case _:
                return None


def due_to(reason: Reason, cause: Trouble) -> Trouble:
    """Trouble of the kind *reason*, whose detail is another trouble."""
    return Trouble(reason, (cause.reason, *cause.detail))


@dataclass(frozen=True, slots=True)
class Post:
    """All times are aware, in UTC. *trouble* is the last one; a post can be done in spite of it."""

    place: Place
    day: date
    due: datetime
    state: State
    trouble: Trouble | None = None
    pack: str | None = None
    explainer: str | None = None
    channel: str | None = None
    message: str | None = None
    thread: str | None = None
    poll_message: str | None = None
    sent: datetime | None = None

    @property
    def id(self) -> str:
        return post_id(self.place, self.day)

    @property
    def late_by(self) -> timedelta | None:
        """How long after it was due it was sent, if that is worth telling."""
        late = self.sent - self.due if self.sent else timedelta()
        return late if late > LATE else None


def post_id(place: Place, day: date) -> str:
    """A place has one post for a date."""
    return f"{place}/{day}"


@dataclass(frozen=True, slots=True)
class Pause:
    """A schedule that stands still; *by* is None if it paused itself."""

    at: datetime
    by: str | None
    trouble: Trouble
