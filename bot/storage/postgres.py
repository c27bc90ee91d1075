"""PostgreSQL through asyncpg, for several processes that share one state."""

from __future__ import annotations

import logging
import re
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager, suppress
from typing import Any

import asyncpg  # type: ignore[import-untyped]

from bot.storage.database import Connection, Row, SqlValue, lent
from bot.storage.errors import DatabaseUnreachable, DatabaseUnusable, DiskFull
from bot.storage.migrations import recognise

logger = logging.getLogger(__name__)
CONNECT_SECONDS = 10
# Of one statement, a wait for a row that another process holds included.
STATEMENT_SECONDS = 30
WRITERS = 10
READERS = 5
TABLES = "SELECT tablename FROM pg_catalog.pg_tables WHERE schemaname = current_schema()"
# A VACUUM, FULL included, keeps the bytes of deleted rows as long as any transaction is open that
# could still look at them, whatever it does. What changes the type of a column copies the rows that
# there are at this moment, if it must compute them; that the type is the same one, does not matter.
WRITE_ANEW = "ALTER TABLE {table} ALTER COLUMN place TYPE TEXT USING place || ''"
SAMPLED = """
    SELECT attname FROM pg_catalog.pg_attribute
    WHERE attrelid = to_regclass($1) AND attnum > 0 AND NOT attisdropped
        AND COALESCE(attstattarget, -1) <> 0
"""

UNREADABLE = (
    "BEDFELLOWS_DATABASE cannot be read; write postgresql://USER:PASSWORD@HOST:PORT/NAME, with %40 "
    "for @, %2F for / and %3A for : in the password."
)
UNREACHABLE = (
    "PostgreSQL does not answer at the address in BEDFELLOWS_DATABASE; see that it runs, that host "
    "and port are right, and that it offers the encryption asked for."
)
REFUSED = "PostgreSQL refuses the user or the password in BEDFELLOWS_DATABASE; correct them."
NO_DATABASE = (
    "PostgreSQL has no database of the name in BEDFELLOWS_DATABASE; make it with createdb, or "
    "correct the name."
)
NOT_NOW = "PostgreSQL takes no connection at present ({reason}); try again later."
NOT_ALLOWED = (
    "The user in BEDFELLOWS_DATABASE may not make or use tables in this database; make them its "
    "owner: ALTER DATABASE ... OWNER TO ..."
)

# The password is wrong, the user unknown, or not allowed in.
REFUSALS = (asyncpg.InvalidAuthorizationSpecificationError, asyncpg.InsufficientPrivilegeError)
# The connection, or the server behind it, went away or takes no more.
LOSSES = (
    asyncpg.PostgresConnectionError,
    asyncpg.OperatorInterventionError,
    asyncpg.InsufficientResourcesError,
    asyncpg.InterfaceError,  # a use of what is closed
    asyncpg.InternalClientError,  # a use of what is about to be
    OSError,  # which a TimeoutError is, too
)
GONE = re.compile("closed|closing|released")


class PostgresConnection:
    def __init__(self, executor: Any) -> None:  # a pool or one of its connections
        self._executor = executor

    async def execute(self, sql: str, *args: SqlValue) -> None:
        with working():
            await self._executor.execute(sql, *args)

    async def fetch_all(self, sql: str, *args: SqlValue) -> Sequence[Row]:
        with working():
            rows: Sequence[Row] = await self._executor.fetch(sql, *args)
        return rows

    async def fetch_one(self, sql: str, *args: SqlValue) -> Row | None:
        with working():
            row: Row | None = await self._executor.fetchrow(sql, *args)
        return row


class PostgresDatabase:
    """Like SQLite's, it reads on connections that cannot write, so that both refuse the same."""

    def __init__(self, writers: Any, readers: Any) -> None:
        self._writers = writers
        self.execute = PostgresConnection(writers).execute
        self.write_one = PostgresConnection(writers).fetch_one
        self.fetch_all = PostgresConnection(readers).fetch_all
        self.fetch_one = PostgresConnection(readers).fetch_one

    async def tables(self) -> frozenset[str]:
        return frozenset(row["tablename"] for row in await self.fetch_all(TABLES))

    async def scrub(self, *tables: str) -> bool:
        for table in tables:
            await self.execute(WRITE_ANEW.format(table=table))
        return True

    async def sample_nothing(self, *tables: str) -> None:
        for table in tables:
            for row in await self.fetch_all(SAMPLED, table):
                column = row["attname"]
                await self.execute(f"ALTER TABLE {table} ALTER COLUMN {column} SET STATISTICS 0")

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Connection]:
        async with AsyncExitStack() as stack:
            with working():
                session = await stack.enter_async_context(self._writers.acquire())
                transaction = session.transaction()
                await transaction.start()
            try:
                with lent(PostgresConnection(session)) as connection:
                    yield connection
            except BaseException:
                with suppress(*LOSSES):  # with the connection, the transaction is gone as well
                    await transaction.rollback()
                raise
            with working():
                await transaction.commit()


@asynccontextmanager
async def open_postgres(url: str) -> AsyncIterator[PostgresDatabase]:
    """Open the database at *url*, `postgresql://...`.

    Raises:
        DatabaseUnusable: it cannot be used, for the reason given.
    """
    async with AsyncExitStack() as stack:
        with opening():
            writers = await stack.enter_async_context(_pool(url, WRITERS, "off"))
            readers = await stack.enter_async_context(_pool(url, READERS, "on"))
        database = PostgresDatabase(writers, readers)
        await recognise(database)
        yield database


def _pool(url: str, size: int, read_only: str) -> Any:
    return asyncpg.create_pool(
        url,
        min_size=1,
        max_size=size,
        timeout=CONNECT_SECONDS,
        command_timeout=STATEMENT_SECONDS,
        server_settings={
            "application_name": "bedfellows",
            "default_transaction_read_only": read_only,
        },
    )


@contextmanager
def opening() -> Iterator[None]:
    """Say in one sentence why no connection can be had, and nothing of the URL."""
    try:
        yield
    except REFUSALS as error:
        raise DatabaseUnusable(REFUSED) from error
    except asyncpg.InvalidCatalogNameError as error:
        raise DatabaseUnusable(NO_DATABASE) from error
    except asyncpg.PostgresError as error:
        raise DatabaseUnusable(NOT_NOW.format(reason=error)) from error
    except OSError as error:
        raise DatabaseUnusable(UNREACHABLE) from error
    except (ValueError, asyncpg.InterfaceError):
        # The cause quotes the part it cannot read, which may be a part of the password.
        raise DatabaseUnusable(UNREADABLE) from None


@contextmanager
def working() -> Iterator[None]:
    """Say in one sentence what is wrong with a database in use; the log has the rest."""
    try:
        yield
    except asyncpg.InsufficientPrivilegeError as error:
        raise DatabaseUnusable(NOT_ALLOWED) from error
    except asyncpg.DiskFullError as error:
        logger.error("the database failed: %s", error)
        raise DiskFull from error
    except LOSSES as error:
        if isinstance(error, asyncpg.InterfaceError) and not GONE.search(str(error)):
            raise  # a mistake of ours, such as a parameter too few
        logger.error("the database failed: %r", error)
        raise DatabaseUnreachable from error
