"""Fetch what a sync left out of a room because there was too much."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from nio.client.async_client import AsyncClient

from bot.on_matrix.digest import array, mapping
from bot.on_matrix.requests import Refused, request

logger = logging.getLogger(__name__)

PAGE, MOST_PAGES = 100, 20

Json = Mapping[str, Any]


async def missing_events(
    client: AsyncClient, room_id: str, since: str, until: str, oldest: datetime
) -> list[Json]:
    """What was sent between the tokens *since* and *until*, in its order, still encrypted.

    Read from its end, and no further back than *oldest* or a number of pages: what is older gets
    no answer any more.
    """
    found: list[Json] = []
    start: str | None = until
    for _ in range(MOST_PAGES):
        if start is None:
            break
        query = {"dir": "b", "from": start, "to": since, "limit": str(PAGE)}
        try:
            page = await request(client, "GET", "rooms", room_id, "messages", query=query)
        except Refused as refused:
            if not refused.is_final:
                raise
            logger.warning("what came in before cannot be read in %s: %s", room_id, refused)
            break
        chunk = [event for event in array(page.get("chunk")) if mapping(event)]
        found += chunk
        end = page.get("end")
        is_over = not chunk or _is_older(chunk[-1], oldest) or end == start
        start = end if isinstance(end, str) and not is_over else None
    return found[::-1]


def _is_older(event: Json, oldest: datetime) -> bool:
    sent = event.get("origin_server_ts")
    return not isinstance(sent, int) or sent < oldest.timestamp() * 1000
