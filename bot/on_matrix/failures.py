"""What a homeserver's refusals mean for something that was to be sent."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import aiohttp
from nio import ErrorResponse

from bot.core.post import Reason, Trouble
from bot.delivery.sender import Rejected, TryLater
from bot.on_matrix.requests import Refused
from bot.pauses import LONGEST, pause

# The login has ended: no request will work any more.
LOGGED_OUT = frozenset({"M_UNKNOWN_TOKEN", "M_MISSING_TOKEN", "M_USER_DEACTIVATED"})
FORBIDDEN, ALREADY_THERE = "M_FORBIDDEN", "M_DUPLICATE_ANNOTATION"
LONG_WAIT = 30.0  # seconds, where we are not told how long
SEND_MESSAGES = "Send messages"  # as clients name it in a room's permissions
REASONS: Mapping[str, Trouble] = {
    FORBIDDEN: Trouble(Reason.NO_PERMISSION, (SEND_MESSAGES,)),
    "M_NOT_FOUND": Trouble(Reason.CHANNEL_GONE),
    "M_GUEST_ACCESS_FORBIDDEN": Trouble(Reason.NO_ACCESS),
}


def as_failure(error: Exception) -> Rejected | TryLater | None:
    """What *error* means, or None if it is no failure of the homeserver or of the way there."""
    match error:
        case Refused():
            return refusal(error)
        case aiohttp.ClientConnectorError():
            return TryLater(Trouble(Reason.UNREACHABLE), in_doubt=False)
        case TimeoutError() | OSError() | aiohttp.ClientError():
            return TryLater(Trouble(Reason.UNREACHABLE), in_doubt=True)
        case _:
            return None


def refusal(refused: Refused) -> Rejected | TryLater:
    """What an answer means that is not the one we asked for."""
    if refused.is_too_often:
        wait = timedelta(seconds=refused.wait or LONG_WAIT)
        return TryLater(Trouble(Reason.RATE_LIMITED), in_doubt=False, after=wait)
    if refused.code in LOGGED_OUT:
        return TryLater(Trouble(Reason.UNREACHABLE), in_doubt=False)
    if refused.code in REASONS:
        return Rejected(REASONS[refused.code])
    if not refused.is_final:
        return TryLater(Trouble(Reason.PLATFORM_DOWN), in_doubt=True)
    return Rejected(
        Trouble(Reason.REFUSED, (f"{refused.status} {refused.code}".strip(), refused.message))
    )


def pause_after(error: Exception, failures: int) -> float:
    """Seconds to wait after so many *failures* in a row, or longer if the last one says so."""
    told = error.wait if isinstance(error, Refused) else None
    return max(pause(failures), min(told or 0, LONGEST))


def refused_by(response: ErrorResponse) -> Refused:
    """What nio read of a refusal."""
    answer: Any = response.transport_response  # nio types it as a class that it is not
    wait = response.retry_after_ms
    return Refused(
        answer.status if answer else 0,
        response.status_code or "",
        response.message,
        wait / 1000 if wait else None,
    )
