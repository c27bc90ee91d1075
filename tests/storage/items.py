"""A table to try the port on."""

from __future__ import annotations

import sqlite3

import asyncpg

from bot.storage.database import Database

TABLE = "CREATE TABLE item (name TEXT NOT NULL PRIMARY KEY, amount BIGINT, share FLOAT)"
ADD = "INSERT INTO item (name, amount) VALUES ($1, $2)"
CONFLICT = (sqlite3.IntegrityError, asyncpg.UniqueViolationError)


class Interrupted(Exception):
    """Of no kind that anything but the test knows."""


async def names(database: Database) -> list[str]:
    rows = await database.fetch_all("SELECT name FROM item ORDER BY name")
    return [row["name"] for row in rows]
