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
DAMAGED = "{path} is damaged or no SQLite database ({reason}); nothing was copied from it."
FOREIGN = "{path} is not a database of Bedfellows; nothing was replaced."
IN_USE = "The database {path} is in use; stop the bot, then restore."


def back_up(database: Path, target: Path) -> None:
    """Copy *database* as it is at this moment into the file *target*, which it replaces.

    Raises:
        StorageError: there is no copy, for the reason given; a file *target* is as it was.
    """
    if not database.is_file():
        raise BackupRefused(NO_DATABASE.format(path=database))
    _refuse_same(database, target)
    with _staged(target) as copy:
        _copy(database, "rw", copy, target)
        _put(copy, target)


def restore(backup: Path, database: Path, now: datetime) -> Path | None:
    """Put a copy of *backup* in the place of *database* and return where that is kept now.

    None if there was no database.

    Raises:
        StorageError: nothing was replaced, for the reason given.
    """
    if not backup.is_file():
        raise BackupRefused(NO_BACKUP.format(path=backup))
    _refuse_same(database, backup)
    database = database.resolve()  # SQLite, too, keeps the log beside what a link points to
    with _staged(database) as copy:
        _copy(backup, "ro", copy, database)
        _refuse_unknown(copy, backup)
        _give_to_owner(copy, database if database.exists() else database.parent)
        with _alone_with(database):
            kept = _set_aside(database, f"{now:%Y%m%dT%H%M%SZ}")
            _put(copy, database)
    return kept


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
    """A file beside *target* that is to take its place; it is gone at the end if it did not."""
    with _writing(target):
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}-")
        os.close(handle)
    staged = Path(name)
    try:
        yield staged
    finally:
        for leftover in (staged, *companions(staged)):
            leftover.unlink(missing_ok=True)


def _put(staged: Path, target: Path) -> None:
    """Put *staged* in the place of *target*; a crash leaves the one or the other there, whole."""
    with _writing(target):
        staged.replace(target)
        _sync(target.parent)


@contextmanager
def _writing(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise BackupRefused(NOT_WRITTEN.format(path=target, reason=error.strerror)) from error


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _copy(source: Path, mode: str, copy: Path, target: Path) -> None:
    """Copy *source*, its write-ahead log included, into *copy*, one file that needs no other.

    It is done in one step, so that the copy is of one moment, and holds up no writer. At the end
    it is on the disk. *target* is what *copy* is to be called.
    """
    with opening(source), _connected(source, mode) as origin, _connected(copy, "rw") as written:
        try:
            origin.execute("BEGIN")
            origin.execute(TABLES).fetchall()  # waits here for a lock, which a backup does for ever
            origin.backup(written)
            written.execute("PRAGMA journal_mode=DELETE")
            # Deleted rows that nobody has overwritten yet came along in the free parts of pages.
            written.execute("VACUUM")
            (found,) = written.execute("PRAGMA integrity_check(1)").fetchone()
        except sqlite3.DatabaseError as error:
            _explain(error, source, target)
            raise
        if found != "ok":
            raise BackupRefused(DAMAGED.format(path=source, reason=found.splitlines()[-1]))
    with _writing(target):
        _sync(copy)


def _explain(error: sqlite3.DatabaseError, source: Path, target: Path) -> None:
    match primary_code(error):
        case sqlite3.SQLITE_FULL:
            raise BackupRefused(FULL.format(path=target)) from error
        case sqlite3.SQLITE_NOTADB | sqlite3.SQLITE_CORRUPT:
            raise BackupRefused(DAMAGED.format(path=source, reason=error)) from error


def _refuse_unknown(copy: Path, backup: Path) -> None:
    with _connected(copy, "ro") as connection:
        if (TABLE,) not in connection.execute(TABLES).fetchall():
            raise BackupRefused(FOREIGN.format(path=backup))
        applied = [number for (number,) in connection.execute(APPLIED)]
    refuse_newer(f"The backup {backup}", applied)


@contextmanager
def _alone_with(database: Path) -> Iterator[None]:
    """Keep everybody else out of *database*, all of which stands in its one file meanwhile.

    Raises:
        BackupRefused: somebody has it open.
    """
    if not database.exists():
        yield
        return
    with opening(database), _connected(database, "rw") as connection:
        try:
            # Only the last one to have the database open can leave the write-ahead log.
            connection.execute("PRAGMA busy_timeout=0")
            connection.execute("PRAGMA journal_mode=DELETE")
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.DatabaseError as error:
            match primary_code(error):
                case sqlite3.SQLITE_BUSY:
                    raise BackupRefused(IN_USE.format(path=database)) from error
                case sqlite3.SQLITE_NOTADB | sqlite3.SQLITE_CORRUPT:
                    pass  # no bot runs on what cannot be read, and it is to be replaced
                case _:
                    raise
        yield


def _give_to_owner(copy: Path, example: Path) -> None:
    """Let the user whom *example* belongs to use *copy*; only root has to, and may."""
    owner = example.stat()
    with suppress(PermissionError):
        os.chown(copy, owner.st_uid, owner.st_gid)


def _set_aside(database: Path, date: str) -> Path | None:
    """Give the old database a name with *date*, without leaving its own name empty."""
    kept = database.with_name(f"{database.stem}-replaced-{date}{database.suffix}")
    with _writing(kept):
        # Left in place they would be read into the restored database, and spoil it.
        for stray, aside in zip(companions(database), companions(kept), strict=True):
            if stray.exists():
                stray.replace(aside)
        if not database.exists():
            return None
        try:
            os.link(database, kept)
        except FileExistsError:
            raise
        except OSError:  # a file system without links
            database.replace(kept)
    return kept


@contextmanager
def _connected(path: Path, mode: str) -> Iterator[sqlite3.Connection]:
    address = f"{path.absolute().as_uri()}?mode={mode}"
    with closing(
        sqlite3.connect(address, uri=True, isolation_level=None, timeout=BUSY_SECONDS)
    ) as connection:
        yield connection
