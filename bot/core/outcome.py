"""What became of the daily post of a date, or will."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.core.place_settings import PlaceSettings
from bot.core.post import Pause, Post, Reason, State, Trouble
from bot.core.schedule import FIRST_DAY, LAST_DAY, Firing, firing_on
from bot.core.zones import zone_named

KEPT = timedelta(days=400)  # how long posts are kept


class Outcome(StrEnum):
    # It is out.
    POSTED = "posted"
    POSTED_LATE = "posted-late"
    POSTED_IN_PART = "posted-in-part"  # the message, without all that was to follow it
    UNFINISHED = "unfinished"  # the message, and what follows is tried again
    # It is on its way.
    DUE = "due"
    SENDING = "sending"
    RETRYING = "retrying"
    # It never came.
    MISSED = "missed"
    FAILED = "failed"
    # It is still to come, or would be.
    WAITING = "waiting"
    PAUSED = "paused"
    # There was, or will be, nothing.
    OFF = "off"
    NOT_A_DAY = "not-a-day"  # of the week that is chosen
    NO_SUCH_TIME = "no-such-time"  # on that date in the zone
    BEFORE_SET_UP = "before-set-up"
    CHANGED_AFTER = "changed-after"  # the settings, when the time of that date had passed
    UNRECORDED = "unrecorded"
    TOO_LONG_AGO = "too-long-ago"


@dataclass(frozen=True, slots=True)
class Retry:
    """What went wrong last, and when it is tried again."""

    trouble: Trouble
    at: datetime


@dataclass(frozen=True, slots=True)
class Case:
    """All that is known of one local date, *day*, in a place.

    *set_up* and *changed* are when its settings were first and last changed, if they ever were.
    """

    day: date
    now: datetime
    settings: PlaceSettings
    post: Post | None = None
    pause: Pause | None = None
    retry: Retry | None = None
    set_up: datetime | None = None
    changed: datetime | None = None

    @property
    def firing(self) -> Firing | None:
        """When the present settings have a post for the date."""
        if not FIRST_DAY <= self.day <= LAST_DAY:
            return None
        return firing_on(self.settings.rule, self.day)

    @property
    def due(self) -> datetime | None:
        """When it is or would be due."""
        planned = self.firing
        return self.post.due if self.post else planned.utc if planned else None


def local_date(now: datetime, zone: str) -> date:
    """The date it is in *zone*, an IANA id."""
    return now.astimezone(zone_named(zone)).date()


def outcome(case: Case) -> Outcome:
    return _of_nothing(case) if case.post is None else _of_post(case, case.post)


def _of_post(case: Case, post: Post) -> Outcome:
    match post.state:
        case State.PLANNED:
            return _of_planned(case, post)
        case State.SENDING:
            return Outcome.RETRYING if case.retry else Outcome.SENDING
        case State.SENT | State.DONE:
            return _of_sent(case, post)
        case State.MISSED:
            return Outcome.MISSED
        case _:
            return Outcome.FAILED


def _of_planned(case: Case, post: Post) -> Outcome:
    if case.pause:
        return Outcome.PAUSED
    return Outcome.WAITING if post.due > case.now else Outcome.DUE


def _of_sent(case: Case, post: Post) -> Outcome:
    if case.retry:
        return Outcome.UNFINISHED
    if post.trouble and post.trouble.reason is Reason.PART:
        return Outcome.POSTED_IN_PART
    return Outcome.POSTED_LATE if post.late_by else Outcome.POSTED


def _of_nothing(case: Case) -> Outcome:
    """What is known of a date without a post; the past comes first, as settings may be new."""
    today = local_date(case.now, case.settings.zone)
    if case.day < today - KEPT:
        return Outcome.TOO_LONG_AGO
    if case.day < today and _is_before_set_up(case):
        return Outcome.BEFORE_SET_UP
    if not case.settings.is_on:
        return Outcome.OFF
    return _of_date(case)


def _of_date(case: Case) -> Outcome:
    """What the present settings have for a date that has no post."""
    firing = case.firing
    if firing is None:
        chosen = case.day.weekday() in case.settings.days
        return Outcome.NO_SUCH_TIME if chosen else Outcome.NOT_A_DAY
    if firing.utc > case.now:
        return Outcome.PAUSED if case.pause else Outcome.WAITING
    changed_after = case.changed is not None and case.changed >= firing.utc
    return Outcome.CHANGED_AFTER if changed_after else Outcome.UNRECORDED


def _is_before_set_up(case: Case) -> bool:
    return case.set_up is not None and case.day < local_date(case.set_up, case.settings.zone)
