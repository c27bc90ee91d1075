"""What is kept about people and places, and for how long."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any

RECORDS = timedelta(days=400)  # what moderators and members look back on: a year and a month
SENT = timedelta(days=30)  # what was sent; nothing is looked up in it after the first day
REQUESTS = timedelta(days=7)  # what was asked for and done, where it may come in once more
AFTER_LEAVING = timedelta(days=30)  # what a place has that the bot was removed from


class Kept(StrEnum):
    """What can name a person, as an export calls it."""

    SETTINGS = "changes of settings"
    PAUSE = "pauses of a schedule"
    REPORT = "reports sent"
    DECISION = "reports decided"
    POLL = "polls opened"
    VOTE = "votes in open secret polls"
    NOTICE = "direct messages"


@dataclass(frozen=True, slots=True)
class Holding:
    """All that is kept of one kind about a person, row by row, ready to be exported."""

    kind: Kept
    rows: tuple[Mapping[str, Any], ...]
