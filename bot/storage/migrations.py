"""Bring a database up to date with the numbered files of `migrations/`.

A file holds statements that both engines understand, parted by `;`, and comments after `--`; in a
literal stands neither. Once released it never changes: what is to be different is another file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from bot.storage.database import Database
from bot.storage.errors import DatabaseTooNew, DatabaseUnusable

TABLE = "migration"
CREATE = "CREATE TABLE IF NOT EXISTS migration (number BIGINT NOT NULL PRIMARY KEY)"
APPLIED = "SELECT number FROM migration"
CLAIM = "INSERT INTO migration (number) VALUES ($1) ON CONFLICT DO NOTHING RETURNING number"
COMMENT = re.compile("--.*")
FOREIGN = (
    "The database that BEDFELLOWS_DATABASE names belongs to another program; "
    "give Bedfellows one of its own."
)


@dataclass(frozen=True, slots=True)
class Migration:
    number: int
    statements: tuple[str, ...]


async def recognise(database: Database) -> None:
    """Make sure, without writing anything, that *database* is new or one of ours.

    Raises:
        DatabaseUnusable: another program's tables are in it.
        DatabaseTooNew: it was last used by a newer version of this program.
    """
    tables = await database.tables()
    if tables and TABLE not in tables:
        raise DatabaseUnusable(FOREIGN)
    if tables:
        refuse_newer("The database", await _applied(database))


async def migrate(database: Database, migrations: Sequence[Migration] | None = None) -> None:
    """Apply every migration not applied yet; several processes may do so at once.

    One that fails leaves nothing behind, and those before it stay.
    """
    if TABLE not in await database.tables():
        await _create_table(database)
    applied = await _applied(database)
    for migration in known_migrations() if migrations is None else migrations:
        if migration.number not in applied:
            await _apply(database, migration)


async def _create_table(database: Database) -> None:
    try:
        await database.execute(CREATE)
    except Exception:
        # PostgreSQL fails one of two that create it at once; by then the table is there.
        await database.execute(CREATE)


async def _applied(database: Database) -> frozenset[int]:
    return frozenset(row["number"] for row in await database.fetch_all(APPLIED))


async def _apply(database: Database, migration: Migration) -> None:
    async with database.transaction() as connection:
        # The row is both the record and the lock: a second process waits here, then skips.
        if await connection.fetch_one(CLAIM, migration.number):
            for statement in migration.statements:
                await connection.execute(statement)


def refuse_newer(what: str, applied: Iterable[int]) -> None:
    """Raises:
    DatabaseTooNew: migrations were *applied* that this program does not know.
    """
    known = known_migrations()[-1].number
    step = max(applied, default=0)
    if step > known:
        raise DatabaseTooNew(what, step, known)


@cache
def known_migrations() -> tuple[Migration, ...]:
    """The migrations that came with the program, in order."""
    folder = files("bot.storage") / "migrations"
    scripts = sorted(
        (int(file.name[:4]), file.read_text("utf-8"))
        for file in folder.iterdir()
        if file.name.endswith(".sql")
    )
    return tuple(Migration(number, _statements(script)) for number, script in scripts)


def _statements(script: str) -> tuple[str, ...]:
    bare = COMMENT.sub("", script)
    return tuple(part.strip() for part in bare.split(";") if part.strip())
