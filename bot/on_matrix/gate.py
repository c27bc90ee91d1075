"""Hold back what is to be sent while the homeserver wants, or has, nothing to do with it."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from bot.core.post import Reason, Trouble
from bot.delivery.sender import TryLater
from bot.pauses import pause


class Gate:
    """One for the whole account, as its homeserver counts what the account sends."""

    def __init__(self) -> None:
        self._shut_until = 0.0
        self._trouble = Trouble(Reason.UNREACHABLE)
        self._failures = 0

    def check(self) -> None:
        """Raises:
        TryLater: it is shut, so that nothing was sent.
        """
        left = self._shut_until - asyncio.get_running_loop().time()
        if left > 0:
            raise TryLater(self._trouble, in_doubt=False, after=timedelta(seconds=left))

    def shut(self, failure: TryLater) -> None:
        """Shut for as long as we were told, or for longer each time."""
        self._failures += 1
        wait = failure.after.total_seconds() or pause(self._failures)
        self._trouble = failure.trouble
        self._shut_until = asyncio.get_running_loop().time() + wait

    def passed(self) -> None:
        """The homeserver has answered."""
        self._failures = 0
