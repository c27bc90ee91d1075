"""Send an event into a room once, and say in the outbox's terms why it could not be sent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nio import ErrorResponse, LocalProtocolError, RoomSendResponse
from nio.client.async_client import AsyncClient

from bot.core.post import Reason, Trouble
from bot.delivery.sender import Rejected, TryLater
from bot.on_matrix.encrypting import share_keys
from bot.on_matrix.failures import ALREADY_THERE, as_failure, refusal, refused_by
from bot.on_matrix.incoming import MESSAGE

NO_ENCRYPTION = ("encrypted room", "MATRIX_ENCRYPTION is not on")


async def send(
    client: AsyncClient,
    room_id: str,
    content: Mapping[str, Any],
    key: str,
    *,
    thread: str | None = None,
    replies_to: str | None = None,
    kind: str = MESSAGE,
) -> str:
    """Send *content* and return the id of the event; the same *key* again gives the same event.

    *thread* is the root of the thread it goes into. An encrypted room gets it encrypted or not at
    all. A reaction that stands already has no id to return, and counts as sent.

    Raises:
        Rejected: it was not sent, and would not be another time.
        TryLater: it may work later.
    """
    room = client.rooms.get(room_id)
    if room is None:
        if not client.next_batch:  # nothing is known before the first answer
            raise TryLater(Trouble(Reason.UNREACHABLE), in_doubt=False)
        raise Rejected(Trouble(Reason.NO_ACCESS))
    if room.encrypted and client.olm is None:
        raise Rejected(Trouble(Reason.REFUSED, NO_ENCRYPTION))
    complete = {**content, **_relation(thread, replies_to)}
    try:
        if room.encrypted:
            await share_keys(client, room)
        response = await client.room_send(
            room_id, kind, complete, tx_id=key, ignore_unverified_devices=True
        )
    except LocalProtocolError as error:
        # The room was left, or its keys were thrown away, since we looked.
        raise TryLater(Trouble(Reason.UNREACHABLE), in_doubt=False) from error
    except Exception as error:
        raise as_failure(error) or error from error
    return _event_id(response)


def _event_id(response: RoomSendResponse | ErrorResponse) -> str:
    if isinstance(response, RoomSendResponse):
        return str(response.event_id)
    if response.status_code == ALREADY_THERE:
        return ""
    raise refusal(refused_by(response))


def _relation(thread: str | None, replies_to: str | None) -> dict[str, Any]:
    """Clients without threads show what is in one as an answer to its root."""
    reply = {"m.in_reply_to": {"event_id": replies_to or thread}}
    if thread:
        in_thread = {"rel_type": "m.thread", "event_id": thread}
        return {"m.relates_to": in_thread | {"is_falling_back": replies_to is None} | reply}
    return {"m.relates_to": reply} if replies_to else {}
