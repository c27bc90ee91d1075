"""A homeserver for all tests here, and people, rooms and bots for each."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import aiohttp
import pytest

from bot.services.pack_library import PackLibrary
from bot.storage.connect import open_database
from bot.storage.database import Database
from tests.matrix.bots import Bots
from tests.matrix.person import Person
from tests.matrix.polling import AnsweringBots, answering_bots
from tests.matrix.synapse import Synapse, require_synapse, running_synapse

NewPerson = Callable[[str], Person]


@pytest.fixture(scope="session")
def synapse(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Synapse]:
    require_synapse(os.environ)
    with running_synapse(tmp_path_factory.mktemp("synapse")) as running:
        yield running


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    async with open_database(f"sqlite:{tmp_path}/bot.db") as opened:
        yield opened


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as opened:
        yield opened


@pytest.fixture
def new_person(synapse: Synapse, session: aiohttp.ClientSession) -> NewPerson:
    """Registers somebody whose name begins so."""
    return lambda name: Person.new(synapse, session, name)


@pytest.fixture
def ada(new_person: NewPerson) -> Person:
    return new_person("ada")


@pytest.fixture
def mira(new_person: NewPerson) -> Person:
    return new_person("mira")


@pytest.fixture
def account(new_person: NewPerson) -> Person:
    """The bot's own account, as who registered it sees it."""
    return new_person("bot")


@pytest.fixture
async def bots(
    synapse: Synapse, account: Person, database: Database, tmp_path: Path
) -> AsyncIterator[Bots]:
    async with Bots(synapse.url, account, database, tmp_path / "state").running() as bots:
        yield bots


@pytest.fixture
async def answering(
    synapse: Synapse, account: Person, database: Database, real_packs: PackLibrary, tmp_path: Path
) -> AsyncIterator[AnsweringBots]:
    """Bots that answer as the program does, from the pack it comes with."""
    async with answering_bots(synapse, account, database, real_packs, tmp_path) as made:
        yield made
