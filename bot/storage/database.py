"""One database port for SQLite and PostgreSQL.

SQL is written once, in the subset both engines share, with `$1`-style parameters. On PostgreSQL
others write while a transaction reads: what it reads in order to write, it has to read with
`FOR UPDATE` or `FOR SHARE`, or write in one statement. SQLite, with one writer at a time, leaves
these words out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractAsyncContextManager, contextmanager
from typing import Any, Protocol, TypeAlias

SqlValue: TypeAlias = str | int | float | None

ONE_AT_A_TIME = (
    "This connection cannot be used now: its transaction has ended, a statement in it failed, "
    "or another statement is still running."
)
HALF_DONE = "A statement in this transaction failed, so nothing of it was saved."


class Row(Protocol):
    """What the rows of both engines can do: give a column by its name."""

    def __getitem__(self, column: str, /) -> Any: ...


class Connection(Protocol):
    async def execute(self, sql: str, *args: SqlValue) -> None: ...
    async def fetch_all(self, sql: str, *args: SqlValue) -> Sequence[Row]: ...
    async def fetch_one(self, sql: str, *args: SqlValue) -> Row | None:
        """The first row; None if there is none."""


class Database(Connection, Protocol):
    """Each statement run on the database itself is a transaction of its own.

    Its fetches only read: a statement that writes belongs into `execute` or a transaction. They do
    not see what an open transaction has done.
    """

    async def tables(self) -> frozenset[str]: ...

    async def write_one(self, sql: str, *args: SqlValue) -> Row | None:
        """`execute` a statement that gives a row of what it wrote; None if it wrote nothing."""

    async def scrub(self, *tables: str) -> bool:
        """Leave nothing in the database's files of what was deleted from *tables*.

        They are written anew, so they should be small; each has a column *place*. False if somebody
        was just reading; then it has to be done again. On PostgreSQL, its write-ahead log has the
        deleted rows until the server recycles that, and so have replicas and archives of it; that
        is for whoever runs it.
        """

    async def sample_nothing(self, *tables: str) -> None:
        """Keep the engine from copying values of *tables* into its own statistics, for good.

        PostgreSQL plans its queries by such samples, and keeps them when the rows are deleted.
        """

    def transaction(self) -> AbstractAsyncContextManager[Connection]:
        """Commit everything done inside, or nothing, however the block is left.

        Inside, only the connection it gives may be used, one statement at a time.
        """


@contextmanager
def lent(connection: Connection) -> Iterator[Connection]:
    """Lend *connection* to the body of a transaction and take it back at the end.

    Left to themselves the engines differ: after a failed statement PostgreSQL refuses the rest and
    turns the commit into a silent rollback, while SQLite carries on with half of the work.

    Raises:
        RuntimeError: a statement failed and the body went on, so that there is nothing to commit.
    """
    loan = _Loan(connection)
    try:
        yield loan
        if not loan.usable:
            raise RuntimeError(HALF_DONE)
    finally:
        loan.usable = False


class _Loan:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.usable = True

    async def execute(self, sql: str, *args: SqlValue) -> None:
        with self._in_use():
            await self._connection.execute(sql, *args)

    async def fetch_all(self, sql: str, *args: SqlValue) -> Sequence[Row]:
        with self._in_use():
            return await self._connection.fetch_all(sql, *args)

    async def fetch_one(self, sql: str, *args: SqlValue) -> Row | None:
        with self._in_use():
            return await self._connection.fetch_one(sql, *args)

    @contextmanager
    def _in_use(self) -> Iterator[None]:
        if not self.usable:
            raise RuntimeError(ONE_AT_A_TIME)
        self.usable = False
        yield
        self.usable = True  # a statement that fails, or is cancelled, never comes here
