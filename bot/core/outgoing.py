"""What waits in the outbox: each kind holds all that its message needs, whatever changes meanwhile.

A retry must say the same as the first attempt, so nothing here is looked up in the settings again.
"""

from __future__ import annotations

from datetime import date

import msgspec

from bot.core.place_settings import Notify


class Outgoing(msgspec.Struct, frozen=True, omit_defaults=True, tag_field="kind"):
    """Base of every kind."""


class ExplainerMessage(Outgoing, frozen=True, tag="explainer"):
    """The daily explainer; *discuss* shows its question on the card, for want of a thread."""

    pack: str
    explainer: str
    day: date
    notify: Notify = Notify.SILENT
    role: str | None = None
    forum: bool = False
    tag: str | None = None
    discuss: bool = True


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
    """One of the platform's own polls."""

    question: str
    options: tuple[str, ...]
    hours: int


class PauseNotice(Outgoing, frozen=True, tag="pause"):
    """Tells moderators that the schedule paused itself."""

    reason: str
    detail: tuple[str, ...] = ()
    channel: str | None = None


class ReportNotice(Outgoing, frozen=True, tag="report"):
    """Lays a report of an error before the moderators."""

    report: str


AnyOutgoing = ExplainerMessage | ThreadStart | Discussion | PollMessage | PauseNotice | ReportNotice


def read_outgoing(stored: str) -> AnyOutgoing:
    outgoing: AnyOutgoing = msgspec.json.decode(stored, type=AnyOutgoing)
    return outgoing


def write_outgoing(outgoing: AnyOutgoing) -> str:
    return msgspec.json.encode(outgoing).decode()
