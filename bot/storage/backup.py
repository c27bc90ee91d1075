"""Copies of an SQLite database: made while the bot runs, put in place while it does not."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path

from bot.storage.errors import BackupRefused
from bot.storage.migrations import APPLIED, TABLE, refuse_newer
from bot.storage.sqlite_file import TABLES, companions, opening, primary_code

BUSY_SECONDS = 5

NO_DATABASE = "There is no database {path} to back up."
NO_BACKUP = "There is no backup {path}."
EXISTS = "{path} exists already; name another file, or add --force to overwrite it."
SAME = "{path} is the database in use, or belongs to it; name another file."
NOT_WRITTEN = "{path} cannot be written: {reason}."
FULL = "The disk that is to hold {path} is full; free some space on it."
DAMAGED = "{path} is not a whole SQLite database ({reason}); nothing was copied from it."
FOREIGN = "{path} is not a database of Bedfellows; nothing was replaced."
IN_USE = "The database {path} is in use; stop the bot, then restore."

UNREADABLE = (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT)


def back_up(database: Path, target: Path) -> None:
    """Copy *database* as it is at this moment into the file *target*, which it replaces.

    Raises:
        StorageError: there is no copy, for the reason given; a file *target* is as it was.
    """
    if not database.is_file():
        raise BackupRefused(NO_DATABASE.format(path=database))
    _refuse_same(database, target)
    with _staged(target) as copy:
        _copy(database, copy, target)


def restore(backup: Path, database: Path, now: datetime) -> Path | None:
    """Put a copy of *backup* in the place of *database* and return where that is kept now.

    None if there was no database.

    Raises:
        StorageError: nothing was replaced, for the reason given.
    """
    if not backup.is_file():
        raise BackupRefused(NO_BACKUP.format(path=backup))
    _refuse_same(database, backup)
    with _alone_with(database), _staged(database) as copy:
        _copy(backup, copy, database)
        _examine(copy, backup)
        _give_to_owner(copy, database if database.exists() else database.parent)
        return _set_aside(database, now)


def refuse_existing(target: Path) -> None:
    """Raises:
    BackupRefused: there is such a file.
    """
    if target.exists():
        raise BackupRefused(EXISTS.format(path=target))


def _refuse_same(database: Path, other: Path) -> None:
    if other.resolve() in {path.resolve() for path in (database, *companions(database))}:
        raise BackupRefused(SAME.format(path=other))


@contextmanager
def _staged(target: Path) -> Iterator[Path]:
    """A file beside *target* that takes its place at the end, when it is whole and on the disk."""
    with _writing(target):
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}-")
        os.close(handle)
    staged = Path(name)
    try:
        yield staged
        with _writing(target):
            _sync(staged)
            staged.replace(target)
            _sync(target.parent)
    finally:
        for leftover in (staged, *companions(staged)):
            leftover.unlink(missing_ok=True)


@contextmanager
def _writing(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = error.strerror or error
        raise BackupRefused(NOT_WRITTEN.format(path=target, reason=reason)) from error


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _copy(source: sqlite3.Connection, copy: Path) -> str:
    """Copy *source*, its write-ahead log included, into *copy*, one file that needs no other.

    It is done in one step, so that the copy is of one moment, and holds up no writer. Returns what
    is wrong with the copy, or "ok".
    """
    with closing(sqlite3.connect(copy)) as written:
        source.backup(written)
        written.execute("PRAGMA journal_mode=DELETE")
        (found,) = written.execute("PRAGMA integrity_check(1)").fetchone()
    return str(found).splitlines()[-1]


@contextmanager
def _reading(source: Path, mode: str, target: Path) -> Iterator[sqlite3.Connection]:
    """Open *source*; what goes wrong in copying it to *target* becomes a sentence."""
    with opening(source):
        address = f"{source.absolute().as_uri()}?mode={mode}"
        with closing(sqlite3.connect(address, uri=True)) as connection:
            try:
                yield connection
            except sqlite3.DatabaseError as error:
                match primary_code(error):
                    case sqlite3.SQLITE_FULL:
                        raise BackupRefused(FULL.format(path=target)) from error
                    case sqlite3.SQLITE_NOTADB | sqlite3.SQLITE_CORRUPT:
                        raise BackupRefused(DAMAGED.format(path=source, reason=error)) from error
                raise
