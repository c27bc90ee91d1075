"""A room with a poll in it, and databases to have several programs on."""

from __future__ import annotations

from itertools import count
from pathlib import Path

import pytest

from bot.core.poll import Poll
from bot.storage.database import Database
from tests.clock import SetClock
from tests.services.polling import Room
from tests.services.polls.electorate import Urls
from tests.storage.server import Server


@pytest.fixture
def room(database: Database, clock: SetClock) -> Room:
    return Room(database, clock)


@pytest.fixture
async def poll(room: Room) -> Poll:
    """Secret, open for two hours."""
    return await room.opened()


@pytest.fixture(params=["sqlite", "postgresql"])
def urls(request: pytest.FixtureRequest, tmp_path: Path) -> Urls:
    """A new database each time."""
    if request.param == "sqlite":
        numbers = count()
        return lambda: f"sqlite:{tmp_path}/{next(numbers)}.db"
    server: Server = request.getfixturevalue("postgres")
    return server.new_database
