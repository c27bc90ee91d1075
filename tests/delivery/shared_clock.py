"""One time for the stand-in and for every process of the bot: it goes on, and it can leap."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from bot.clock import utc_now
from tests.stand_in.clock import Clock


def time_by(file: Path) -> datetime:
    """The time of a clock that is as many seconds ahead as *file* says."""
    return utc_now() + timedelta(seconds=float(file.read_text()))


class SharedClock:
    """Discord's *clock* and the file by which the processes tell the time."""

    def __init__(self, clock: Clock, file: Path) -> None:
        self.file = file
        self._clock = clock
        self._ahead = timedelta()
        self.leap(timedelta())

    def __call__(self) -> datetime:
        return utc_now() + self._ahead

    def leap(self, by: timedelta) -> None:
        self._ahead += by
        self._clock.advance(by)
        fresh = self.file.with_suffix(".new")
        fresh.write_text(str(self._ahead.total_seconds()))
        fresh.replace(self.file)

    def leap_to(self, at: datetime) -> None:
        """To a time that is still to come."""
        self.leap(at - self())
