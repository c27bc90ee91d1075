"""The room in which the bot talks to one person."""

from __future__ import annotations

from typing import Any

from nio.client.async_client import AsyncClient

from bot.on_matrix.digest import array
from bot.on_matrix.membership import PRESENT, is_direct, membership_of
from bot.on_matrix.requests import Refused, request
from bot.on_matrix.room_state import Room, Rooms

DIRECT = "m.direct"
ENCRYPTED = {
    "type": "m.room.encryption",
    "state_key": "",
    "content": {"algorithm": "m.megolm.v1.aes-sha2"},
}


async def find_or_make_direct_room(client: AsyncClient, rooms: Rooms, user_id: str) -> str:
    """A room with nobody but *user_id* and us: one that we noted, or they made, else a new one.

    Raises:
        Refused, OSError, TimeoutError, aiohttp.ClientError: as `request` does.
    """
    noted = await _noted(client)
    ours = [rooms.get(each) for each in array(noted.get(user_id)) if isinstance(each, str)]
    theirs = [room for room in rooms if user_id in room.members]
    for room in (*ours, *theirs):
        if room is None or not await _is_open(client, room):
            continue
        if await membership_of(client, room.id, user_id) in PRESENT:
            return room.id
    body: dict[str, Any] = {
        "preset": "trusted_private_chat",
        "is_direct": True,
        "invite": [user_id],
        "initial_state": [ENCRYPTED] if client.olm else [],
    }
    made = await request(client, "POST", "createRoom", body=body)
    noted[user_id] = [*array(noted.get(user_id)), made["room_id"]]
    await request(client, "PUT", *_place_of_notes(client), body=noted)
    return str(made["room_id"])


async def _is_open(client: AsyncClient, room: Room) -> bool:
    return not room.is_closed and await is_direct(client, room)


async def _noted(client: AsyncClient) -> dict[str, Any]:
    try:
        return await request(client, "GET", *_place_of_notes(client))
    except Refused as refused:
        if refused.code == "M_NOT_FOUND":
            return {}
        raise


def _place_of_notes(client: AsyncClient) -> tuple[str, ...]:
    return ("user", client.user_id, "account_data", DIRECT)
