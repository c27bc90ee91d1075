"""`backup` and `restore`: the database of the bot as one file."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from bot.command_line.settings import settings_in_use
from bot.settings import make_state_folder
from bot.storage.backup import back_up, refuse_existing
from bot.storage.backup import restore as put_back
from bot.storage.connect import sqlite_path
from bot.storage.errors import BackupRefused

POSTGRESQL = (
    "PostgreSQL has its own tools: pg_dump --format=custom makes a copy while the bot runs, and "
    "pg_restore puts it back."
)
file_argument = click.argument("file", type=click.Path(dir_okay=False, path_type=Path))


@click.command()
@file_argument
@click.option("--force", is_flag=True, help="Overwrite FILE.")
def backup(file: Path, force: bool) -> None:
    """Copy the database into FILE. The bot may run meanwhile."""
    database = _database_file(settings_in_use().database)
    if not force:
        refuse_existing(file)
    back_up(database, file)
    click.echo(f"Copied {database} to {file}.")


@click.command()
@file_argument
def restore(file: Path) -> None:
    """Put the copy in FILE in the place of the database. Stop the bot before."""
    settings = settings_in_use()
    database = _database_file(settings.database)
    make_state_folder(settings)
    kept = put_back(file, database, datetime.now(UTC))
    click.echo(f"Restored {database} from {file}.")
    if kept:
        click.echo(f"What it replaced is kept as {kept}.")


def _database_file(url: str) -> Path:
    path = sqlite_path(url)
    if path is None:
        raise BackupRefused(POSTGRESQL)
    return path
