"""Which events of a timeline go into the inbox, and how."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from nio import EncryptionError, Event, MegolmEvent
from nio.client.async_client import AsyncClient

from bot.on_matrix.digest import is_sealed, unsealed
from bot.on_matrix.identity import place
from bot.on_matrix.incoming import LATEST, is_our_entry, read_incoming
from bot.storage.inbox_store import Arrival

KEPT = ("type", "event_id", "sender", "origin_server_ts", "state_key", "redacts", "content")

Json = Mapping[str, Any]


def arrivals(
    client: AsyncClient, room_id: str, timeline: Iterable[Json], oldest: datetime
) -> list[Arrival]:
    """What may want an answer; what was sent before *oldest* is to get none."""
    found = (_arrival(client, room_id, event, oldest) for event in timeline)
    return [arrival for arrival in found if arrival is not None]


def since_we_joined(timeline: Sequence[Json], own_id: str) -> Sequence[Json]:
    """What came since we joined, if we joined in *timeline*: the rest was not for us."""
    for number, event in reversed(list(enumerate(timeline))):
        if is_our_entry(event, own_id):
            return timeline[number:]
    return timeline


def opened(client: AsyncClient, room_id: str, event: Json) -> Json | None:
    """*event* decrypted; None while its key is lacking."""
    try:
        sealed = Event.parse_event({**event, "room_id": room_id})
        if not isinstance(sealed, MegolmEvent) or client.olm is None:
            return None
        return unsealed(client.olm.decrypt_megolm_event(sealed, room_id).source)
    except EncryptionError:
        return None
    except Exception:  # anybody may send anything
        return None


def to_stored(event: Json) -> str:
    return json.dumps({key: event[key] for key in KEPT if key in event})


def sent_at(event: Json) -> datetime | None:
    """When the sender's server says it was sent, if it is a time at all."""
    sent = event.get("origin_server_ts")
    if not isinstance(sent, int) or not 0 <= sent < LATEST * 1000:
        return None
    return datetime.fromtimestamp(sent / 1000, UTC)


def _arrival(client: AsyncClient, room_id: str, event: Json, oldest: datetime) -> Arrival | None:
    event_id, sent = event.get("event_id"), sent_at(event)
    if not isinstance(event_id, str) or sent is None:
        return None
    if is_sealed(event):
        if client.olm is None or event.get("sender") == client.user_id:
            return None  # nobody will ever read it, or need to
        event = opened(client, room_id, event) or event
    if not is_sealed(event) and read_incoming(event, room_id, client.user_id) is None:
        return None
    content = to_stored(event) if sent >= oldest else None
    return Arrival(event_id, place(room_id), content, is_readable=not is_sealed(event))
