"""Rows of the database in a form that people can read."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from bot.storage.database import Row
from bot.storage.times import from_stored

JSON_COLUMNS = frozenset(
    {"content", "counts", "detail", "new_values", "old_values", "options", "settings"}
)


def exported(rows: Iterable[Row], columns: Sequence[str]) -> tuple[Mapping[str, Any], ...]:
    """The *columns* of *rows* without what is empty; times are written out, in UTC."""
    return tuple(
        {
            column.replace("_", " "): _value(column, row[column])
            for column in columns
            if row[column] is not None
        }
        for row in rows
    )


def _value(column: str, value: Any) -> Any:
    if column.endswith("_at"):
        return from_stored(value).isoformat()
    return json.loads(value) if column in JSON_COLUMNS else value
