"""Enter rooms, leave them, and ask who else is there."""

from __future__ import annotations

from collections import Counter

from nio.client.async_client import AsyncClient

from bot.on_matrix.digest import array, mapping
from bot.on_matrix.requests import Refused, request
from bot.on_matrix.room_state import MEMBER, TOMBSTONE, Room

JOIN_SECONDS = 120.0  # over federation it can take that long
PRESENT = ("join", "invite")


async def join(client: AsyncClient, room_id: str, server: str) -> None:
    """Enter a room, by way of *server* if ours does not know it; every function here raises as
    `request` does.
    """
    query = {"via": server, "server_name": server} if server else None
    await request(client, "POST", "join", room_id, body={}, query=query, seconds=JOIN_SECONDS)


async def leave(client: AsyncClient, room_id: str, reason: str) -> None:
    """Leave a room, or decline to enter it, and let it go."""
    body = {"reason": reason} if reason else {}
    await request(client, "POST", "rooms", room_id, "leave", body=body)
    await request(client, "POST", "rooms", room_id, "forget", body={})


async def is_alone_in(client: AsyncClient, room_id: str) -> bool:
    """Whether nobody else is in the room, or was invited to it."""
    present = await _present(client, room_id)
    return [user for user, _ in present] == [client.user_id]


async def membership_of(client: AsyncClient, room_id: str, user: str) -> str | None:
    """How *user* stands to a room at this moment; None if not at all, or we may not ask."""
    try:
        said = await request(client, "GET", "rooms", room_id, "state", MEMBER, user)
    except Refused as refused:
        if not refused.is_final:
            raise
        return None
    membership = said.get("membership")
    return membership if isinstance(membership, str) else None


async def is_direct(client: AsyncClient, room: Room) -> bool:
    """Whether what is said in the room stays between us and one person.

    After a restart the homeserver does not tell how many are there until somebody comes or goes.
    """
    if room.may_be_direct and room.present is None:
        try:
            present = await _present(client, room.id)
        except Refused as refused:
            if not refused.is_final:
                raise
            return False
        counts = Counter(membership for _, membership in present)
        room.joined_count, room.invited_count = counts["join"], counts["invite"]
    return room.is_direct


async def _present(client: AsyncClient, room_id: str) -> list[tuple[object, str]]:
    """Who has joined or was invited, each with their membership."""
    said = await request(client, "GET", "rooms", room_id, "members")
    members = [mapping(event) for event in array(said.get("chunk"))]
    found = [(each.get("state_key"), mapping(each.get("content"))) for each in members]
    return [
        (user, content["membership"])
        for user, content in found
        if content.get("membership") in PRESENT
    ]


async def successor(client: AsyncClient, room_id: str) -> str | None:
    """The room that replaces *room_id* by its own word; None if none does, or we may not ask."""
    try:
        said = await request(client, "GET", "rooms", room_id, "state", TOMBSTONE)
    except Refused as refused:
        if refused.code in ("M_NOT_FOUND", "M_FORBIDDEN"):
            return None
        raise
    room = said.get("replacement_room")
    return room if isinstance(room, str) else None
