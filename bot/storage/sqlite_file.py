"""The file of an SQLite database, and what can be wrong with it."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from bot.storage.errors import DatabaseDamaged, DatabaseLocked, DatabaseUnusable, DiskFull

logger = logging.getLogger(__name__)

# What SQLite keeps beside a database; a stray one would be read into whatever file takes its place.
COMPANIONS = ("-wal", "-shm", "-journal")
TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"

NO_FOLDER = "There is no folder {folder} for the database; make it, or name another."
NO_FILE = "The database {path} cannot be made ({reason}); use a folder this user may write to."
CLOSED = (
    "The database {path} cannot be opened; it has to be a file that this user may write to, in a "
    "folder that they may write to."
)
OPENING = {
    sqlite3.SQLITE_NOTADB: "{path} is not an SQLite database; move it away, or name another file.",
    sqlite3.SQLITE_CORRUPT: (
        "The database {path} is damaged; put a backup in its place: bedfellows restore FILE"
    ),
    sqlite3.SQLITE_BUSY: "The database {path} is locked by another program; stop that first.",
    sqlite3.SQLITE_FULL: "The disk that holds the database {path} is full; free some space on it.",
    sqlite3.SQLITE_IOERR: "The disk that holds the database {path} has a fault: {error}.",
    sqlite3.SQLITE_CANTOPEN: CLOSED,
    sqlite3.SQLITE_READONLY: CLOSED,
    sqlite3.SQLITE_PERM: CLOSED,
}
# A write on the connection for reading is refused as read-only: that is a mistake of ours, and no
# sentence for an operator.
WORKING = {
    sqlite3.SQLITE_FULL: DiskFull,
    sqlite3.SQLITE_BUSY: DatabaseLocked,
    sqlite3.SQLITE_IOERR: DatabaseDamaged,
    sqlite3.SQLITE_CORRUPT: DatabaseDamaged,
    sqlite3.SQLITE_NOTADB: DatabaseDamaged,
    sqlite3.SQLITE_CANTOPEN: DatabaseDamaged,
}


def make_ready(path: Path) -> None:
    """Make an empty file that only this user can read, unless there is one.

    An existing file is not touched: closing it would also drop the locks that other connections of
    this process hold on it (https://www.sqlite.org/howtocorrupt.html, section 2.2).

    Raises:
        DatabaseUnusable: there is no folder for it, or it cannot be written to.
    """
    if not path.parent.is_dir():
        raise DatabaseUnusable(NO_FOLDER.format(folder=path.parent))
    try:
        with suppress(FileExistsError):
            path.touch(mode=0o600, exist_ok=False)
    except OSError as error:
        raise DatabaseUnusable(NO_FILE.format(path=path, reason=error.strerror)) from error


@contextmanager
def opening(path: Path) -> Iterator[None]:
    """Say what is wrong with the file *path*; what is no fault of the file passes as it is."""
    try:
        yield
    except sqlite3.Error as error:
        sentence = OPENING.get(primary_code(error))
        if sentence is None:
            raise
        raise DatabaseUnusable(sentence.format(path=path, error=error)) from error


@contextmanager
def working() -> Iterator[None]:
    """The same for a database in use, in words that a member may read; the log has the rest."""
    try:
        yield
    except sqlite3.Error as error:
        kind = WORKING.get(primary_code(error))
        if kind is None:
            raise
        logger.error("the database failed: %s (%s)", error, error.sqlite_errorname)
        raise kind from error


def primary_code(error: sqlite3.Error) -> int:
    """SQLite's code without what an extended one adds; 0 if the driver itself complains."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def companions(path: Path) -> list[Path]:
    return [path.with_name(path.name + suffix) for suffix in COMPANIONS]
