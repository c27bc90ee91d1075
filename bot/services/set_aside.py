"""What fails for a reason of its own holds up nothing else."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from bot.clock import Clock
from bot.storage.errors import DatabaseFailed

logger = logging.getLogger(__name__)
LENGTH = timedelta(minutes=5)


class SetAside:
    """Names of what was due and could not be decided on, each for a while."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._until: dict[str, datetime] = {}

    def __contains__(self, name: str) -> bool:
        return name in self._until and self._until[name] > self._clock()

    def __len__(self) -> int:
        now = self._clock()
        self._until = {name: until for name, until in self._until.items() if until > now}
        return len(self._until)

    @contextmanager
    def catching(self, name: str) -> Iterator[None]:
        """Log what is raised and set *name* aside for it, unless the database itself has failed."""
        try:
            yield
        except DatabaseFailed:
            raise
        except Exception:
            logger.exception("cannot decide on %s", name)
            self._until[name] = self._clock() + LENGTH
