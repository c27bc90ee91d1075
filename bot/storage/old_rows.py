"""Which rows go when they are old, found without holding up whoever writes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.core.personal_data import RECORDS, REQUESTS, SENT
from bot.storage.database import Connection, Database, Row, SqlValue
from bot.storage.times import to_stored

# A search reads the whole table, on the connection for reading; of what it finds, few are written
# in one transaction, which takes some milliseconds.
FOUND, BATCH = 10_000, 100


@dataclass(frozen=True, slots=True)
class Rule:
    """Rows of *table* go, or *sets* is done to them, once *condition* holds.

    In it $1 is the time that was *after* ago. *key* is the primary key.
    """

    table: str
    key: tuple[str, ...]
    after: timedelta
    condition: str
    sets: str | None = None

    @property
    def find(self) -> str:
        names = ", ".join(self.key)
        return f"""
            SELECT {names} FROM {self.table} WHERE {self.condition} ORDER BY {names} LIMIT $2
        """

    @property
    def apply(self) -> str:
        """To one row; the condition is asked again, since it may have changed meanwhile."""
        does = f"UPDATE {self.table} SET {self.sets}" if self.sets else f"DELETE FROM {self.table}"
        named = " AND ".join(f"{name} = ${number}" for number, name in enumerate(self.key, start=2))
        return f"{does} WHERE {named} AND {self.condition} RETURNING {self.key[0]}"


LAST_VERSION = """
    (SELECT MAX(last.version) FROM settings_change AS last
     WHERE last.place = settings_change.place)
"""
# The first change stays since it tells since when a place is set up; the last one, and the last
# that can be taken back, since they can be. What takes a change back goes after that, which could
# otherwise be taken back once more.
CHANGE_IS_OLD = f"""
    changed_at < $1 AND version > 1 AND version < {LAST_VERSION}
    AND (undoes IS NOT NULL
        OR EXISTS (SELECT 1 FROM settings_change AS undo
            WHERE undo.place = settings_change.place AND undo.undoes = settings_change.version)
        OR EXISTS (SELECT 1 FROM settings_change AS later
            WHERE later.place = settings_change.place AND later.version > settings_change.version
            AND later.undoes IS NULL AND NOT EXISTS (SELECT 1 FROM settings_change AS undo
                WHERE undo.place = later.place AND undo.undoes = later.version)))
    AND NOT EXISTS (SELECT 1 FROM settings_change AS undone
        WHERE undone.place = settings_change.place AND undone.version = settings_change.undoes)
"""
NAME_IS_OLD = f"changed_at < $1 AND changed_by IS NOT NULL AND version < {LAST_VERSION}"
# What the running cycle dealt, and the one before, decides what comes next.
DEAL_IS_OLD = """
    dealt_at < $1 AND cycle < (SELECT MAX(last.cycle) - 1 FROM deck_deal AS last
        WHERE last.place = deck_deal.place AND last.pack = deck_deal.pack)
"""
# The message of a post is looked up as long as something is to follow it.
SENDING_IS_OLD = """
    ended_at < $1 AND (post_id IS NULL OR EXISTS (SELECT 1 FROM post
        WHERE post.post_id = outbox.post_id AND post.ended_at IS NOT NULL))
"""
RULES = (
    Rule("outbox", ("item_id",), SENT, SENDING_IS_OLD),
    Rule("post", ("post_id",), RECORDS, "ended_at < $1"),
    Rule("deck_deal", ("place", "pack", "cycle", "explainer_id"), RECORDS, DEAL_IS_OLD),
    Rule("settings_change", ("place", "version"), RECORDS, CHANGE_IS_OLD),
    Rule("settings_change", ("place", "version"), RECORDS, NAME_IS_OLD, "changed_by = NULL"),
    # One that nobody decided about goes as long after it was sent.
    Rule("report", ("report_id",), RECORDS, "COALESCE(decided_at, reported_at) < $1"),
    Rule("poll", ("poll_id",), RECORDS, "closed_at < $1"),
    Rule("done_request", ("request_id",), REQUESTS, "done_at < $1"),
)


async def apply_to_some(database: Database, rule: Rule, now: datetime) -> int:
    """Apply *rule* to many rows, few of them in one transaction, and return how many it was."""
    then = to_stored(now - rule.after)
    found = await database.fetch_all(rule.find, then, FOUND)
    applied = 0
    for start in range(0, len(found), BATCH):
        async with database.transaction() as connection:
            for row in found[start : start + BATCH]:
                applied += await _apply(connection, rule, then, row)
    return applied


async def _apply(connection: Connection, rule: Rule, then: int, row: Row) -> bool:
    key: list[SqlValue] = [row[name] for name in rule.key]
    return await connection.fetch_one(rule.apply, then, *key) is not None
