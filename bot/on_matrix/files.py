"""Text as a file in a room, encrypted where the room is."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from io import BytesIO
from mimetypes import guess_type
from typing import Any

from nio import UploadResponse
from nio.client.async_client import AsyncClient

from bot.on_matrix.failures import refused_by

UPLOAD_SECONDS = 60


async def upload(client: AsyncClient, room_id: str, name: str, text: str) -> Mapping[str, Any]:
    """Hand over a file called *name*, and return the content of a message that shows it.

    Raises:
        Refused, OSError, TimeoutError, aiohttp.ClientError: it was not taken.
    """
    data, kind = text.encode(), guess_type(name)[0] or "text/plain"
    room = client.rooms.get(room_id)
    async with asyncio.timeout(UPLOAD_SECONDS):  # nio waits for ever
        response, key = await client.upload(
            BytesIO(data),
            content_type=kind,
            # Of an encrypted file not even the name is told to the homeserver.
            filename=None if room and room.encrypted else name,
            encrypt=room is not None and room.encrypted,
            filesize=len(data),
        )
    if not isinstance(response, UploadResponse):
        raise refused_by(response)
    address = response.content_uri
    return {
        "msgtype": "m.file",
        "body": name,
        "filename": name,
        "info": {"mimetype": kind, "size": len(data)},
        **({"file": {**key, "url": address}} if key else {"url": address}),
        "m.mentions": {},
    }
