"""A person's own data: what there is, a copy of it, and its end."""

from __future__ import annotations

import msgspec

from bot.cards import privacy as cards
from bot.clock import Clock
from bot.core.card import Card
from bot.core.identity import Person
from bot.core.personal_data import Kept
from bot.storage.database import Database
from bot.storage.person_store import erase, holdings
from bot.storage.vote_store import TABLES as VOTES


class Privacy:
    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def show(self, person: Person) -> Card:
        return cards.shown_card(await holdings(self._database, person))

    async def export(self, person: Person) -> str:
        """All that there is, as JSON."""
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
        return cards.ask_card(await holdings(self._database, person))

    async def delete_confirmed(self, person: Person) -> Card:
        """Take *person* out of everything, all at once or not at all."""
        async with self._database.transaction() as connection:
            erased = await erase(connection, person, self._clock())
        # Where somebody reads meanwhile, the log of the database keeps its copy somewhat longer.
        await self._database.scrub(*(VOTES if Kept.VOTE in erased else ()))
        return cards.erased_card(erased)


def as_json(value: object) -> str:
    """*value* with line breaks, for people to read."""
    return msgspec.json.format(msgspec.json.encode(value), indent=2).decode() + "\n"
