"""Keep the keys of the account in order after each answer to a sync."""

from __future__ import annotations

import logging
from collections.abc import Awaitable

from nio import ErrorResponse
from nio.client.async_client import AsyncClient

from bot.on_matrix.failures import as_failure

logger = logging.getLogger(__name__)


async def keep_keys(client: AsyncClient) -> None:
    """Publish ours, learn those of others, send what waits; what fails is due again next time."""
    if client.olm is None:
        return
    if client.should_upload_keys:
        await _try("publishing keys", client.keys_upload())
    if client.should_query_keys:
        await _try("asking for keys", client.keys_query())
    if client.should_claim_keys:
        await _try("claiming keys", client.keys_claim(client.get_users_for_key_claiming()))
    for message in tuple(client.outgoing_to_device_messages):
        await _try("a message to a device", client.to_device(message))


async def _try(what: str, work: Awaitable[object]) -> None:
    try:
        result = await work
    except Exception as error:
        if as_failure(error) is None:
            logger.exception("%s failed", what)
            return
        result = error
    if isinstance(result, ErrorResponse | Exception):
        logger.warning("%s failed: %s", what, result)
