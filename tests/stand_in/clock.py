"""The time in the stand-in's world, and the ids that are made from it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

DISCORD_EPOCH = datetime(2015, 1, 1, tzinfo=UTC)
MILLISECOND = timedelta(milliseconds=1)


class Clock:
    """Goes with the real one until it is set; then it stands still and moves only on demand."""

    def __init__(self, at: datetime | None = None) -> None:
        self._at = at
        self._ahead = timedelta()
        self._last_id = 0

    def now(self) -> datetime:
        """In UTC."""
        return self._at or datetime.now(UTC) + self._ahead

    def set(self, at: datetime) -> None:
        """Stop the clock at *at*, which is aware."""
        self._at = at.astimezone(UTC)

    def advance(self, by: timedelta) -> None:
        """Move on by *by*; a clock that was going keeps going."""
        if self._at is None:
            self._ahead += by
        else:
            self._at += by

    def next_id(self) -> int:
        """A snowflake of now, above every earlier one even if the clock was set back."""
        self._last_id = max(snowflake(self.now()), self._last_id + 1)
        return self._last_id


def snowflake(at: datetime) -> int:
    """The lowest id of the millisecond of *at*."""
    return (at - DISCORD_EPOCH) // MILLISECOND << 22


def moment(identifier: int) -> datetime:
    """When *identifier* was made, in UTC."""
    return DISCORD_EPOCH + (identifier >> 22) * MILLISECOND
