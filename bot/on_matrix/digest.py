"""Feed an answer to a sync into nio in small parts, so that what is malformed costs only itself.

nio takes in an answer whole or fails as a whole. Anybody may send us what it fails at, and the same
answer would come again for ever.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator, Mapping
from itertools import count
from typing import Any

from nio import MegolmEvent, SyncResponse
from nio.client.async_client import AsyncClient

from bot.on_matrix.incoming import ENCRYPTED

logger = logging.getLogger(__name__)

SAID = ("type", "event_id", "sender", "origin_server_ts", "content")

Json = Mapping[str, Any]


async def take_in(client: AsyncClient, answer: Json) -> dict[str, list[Json]]:
    """Bring *client* up to date, and return the timeline of each joined room, decrypted so far as
    it can be.
    """
    token = answer["next_batch"]
    timelines = {}
    # nio passes over an answer that ends where the last one did.
    tokens = (f"{token}#{number}" for number in count())
    for what, part in _parts(answer):
        response = await _feed(client, {**part, "next_batch": next(tokens)}, what)
        for room_id in part.get("rooms", {}).get("join", {}):
            if response is None:
                for piece in _pieces(answer, room_id):
                    await _feed(client, {**piece, "next_batch": next(tokens)}, "an event of it")
            timeline = events_in(answer, room_id, "timeline")
            timelines[room_id] = _decrypted(timeline, response, room_id)
        await asyncio.sleep(0)  # the first answer can be long, and others have their heartbeats
    client.next_batch = token
    return timelines


def events_in(answer: Json, room_id: str, where: str) -> list[Json]:
    """The events of a joined room that are objects at all; *where* is `state` or `timeline`."""
    room = mapping(rooms_in(answer, "join").get(room_id))
    return [event for event in array(mapping(room.get(where)).get("events")) if mapping(event)]


def rooms_in(answer: Json, membership: str) -> Json:
    """The rooms we have joined (`join`), were invited to (`invite`) or left (`leave`)."""
    return mapping(mapping(answer.get("rooms")).get(membership))


def brings_keys(answer: Json) -> bool:
    """Whether something came to this device, such as the key of what could not be read."""
    return bool(array(mapping(answer.get("to_device")).get("events")))


def mapping(value: object) -> Json:
    return value if isinstance(value, dict) else {}


def array(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _parts(answer: Json) -> Iterator[tuple[str, dict[str, Any]]]:
    """Keys first: they open what stands in the rooms."""
    for event in array(mapping(answer.get("to_device")).get("events")):
        yield "a message to this device", {"to_device": {"events": [event]}}
    for room_id, room in rooms_in(answer, "join").items():
        # Nobody needs what else nio would keep of a room.
        kept = {key: room[key] for key in ("state", "timeline", "summary") if key in mapping(room)}
        yield f"the room {room_id}", {"rooms": {"join": {room_id: kept}}}
    lists = ("device_one_time_keys_count", "device_lists")
    yield "the lists of devices", {key: answer[key] for key in lists if key in answer}


def _pieces(answer: Json, room_id: str) -> Iterator[dict[str, Any]]:
    """The events of a room one by one, for when they cannot be taken in together."""
    for where in ("state", "timeline"):
        for event in events_in(answer, room_id, where):
            yield {"rooms": {"join": {room_id: {where: {"events": [event]}}}}}


async def _feed(client: AsyncClient, part: dict[str, Any], what: str) -> SyncResponse | None:
    try:
        response = SyncResponse.from_dict(part)
        if isinstance(response, SyncResponse):
            await client.receive_response(response)
            return response
        logger.warning("passed over %s: malformed", what)
    except Exception as error:  # whatever it is, the rest has to go on
        # Its text may quote the event, which is nobody's business.
        logger.warning("passed over %s: %s", what, type(error).__name__)
    return None


def _decrypted(timeline: list[Json], response: SyncResponse | None, room_id: str) -> list[Json]:
    """*timeline* with what nio could decrypt; the rest stays as it is."""
    if response is None or room_id not in response.rooms.join:
        return timeline
    opened = {
        event.event_id: unsealed(event.source)
        for event in response.rooms.join[room_id].timeline.events
        if getattr(event, "decrypted", False) and not isinstance(event, MegolmEvent)
    }
    return [opened.get(event.get("event_id"), event) for event in timeline]


def unsealed(source: Json) -> Json:
    """What nio decrypted, without what only the homeserver can say of an event.

    Whoever sealed it wrote the rest as they liked: that it is state, or what was before it.
    """
    return {key: source[key] for key in SAID if key in source}


def is_sealed(event: Json) -> bool:
    """Whether *event* is still encrypted."""
    return event.get("type") == ENCRYPTED
