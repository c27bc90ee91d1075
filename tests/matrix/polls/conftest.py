"""A room with people in it and the bot, which answers and has a small pack."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.services.pack_library import PackLibrary
from bot.storage.database import Database
from tests.matrix.conftest import NewPerson
from tests.matrix.person import Person
from tests.matrix.polling import (
    AnsweringBots,
    Room,
    answering_bots,
    furnished,
)
from tests.matrix.synapse import Synapse

TESTS = Path(__file__).parents[2]


@pytest.fixture
async def bots(
    synapse: Synapse,
    account: Person,
    database: Database,
    tmp_path: Path,
) -> AsyncIterator[AnsweringBots]:
    packs = PackLibrary(TESTS, tmp_path / "cache", "small_pack")
    async with answering_bots(synapse, account, database, packs, tmp_path) as made:
        yield made


@pytest.fixture
def ben(new_person: NewPerson) -> Person:
    return new_person("ben")


@pytest.fixture
async def room(bots: AnsweringBots, mira: Person, ada: Person, ben: Person) -> Room:
    """Mira made it and moderates it; everybody may open polls."""
    await bots.start()
    return await furnished(bots, mira, ada, ben)
