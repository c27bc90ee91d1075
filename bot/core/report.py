"""A report of an error on a card: what it is about, what is wrong, what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from hashlib import sha256

from bot.core.card import SEPARATOR, Route
from bot.core.identity import Person, Place
from bot.errors import BadInput

# What the custom id of a form leaves for the subject: 100 characters less "v1:report-submit:" and
# ":0". The limits of a pack's ids keep every card within it, if need be without its dates.
ROOM = 81
UNREADABLE = "This button is from another version of me; start again from the card."


class State(StrEnum):
    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class Subject:
    """The *card* a report is about, and the *day* of the daily post it stood in."""

    card: Route
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """*by* and *decided_by* are None once these people had that deleted."""

    id: str
    place: Place
    pack: str
    subject: Subject
    wrong: str
    source: str | None
    at: datetime
    by: Person | None
    state: State = State.OPEN
    decided_by: Person | None = None
    decided_at: datetime | None = None


def report_id(place: Place, pack: str, subject: Subject, wrong: str, source: str | None) -> str:
    """The same for the same text about the same card, whoever sends it."""
    same = " ".join(wrong.casefold().split())
    parts = (place, pack, str(subject.card), same, source or "")
    return sha256("\n".join(parts).encode()).hexdigest()[:24]


def subject_args(subject: Subject) -> tuple[str, ...]:
    """The subject as the arguments of a route, shortened by what narrows its card if need be."""
    day = subject.day.isoformat() if subject.day else ""
    kind, args = subject.card.kind, list(subject.card.args)
    while len(SEPARATOR.join((day, kind, *args))) > ROOM and any(args):
        last = max(index for index, arg in enumerate(args) if arg)
        args[last] = ""
    return (day, kind, *args)


def read_subject(args: tuple[str, ...]) -> Subject:
    """The subject that `subject_args` wrote.

    Raises:
        BadInput: it is none.
    """
    try:
        day, kind, *rest = args
        return Subject(Route(kind, tuple(rest)), date.fromisoformat(day) if day else None)
    except ValueError:
        raise BadInput(UNREADABLE) from None
