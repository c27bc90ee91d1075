"""Make sure that everybody in a room can read what is about to be encrypted for it."""

from __future__ import annotations

from nio import ErrorResponse, MatrixRoom
from nio.client.async_client import AsyncClient

from bot.core.post import Reason, Trouble
from bot.delivery.sender import TryLater
from bot.on_matrix.failures import refusal, refused_by


async def share_keys(client: AsyncClient, room: MatrixRoom) -> None:
    """Give the key of the room's messages to every device in it that takes one.

    nio does so by itself when it sends, but then takes for given what failed on the way, and those
    who got no key could never read it.

    Raises:
        Rejected, TryLater: somebody would not have got the key.
    """
    assert client.olm is not None
    if not room.members_synced:
        _check(await client.joined_members(room.room_id))
    if client.should_query_keys:
        _check(await client.keys_query())
    while sharing := client.sharing_session.get(room.room_id):
        await sharing.wait()  # on behalf of another message
    if not client.olm.should_share_group_session(room.room_id):
        return
    # Their owners are never asked to verify a bot, so every device counts as good enough.
    _check(await client.share_group_session(room.room_id, ignore_unverified_devices=True))
    if _lacking(client, room):
        client.olm.outbound_group_sessions[room.room_id].shared = False
        raise TryLater(Trouble(Reason.PLATFORM_DOWN), in_doubt=False)


def _lacking(client: AsyncClient, room: MatrixRoom) -> list[str]:
    """The devices that could have got the key, and did not."""
    assert client.olm is not None
    session = client.olm.outbound_group_sessions[room.room_id]
    served = session.users_shared_with | session.users_ignored
    return [
        device.id
        for user in room.users
        for device in client.device_store.active_user_devices(user)
        if (user, device.id) not in served and client.olm.session_store.get(device.curve25519)
    ]


def _check(response: object) -> None:
    if isinstance(response, ErrorResponse):
        raise refusal(refused_by(response))
