"""Open the database that a URL names, with its schema up to date."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

from bot.storage.database import Database
from bot.storage.errors import DatabaseUnusable
from bot.storage.migrations import migrate
from bot.storage.sqlite import open_sqlite
from bot.storage.vote_store import TABLES as VOTES

# None of these repeats the URL, which may hold a password.
NO_ENGINE = "BEDFELLOWS_DATABASE has to start with sqlite: or postgresql://"
NO_PATH = (
    "BEDFELLOWS_DATABASE has to name a file after sqlite:, with no // before it, "
    "such as sqlite:/data/bedfellows.db"
)
NO_ASYNCPG = "PostgreSQL needs asyncpg: pip install 'bedfellows[postgres]'"


@asynccontextmanager
async def open_database(url: str) -> AsyncIterator[Database]:
    """Open `sqlite:PATH` or `postgresql://...` and close it on the way out.

    Raises:
        DatabaseUnusable: it cannot be opened, for the reason given.
    """
    async with _engine(url) as database:
        await migrate(database)
        await database.sample_nothing(*VOTES)
        yield database


async def try_database(url: str) -> None:
    """Find out whether it can be opened, and leave its schema as it is.

    Raises:
        DatabaseUnusable: it cannot, for the reason given.
    """
    async with _engine(url):
        pass


def sqlite_path(url: str) -> Path | None:
    """The file that `sqlite:PATH` names; None if *url* names a PostgreSQL database.

    Raises:
        DatabaseUnusable: it is neither.
    """
    match url.partition(":"):
        case "sqlite", _, path:
            # sqlite:///x is /x to some programs and x to others; :memory: would be lost at the end.
            if not path or path.startswith(("//", ":")):
                raise DatabaseUnusable(NO_PATH)
            return Path(path).expanduser()
        case "postgresql" | "postgres", ":", _:
            return None
        case _:
            raise DatabaseUnusable(NO_ENGINE)


def _engine(url: str) -> AbstractAsyncContextManager[Database]:
    path = sqlite_path(url)
    if path is not None:
        return open_sqlite(path)
    try:
        from bot.storage.postgres import open_postgres  # asyncpg is an optional dependency
    except ModuleNotFoundError:
        raise DatabaseUnusable(NO_ASYNCPG) from None
    return open_postgres(url)
