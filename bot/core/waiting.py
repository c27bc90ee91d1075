"""How long somebody has to wait, in words."""

from __future__ import annotations

from datetime import timedelta

SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)


def wait_in_words(wait: timedelta) -> str:
    """ "1 second", "40 minutes", "3 hours": rounded up, so that nobody comes back too early."""
    seconds, minutes, hours = (-(-wait // unit) for unit in (SECOND, MINUTE, HOUR))
    if wait <= MINUTE:
        return "1 second" if seconds == 1 else f"{seconds} seconds"
    return f"{minutes} minutes" if minutes <= 90 else f"{hours} hours"
