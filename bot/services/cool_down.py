"""How often a person may have what costs the bot much."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.clock import Clock
from bot.core.identity import Person
from bot.core.waiting import wait_in_words
from bot.errors import BadInput


class CoolDown:
    """*most* times in a *window*, which *rule* says in a clause. Nothing of it is stored."""

    def __init__(self, clock: Clock, most: int, window: timedelta, rule: str) -> None:
        self._clock = clock
        self._most = most
        self._window = window
        self._rule = rule
        self._taken: dict[Person, list[datetime]] = {}

    def take(self, person: Person) -> None:
        """Count one more time.

        Raises:
            BadInput: *person* has to wait; it says how long.
        """
        now = self._clock()
        self._forget_those_before(now - self._window)
        taken = self._taken.setdefault(person, [])
        if len(taken) >= self._most:
            wait = wait_in_words(taken[0] + self._window - now)
            raise BadInput(f"{self._rule}; the next time is possible in {wait}.")
        taken.append(now)

    def _forget_those_before(self, begin: datetime) -> None:
        recent = (
            (person, [at for at in taken if at > begin]) for person, taken in self._taken.items()
        )
        self._taken = {person: taken for person, taken in recent if taken}
