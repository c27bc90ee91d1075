"""A person's own data: what there is, a copy of it, and its end."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

import msgspec

from bot.cards import privacy as cards
from bot.clock import Clock
from bot.core.card import Card
from bot.core.identity import Person
from bot.core.personal_data import Kept
from bot.services.cool_down import CoolDown
from bot.storage.database import Database
from bot.storage.person_store import erase, holdings
from bot.storage.vote_store import TABLES as VOTES

# All polls that are open anywhere are searched for votes.
MOST, WINDOW = 10, timedelta(minutes=1)
RULE = "Everybody can look at their data 10 times a minute"


class Privacy:
    """What people ask for themselves raises BadInput if they have to wait."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._cool_down = CoolDown(clock, MOST, WINDOW, RULE)

    async def show(self, person: Person) -> Card:
        self._cool_down.take(person)
        return cards.shown_card(await holdings(self._database, person))

    async def export(self, person: Person) -> str:
        """All that there is, as JSON."""
        self._cool_down.take(person)
        held = await holdings(self._database, person)
        return as_json(
            {
                "about": person,
                "exported at": self._clock().isoformat(timespec="seconds"),
                "kept": {holding.kind.value: holding.rows for holding in held},
            }
        )

    async def delete(self, person: Person) -> Card:
        """What would be deleted; nothing is yet."""
        self._cool_down.take(person)
        return cards.ask_card(await holdings(self._database, person))

    async def delete_confirmed(self, person: Person) -> Card:
        """Delete what `delete` showed."""
        self._cool_down.take(person)
        return cards.erased_card(await self.forget(person))

    async def forget(self, person: Person) -> Mapping[Kept, int]:
        """Take *person* out of everything, all at once or not at all; how much of each kind it was.

        Where somebody reads meanwhile, the log of the database keeps its copy until the bot does
        its daily cleaning.
        """
        async with self._database.transaction() as connection:
            erased = await erase(connection, person, self._clock())
        await self._database.scrub(*(VOTES if Kept.VOTE in erased else ()))
        return erased


def as_json(value: object) -> str:
    """*value* with line breaks, for people to read."""
    return msgspec.json.format(msgspec.json.encode(value), indent=2).decode() + "\n"
