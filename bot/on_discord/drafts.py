"""What was filled in and refused, so that the form opens with it when it is tried again."""

from __future__ import annotations

from bot.core.form import Answers
from bot.core.identity import Person

MOST = 500  # people


class Drafts:
    """The last one of each person. Kept in memory alone: after a restart the form is empty."""

    def __init__(self) -> None:
        self._kept: dict[Person, Answers] = {}

    def keep(self, person: Person, filled_in: Answers) -> None:
        self._kept.pop(person, None)
        self._kept[person] = filled_in
        if len(self._kept) > MOST:
            self._kept.pop(next(iter(self._kept)))

    def drop(self, person: Person) -> None:
        self._kept.pop(person, None)

    def of(self, person: Person) -> Answers:
        return self._kept.get(person, {})
