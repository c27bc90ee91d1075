"""A database with many places in it, written by plain SQL: a service would take an hour."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

from bot.core.identity import Place
from bot.core.place_settings import PlaceSettings, write_place_settings
from bot.core.post import post_id

SETTINGS = "INSERT INTO place_settings (place, version, settings, changed_at) VALUES (?, 1, ?, 0)"
DEAL = """
    INSERT INTO deck_deal (place, pack, cycle, explainer_id, dealt_at) VALUES (?, ?, 1, ?, ?)
"""
POST = """
    INSERT INTO post (post_id, place, local_date, slot, due_at, state, planned_at)
    VALUES (?, ?, ?, 'daily', ?, 'planned', 0)
"""


def set_up(path: Path, places: Iterable[tuple[Place, PlaceSettings]]) -> None:
    with _transaction(path) as connection:
        rows = ((place, write_place_settings(settings)) for place, settings in places)
        connection.executemany(SETTINGS, rows)


def deal_out(path: Path, places: Sequence[Place], pack: str, explainers: Sequence[str]) -> None:
    """Let every place have had all of *explainers*, in that order."""
    with _transaction(path) as connection:
        dealt = list(enumerate(explainers))
        rows = ((place, pack, name, day) for place in places for day, name in dealt)
        connection.executemany(DEAL, rows)


def plan(path: Path, places: Iterable[Place], due: datetime) -> None:
    """Plan the post of that date, in UTC, of every place."""
    with _transaction(path) as connection:
        day, at = due.date(), int(due.timestamp())
        rows = ((post_id(place, day), place, str(day), at) for place in places)
        connection.executemany(POST, rows)


@contextmanager
def _transaction(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(path, timeout=30)) as connection, connection:
        yield connection
