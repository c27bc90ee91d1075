"""SQLite through aiosqlite: one connection that writes, one that reads."""

from __future__ import annotations

import asyncio
import re
import sqlite3
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import aiosqlite

from bot.storage.database import Connection, Row, SqlValue, lent
from bot.storage.migrations import recognise
from bot.storage.sqlite_file import TABLES, make_ready, opening, primary_code, working

# Longer by far than any transaction of ours, shorter than people wait for an answer.
BUSY_SECONDS = 5
SWITCH_SECONDS = 5
PAUSE_SECONDS = 0.02
# Readers do not wait for the writer, nor it for them, and a backup waits for neither.
WRITE_AHEAD = "PRAGMA journal_mode=WAL"
PRAGMAS = (
    # A commit reaches the disk before anything is sent because of it. With NORMAL a power cut loses
    # the last commits, and with them the knowledge that a post was sent: it would be sent twice.
    "synchronous=FULL",
    "foreign_keys=ON",
    # Votes are political opinions: what is deleted is overwritten, however SQLite was built.
    "secure_delete=ON",
)
ROW_LOCKS = re.compile("FOR (UPDATE SKIP LOCKED|UPDATE|SHARE)")
NESTED = "This task has a transaction open; use the connection of that."


class SqliteConnection:
    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    async def execute(self, sql: str, *args: SqlValue) -> None:
        await self.fetch_all(sql, *args)

    async def fetch_all(self, sql: str, *args: SqlValue) -> Sequence[Row]:
        with working():
            return list(await self._connection.execute_fetchall(_lockless(sql), _numbered(args)))

    async def fetch_one(self, sql: str, *args: SqlValue) -> Row | None:
        return next(iter(await self.fetch_all(sql, *args)), None)


class SqliteDatabase:
    """What this process writes is written by one connection, a transaction after the other."""

    def __init__(self, writer: aiosqlite.Connection, reader: aiosqlite.Connection) -> None:
        self._file = writer
        self._writer = SqliteConnection(writer)
        self._write_lock = _OwnedLock()
        self._reader = SqliteConnection(reader)
        self.fetch_all = self._reader.fetch_all
        self.fetch_one = self._reader.fetch_one

    async def execute(self, sql: str, *args: SqlValue) -> None:
        await self.write_one(sql, *args)

    async def write_one(self, sql: str, *args: SqlValue) -> Row | None:
        # aiosqlite queues a statement before it awaits it, and runs the queue in order. So once no
        # transaction is open, nobody has to wait until this one has run.
        async with self._write_lock:
            pass
        return await self._writer.fetch_one(sql, *args)

    async def tables(self) -> frozenset[str]:
        return frozenset(row["name"] for row in await self._reader.fetch_all(TABLES))

    async def scrub(self, *tables: str) -> bool:
        async with self.transaction() as connection:
            for table in tables:
                await _write_anew(connection, table)
        async with self._write_lock:
            return await self._empty_log()

    async def sample_nothing(self, *tables: str) -> None:
        """Nobody has it do so: that takes an ANALYZE."""

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Connection]:
        async with self._write_lock:
            # aiosqlite queues a statement before it awaits it, and runs the queue in order,
            # so the rollback precedes the next holder's BEGIN even if it is cancelled too.
            try:
                await self._writer.execute("BEGIN IMMEDIATE")
                with lent(self._writer) as connection:
                    yield connection
                await self._writer.execute("COMMIT")
            except BaseException:
                await self._file.rollback()
                raise

    async def _empty_log(self) -> bool:
        """Bring what the log has into the database; False if a reader still needs the log."""
        await self._writer.execute("PRAGMA busy_timeout=0")  # nobody writes while this waits
        try:
            row = await self._writer.fetch_one("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            await self._writer.execute(f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}")
        return row is not None and row["busy"] == 0


async def _write_anew(connection: Connection, table: str) -> None:
    """Put the rows of *table* into fresh pages; those they were in are overwritten.

    `secure_delete` overwrites a row where it is deleted, but not always what is left of it in a
    page that it was moved from when the tree of the table was rearranged.
    """
    await connection.execute(f"CREATE TABLE rewritten AS SELECT * FROM {table}")
    await connection.execute(f"DELETE FROM {table}")
    await connection.execute(f"INSERT INTO {table} SELECT * FROM rewritten")
    await connection.execute("DROP TABLE rewritten")


class _OwnedLock(asyncio.Lock):
    """A lock that complains where another would let a task wait for itself for ever."""

    _owner: asyncio.Task[Any] | None = None

    async def acquire(self) -> Literal[True]:
        task = asyncio.current_task()
        if self.locked() and self._owner is task:
            raise RuntimeError(NESTED)
        await super().acquire()
        self._owner = task
        return True


@asynccontextmanager
async def open_sqlite(path: Path) -> AsyncIterator[SqliteDatabase]:
    """Open the database in the file *path*, which is made if there is none.

    A file of another program, or of a newer version of this one, is left as it is.

    Raises:
        DatabaseUnusable: it cannot be used, for the reason given.
    """
    await asyncio.to_thread(make_ready, path)
    async with AsyncExitStack() as stack:
        with opening(path):
            writer = await stack.enter_async_context(_connection(path))
            reader = await stack.enter_async_context(_connection(path))
            await writer.execute_fetchall(TABLES)  # reads the file for the first time
            database = SqliteDatabase(writer, reader)
            await recognise(database)
            await _set_up(writer, reader)
        yield database


@asynccontextmanager
async def _connection(path: Path) -> AsyncIterator[aiosqlite.Connection]:
    # No isolation level: Python's driver begins no transaction of its own accord.
    async with aiosqlite.connect(path, isolation_level=None, timeout=BUSY_SECONDS) as connection:
        connection.row_factory = sqlite3.Row
        yield connection


async def _set_up(writer: aiosqlite.Connection, reader: aiosqlite.Connection) -> None:
    await _log_ahead(writer)
    for pragma in PRAGMAS:
        await writer.execute_fetchall(f"PRAGMA {pragma}")
    await reader.execute_fetchall("PRAGMA query_only=ON")
    # Finds out now whether the file can be written to, or is locked.
    await writer.execute_fetchall("BEGIN IMMEDIATE")
    await writer.rollback()


async def _log_ahead(writer: aiosqlite.Connection) -> None:
    """Switch to the write-ahead log, which a new file does once.

    Here SQLite itself does not wait for another that does the same at the same time.
    """
    clock = asyncio.get_running_loop().time
    patience_ends = clock() + SWITCH_SECONDS
    while True:
        try:
            await writer.execute_fetchall(WRITE_AHEAD)
            return
        except sqlite3.OperationalError as error:
            if primary_code(error) != sqlite3.SQLITE_BUSY or clock() > patience_ends:
                raise
        await asyncio.sleep(PAUSE_SECONDS)


def _numbered(args: tuple[SqlValue, ...]) -> dict[str, SqlValue]:
    """Name positional arguments the way SQLite reads `$1`: as a parameter called "1"."""
    return {str(number): value for number, value in enumerate(args, start=1)}


@lru_cache(maxsize=256)
def _lockless(sql: str) -> str:
    """*sql* without row locks: there is one writer at a time, and it locks the whole file."""
    return ROW_LOCKS.sub("", sql)
