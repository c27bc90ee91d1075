"""Reasons as they are stored: a word, and JSON of what its sentence needs."""

from __future__ import annotations

import json

from bot.core.post import Reason, Trouble
from bot.storage.database import Row


def stored_detail(trouble: Trouble) -> str:
    return json.dumps(trouble.detail)


def trouble_of(row: Row) -> Trouble:
    """The trouble in the columns reason and detail."""
    return Trouble(Reason(row["reason"]), tuple(json.loads(row["detail"] or "[]")))
