"""What waits in the outbox: each kind holds all that its message needs, whatever changes meanwhile.

A retry must say the same as the first attempt, so nothing here is looked up in the settings again.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TypeAlias

import msgspec

from bot.core.channels import ChannelKind
from bot.core.identity import Person, local_id
from bot.core.place_settings import Notify, PlaceSettings
from bot.core.post import Reason

TO_PERSON = "@"  # a target that begins so is a person, any other a channel


class Outgoing(msgspec.Struct, frozen=True, omit_defaults=True, tag_field="kind"):
    """Base of every kind."""

    @property
    def step(self) -> str:
        """The name of its kind, under which it is stored."""
        return str(self.__struct_config__.tag)


class ExplainerMessage(Outgoing, frozen=True, tag="explainer"):
    """The daily explainer, and what is to follow it: a thread for *archive_minutes*, and so on."""

    pack: str
    explainer: str
    day: date
    channel_kind: ChannelKind = ChannelKind.TEXT
    forum_tag: str | None = None
    notify: Notify = Notify.SILENT
    notify_role: str | None = None
    archive_minutes: int | None = None  # None: no thread
    question: bool = True
    poll: bool = True

    @property
    def starts_thread(self) -> bool:
        """Whether a thread is made under it; in a forum it is one itself."""
        return self.archive_minutes is not None and self.channel_kind is ChannelKind.TEXT

    @property
    def shows_question(self) -> bool:
        """Whether the question stands on the card, for want of a thread to ask it in."""
        has_thread = self.starts_thread or self.channel_kind is not ChannelKind.TEXT
        return self.question and not has_thread


def explainer_message(
    settings: PlaceSettings, pack_id: str, explainer: str, day: date
) -> ExplainerMessage:
    """The daily explainer as *settings* want it."""
    return ExplainerMessage(
        pack=pack_id,
        explainer=explainer,
        day=day,
        channel_kind=settings.channel_kind,
        forum_tag=settings.forum_tag,
        notify=settings.notify,
        notify_role=settings.notify_role,
        archive_minutes=settings.archive_minutes if settings.thread else None,
        question=settings.question,
        poll=settings.poll,
    )


class ThreadStart(Outgoing, frozen=True, tag="thread"):
    """A thread under *message* in the target channel."""

    message: str
    name: str
    archive_minutes: int


class Discussion(Outgoing, frozen=True, tag="question"):
    """The question of an explainer, to open its thread."""

    pack: str
    explainer: str


class PollMessage(Outgoing, frozen=True, tag="poll"):
    """One of the platform's own polls.

    It is open for *hours* at the most, and *closes* then, if that is known beforehand. *hidden*:
    the votes are shown only once it has closed. *poll* is its id if there is a record of it, and
    empty otherwise.
    """

    question: str
    options: tuple[str, ...]
    hours: int
    several: bool = False
    hidden: bool = False
    closes: datetime | None = None
    poll: str = ""


class OpenPoll(Outgoing, frozen=True, tag="poll-open"):
    """The message of a poll, whether it is the platform's own or secret."""

    poll: str


class EndPoll(Outgoing, frozen=True, tag="poll-end"):
    """Ends the platform's own poll in *message* before its time, if it has not ended."""

    poll: str
    message: str


class CountPoll(Outgoing, frozen=True, tag="poll-count"):
    """Waits until the platform has counted its poll in *message*, which its result then tells."""

    poll: str
    message: str


class PollResults(Outgoing, frozen=True, tag="poll-results"):
    """What came of a poll, for its channel."""

    poll: str


class CloseBallot(Outgoing, frozen=True, tag="poll-ballot"):
    """Takes the answers off the *message* of a secret poll, whose *results* stand in another."""

    poll: str
    message: str
    results: str


class PollLost(Outgoing, frozen=True, tag="poll-lost"):
    """Tells whoever opened a poll that it is lost, and why."""

    poll: str
    reason: Reason
    detail: tuple[str, ...] = ()


class TroubleNotice(Outgoing, frozen=True, tag="trouble"):
    """Tells moderators what went wrong on *day*, and whether the schedule paused itself."""

    day: date
    reason: Reason
    detail: tuple[str, ...] = ()
    channel: str | None = None
    paused: bool = False


class ReportNotice(Outgoing, frozen=True, tag="report"):
    """Lays a report of an error before the moderators."""

    report: str


AnyOutgoing = (
    ExplainerMessage
    | ThreadStart
    | Discussion
    | PollMessage
    | TroubleNotice
    | ReportNotice
    | OpenPoll
    | EndPoll
    | CountPoll
    | PollResults
    | CloseBallot
    | PollLost
)


PollStep: TypeAlias = OpenPoll | EndPoll | CountPoll | PollResults | CloseBallot


def to_person(person: Person) -> str:
    """The target of a direct message to *person*."""
    return f"{TO_PERSON}{local_id(person)}"


def read_outgoing(stored: str) -> AnyOutgoing:
    outgoing: AnyOutgoing = msgspec.json.decode(stored, type=AnyOutgoing)
    return outgoing


def write_outgoing(outgoing: AnyOutgoing) -> str:
    return msgspec.json.encode(outgoing).decode()
