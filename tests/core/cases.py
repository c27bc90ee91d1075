"""One date in a place, for every outcome that there is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from bot.core.outcome import Case, Outcome, Retry
from bot.core.place_settings import PlaceSettings
from bot.core.post import Pause, Post, Reason, State, Trouble, due_to

PLACE = "discord:1"
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)  # a Tuesday
TODAY = date(2026, 11, 24)
DAY = timedelta(days=1)
DUE = datetime(2026, 11, 24, 9, tzinfo=UTC)
ON = PlaceSettings(channel="20", at=time(9))
RETRY = Retry(Trouble(Reason.UNREACHABLE), NOW + timedelta(minutes=4))
NO_POLLS = Trouble(Reason.NO_PERMISSION, ("Create Polls",))
BY_HAND = Pause(NOW - DAY, "discord:9", Trouble(Reason.PAUSED))
BY_ITSELF = Pause(NOW - DAY, None, Trouble(Reason.CHANNEL_GONE))


def post(state: State, trouble: Trouble | None = None, **values: Any) -> Post:
    return Post(PLACE, values.pop("day", TODAY), values.pop("due", DUE), state, trouble, **values)


def out(trouble: Trouble | None = None, late: timedelta = timedelta(seconds=9)) -> Post:
    """One that was sent *late*."""
    return post(State.DONE, trouble, explainer="why", channel="20", message="30", sent=DUE + late)


def in_part(lacking: Trouble, late: timedelta = timedelta(seconds=9)) -> Post:
    """One that was sent *late*, without all that was to follow it."""
    return out(due_to(Reason.PART, lacking), late)


def case(day: date = TODAY, settings: PlaceSettings = ON, **values: Any) -> Case:
    return Case(day, values.pop("now", NOW), settings, **values)


CASES: list[tuple[Outcome, Case]] = [
    (Outcome.POSTED, case(post=out())),
    (Outcome.POSTED_LATE, case(post=out(Trouble(Reason.DOWN), timedelta(hours=2)))),
    (Outcome.POSTED_LATE, case(post=out(None, timedelta(minutes=3)))),
    (Outcome.POSTED_IN_PART, case(post=in_part(NO_POLLS))),
    (Outcome.POSTED_IN_PART, case(post=in_part(NO_POLLS, timedelta(hours=2)))),
    (Outcome.UNFINISHED, case(post=out(), retry=RETRY)),
    (Outcome.DUE, case(post=post(State.PLANNED))),
    (Outcome.SENDING, case(post=post(State.SENDING))),
    (Outcome.RETRYING, case(post=post(State.SENDING), retry=RETRY)),
    (Outcome.MISSED, case(post=post(State.MISSED, Trouble(Reason.DOWN)))),
    (Outcome.FAILED, case(post=post(State.FAILED, Trouble(Reason.NO_ACCESS)))),
    (Outcome.WAITING, case(post=post(State.PLANNED, due=NOW + DAY))),
    (Outcome.WAITING, case(TODAY + DAY)),
    (Outcome.PAUSED, case(post=post(State.PLANNED, due=NOW + DAY), pause=BY_HAND)),
    (Outcome.PAUSED, case(TODAY + DAY, pause=BY_ITSELF)),
    (Outcome.OFF, case(settings=PlaceSettings())),
    (Outcome.NOT_A_DAY, case(settings=PlaceSettings(channel="20", days=frozenset({0, 2})))),
    # Samoa left out the 30th of December 2011; Nuuk has no 23:30 on the 28th of March 2026.
    (
        Outcome.NO_SUCH_TIME,
        case(
            date(2011, 12, 30),
            PlaceSettings(channel="20", zone="Pacific/Apia"),
            now=datetime(2012, 1, 1, tzinfo=UTC),
        ),
    ),
    (
        Outcome.NO_SUCH_TIME,
        case(date(2026, 3, 28), PlaceSettings(channel="20", at=time(23, 30), zone="America/Nuuk")),
    ),
    (Outcome.NO_SUCH_TIME, case(date.max)),
    (Outcome.BEFORE_SET_UP, case(TODAY - 3 * DAY, set_up=NOW - DAY, changed=NOW)),
    (Outcome.CHANGED_AFTER, case(set_up=NOW - 9 * DAY, changed=NOW)),
    (Outcome.UNRECORDED, case(TODAY - DAY, set_up=NOW - 9 * DAY, changed=NOW - 9 * DAY)),
    (Outcome.UNRECORDED, case(TODAY - DAY)),
    (Outcome.TOO_LONG_AGO, case(TODAY - 401 * DAY)),
]


def with_every_reason(found: Outcome) -> Iterator[tuple[Reason, Case]]:
    """A case of the outcome *found* for each reason, where it has one."""
    for reason in Reason:
        trouble = Trouble(reason)
        match found:
            case Outcome.POSTED_LATE:
                yield reason, case(post=out(trouble, timedelta(hours=2)))
            case Outcome.POSTED_IN_PART:
                yield reason, case(post=in_part(trouble))
            case Outcome.MISSED:
                yield reason, case(post=post(State.MISSED, trouble))
            case Outcome.FAILED:
                yield reason, case(post=post(State.FAILED, trouble))
            case Outcome.RETRYING:
                yield reason, case(post=post(State.SENDING), retry=Retry(trouble, NOW))
            case Outcome.UNFINISHED:
                yield reason, case(post=out(), retry=Retry(trouble, NOW))
            case Outcome.PAUSED:
                yield reason, case(TODAY + DAY, pause=Pause(NOW, None, trouble))
