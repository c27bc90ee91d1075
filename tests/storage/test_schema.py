"""What the tables themselves forbid, on both engines."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import asyncpg
import pytest

from bot.storage.database import Database
from bot.storage.migrations import known_migrations

REFUSED = (sqlite3.IntegrityError, asyncpg.IntegrityConstraintViolationError)
POST = """
    INSERT INTO post (post_id, place, local_date, slot, due_at, state, planned_at)
    VALUES ($1, $2, $3, 'daily', 1, 'planned', 1)
"""
SEND = """
    INSERT INTO outbox (item_id, place, post_id, step, target_id, content, created_at, due_at)
    VALUES ($1, 'discord:1', $2, 'message', '2', '{}', 1, 1)
"""
CHANGE = """
    INSERT INTO settings_change (place, version, changed_at, old_values, new_values, undoes)
    VALUES ('discord:1', $1, 1, '{}', '{}', $2)
"""
DEAL = """
    INSERT INTO deck_deal (place, pack, cycle, explainer_id, dealt_at)
    VALUES ('discord:1', 'small', $1, $2, 1)
"""


async def test_a_place_has_one_post_for_a_date_and_slot(database: Database):
    await database.execute(POST, "a", "discord:1", "2026-11-24")
    await database.execute(POST, "b", "discord:1", "2026-11-25")
    await database.execute(POST, "c", "discord:2", "2026-11-24")

    with pytest.raises(REFUSED):
        await database.execute(POST, "d", "discord:1", "2026-11-24")


async def test_a_post_is_sent_only_with_a_message(database: Database):
    await database.execute(POST, "a", "discord:1", "2026-11-24")

    with pytest.raises(REFUSED):
        await database.execute("UPDATE post SET sent_at = 2 WHERE post_id = 'a'")
    await database.execute("UPDATE post SET sent_at = 2, message_id = '3' WHERE post_id = 'a'")


async def test_what_is_to_be_sent_goes_with_its_post(database: Database):
    await database.execute(POST, "a", "discord:1", "2026-11-24")
    await database.execute(SEND, "a/message", "a")
    await database.execute(SEND, "notice", None)
    with pytest.raises(REFUSED):
        await database.execute(SEND, "b/message", "no-such-post")

    await database.execute("DELETE FROM post WHERE post_id = $1", "a")

    rows = await database.fetch_all("SELECT item_id FROM outbox")
    assert [row["item_id"] for row in rows] == ["notice"]


async def test_what_has_a_result_has_ended(database: Database):
    await database.execute(SEND, "notice", None)

    with pytest.raises(REFUSED):
        await database.execute("UPDATE outbox SET result_id = '9'")


async def test_two_changes_of_one_version_cannot_both_be_written(database: Database):
    await database.execute(CHANGE, 1, None)
    await database.execute(CHANGE, 2, None)

    with pytest.raises(REFUSED):
        await database.execute(CHANGE, 2, None)


async def test_a_change_is_undone_once(database: Database):
    await database.execute(CHANGE, 1, None)
    await database.execute(CHANGE, 2, 1)

    with pytest.raises(REFUSED):
        await database.execute(CHANGE, 3, 1)


async def test_an_explainer_is_dealt_once_a_cycle(database: Database):
    await database.execute(DEAL, 1, "why")
    await database.execute(DEAL, 2, "why")

    with pytest.raises(REFUSED):
        await database.execute(DEAL, 1, "why")


@pytest.mark.parametrize(
    ("query", "index"),
    [
        ("SELECT post_id FROM post WHERE state = 'planned' AND due_at <= $1", "post_due"),
        ("SELECT item_id FROM outbox WHERE ended_at IS NULL AND due_at <= $1", "outbox_due"),
    ],
)
async def test_what_is_due_is_found_without_reading_the_rest(tmp_path: Path, query, index):
    from bot.storage.connect import open_database

    async with open_database(f"sqlite:{tmp_path}/bot.db") as database:
        plan = await database.fetch_all(f"EXPLAIN QUERY PLAN {query} ORDER BY due_at", 1)

    assert [row["detail"].split("INDEX ")[1] for row in plan] == [f"{index} (due_at<?)"]


# What these hold belongs to no place and tells of none.
OF_THE_BOT_ITSELF = {"matrix_account"}


def test_every_primary_key_refuses_null():
    """SQLite takes NULL in a primary key unless told otherwise."""
    for table, columns in _tables().items():
        key = re.search(r"PRIMARY KEY \(([^)]*)\)", columns)
        inline = re.findall(r"^\s*(\w+) .*PRIMARY KEY", columns, re.MULTILINE)
        for column in key[1].split(", ") if key else inline:
            assert re.search(rf"^\s*{column} .*NOT NULL", columns, re.MULTILINE), (table, column)


def test_every_row_belongs_to_a_place():
    """So that everything of a server can be found and deleted by one column."""
    for table, columns in _tables().items():
        has_place = re.search(r"^\s*place +TEXT +NOT NULL", columns, re.MULTILINE) is not None
        assert has_place != (table in OF_THE_BOT_ITSELF), table


def test_migrations_are_numbered_without_gaps():
    assert [migration.number for migration in known_migrations()] == list(
        range(1, len(known_migrations()) + 1)
    )


def _tables() -> dict[str, str]:
    statements = [sql for migration in known_migrations() for sql in migration.statements]
    found = (re.match(r"CREATE TABLE (\w+) \((.*)\)$", sql, re.DOTALL) for sql in statements)
    return {table[1]: table[2] for table in found if table}
