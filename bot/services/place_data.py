"""All that is kept of a place, for who runs it: a copy of it, and its end."""

from __future__ import annotations

from bot.cards import place_data as cards
from bot.clock import Clock
from bot.core.card import Card
from bot.core.identity import Asker, platform_of
from bot.errors import NotAllowed
from bot.services.privacy import as_json
from bot.storage.database import Database
from bot.storage.place_store import contents, delete_place
from bot.storage.vote_store import TABLES as VOTES


class PlaceData:
    """Every method raises NotAllowed for who does not manage the place.

    A moderator role is not enough: it was given in the settings, which are among what goes.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def ask(self, asker: Asker) -> Card:
        """What would be deleted; nothing is yet."""
        _refuse_others(asker)
        return cards.ask_card(asker.place)

    async def export(self, asker: Asker) -> str:
        """All that there is, as JSON, but for the votes of secret polls."""
        _refuse_others(asker)
        return as_json(
            {
                "about": asker.place,
                "exported at": self._clock().isoformat(timespec="seconds"),
                "kept": await contents(self._database, asker.place),
            }
        )

    async def delete(self, asker: Asker) -> Card:
        """Forget the place, all at once or not at all."""
        _refuse_others(asker)
        async with self._database.transaction() as connection:
            await delete_place(connection, asker.place)
        await self._database.scrub(*VOTES)
        return cards.deleted_card(asker.place)


def _refuse_others(asker: Asker) -> None:
    if not asker.manages:
        raise NotAllowed(cards.NOT_ALLOWED[platform_of(asker.place)])
