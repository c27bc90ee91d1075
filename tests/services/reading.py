"""Another program that uses a database of SQLite."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiosqlite


@asynccontextmanager
async def reading(path: Path) -> AsyncIterator[None]:
    """It is in the middle of reading the file at *path*, as a backup is."""
    async with aiosqlite.connect(path, isolation_level=None) as connection:
        await connection.execute("BEGIN")
        await connection.execute_fetchall("SELECT COUNT(*) FROM poll")
        yield
        await connection.execute("COMMIT")
