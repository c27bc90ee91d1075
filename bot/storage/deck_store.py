"""The explainers that places were dealt."""

from __future__ import annotations

from datetime import datetime

from bot.core.deck import Deal, Dealt
from bot.core.identity import Place
from bot.storage.database import Connection
from bot.storage.times import from_stored, to_stored

# An index is read from its end for the last cycle, so that old cycles cost nothing.
DEALT = """
    SELECT explainer_id, cycle, dealt_at, skipped_at FROM deck_deal
    WHERE place = $1 AND pack = $2 AND cycle >= (
        SELECT COALESCE(MAX(cycle), 1) - 1 FROM deck_deal WHERE place = $1 AND pack = $2
    )
    ORDER BY cycle, dealt_at, explainer_id
"""
RECORD = """
    INSERT INTO deck_deal (place, pack, cycle, explainer_id, dealt_at, skipped_at)
    VALUES ($1, $2, $3, $4, $5, $6)
    ON CONFLICT (place, pack, cycle, explainer_id) DO NOTHING
    RETURNING explainer_id
"""


async def dealt(connection: Connection, place: Place, pack: str) -> list[Dealt]:
    """What was dealt in the running cycle and the one before, oldest first."""
    return [
        Dealt(
            row["explainer_id"],
            row["cycle"],
            from_stored(row["dealt_at"]),
            row["skipped_at"] is not None,
        )
        for row in await connection.fetch_all(DEALT, place, pack)
    ]


async def record_deal(
    connection: Connection,
    place: Place,
    pack: str,
    deal: Deal,
    at: datetime,
    *,
    skipped: bool = False,
) -> bool:
    """Record *deal*; False if another has dealt the same meanwhile, which then stands."""
    seconds = to_stored(at)
    row = await connection.fetch_one(
        RECORD,
        *(place, pack, deal.cycle, deal.explainer),
        *(seconds, seconds if skipped else None),
    )
    return row is not None
