"""The database that a command works with, beside a bot that may be running."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.settings import Settings
from bot.storage.connect import open_database, sqlite_path
from bot.storage.database import Database
from bot.storage.errors import DatabaseUnusable

NO_DATABASE = "There is no database {path}; name that of the bot in BEDFELLOWS_DATABASE."


@asynccontextmanager
async def database_in_use(settings: Settings) -> AsyncIterator[Database]:
    """Raises:
    DatabaseUnusable: there is none, or it cannot be opened.
    """
    path = sqlite_path(settings.database)
    if path is not None and not path.exists():
        raise DatabaseUnusable(NO_DATABASE.format(path=path))
    async with open_database(settings.database) as database:
        yield database
