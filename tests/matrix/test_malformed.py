"""What people send that is not what it should be: no crash, and the next command is answered."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.matrix.bots import Bots
from tests.matrix.person import Person, until
from tests.matrix.test_answering import answers, joined

POLL = "org.matrix.msc3381.poll"
MEGOLM = {"algorithm": "m.megolm.v1.aes-sha2", "sender_key": "x", "session_id": "y"}
TO_ANYTHING: list[Any] = [None, 5, "x", [], {}, [5], {"a": {"b": []}}]

EVENTS: list[tuple[str, dict[str, Any]]] = [
    ("m.room.message", {}),
    ("m.room.message", {"msgtype": 5, "body": "!x"}),
    ("m.room.message", {"msgtype": "m.text", "body": ["!x"]}),
    ("m.room.message", {"msgtype": "m.text", "body": "\0!"}),
    ("m.room.message", {"msgtype": "m.text", "body": "x" * 60_000}),
    ("m.room.message", {"msgtype": "m.text", "body": "x", "formatted_body": 7, "format": []}),
    ("m.room.message", {"msgtype": "m.text", "body": "x", "m.relates_to": "y"}),
    ("m.room.message", {"msgtype": "m.text", "body": "x", "m.relates_to": {"rel_type": 5}}),
    ("m.room.message", {"msgtype": "m.text", "body": "x", "m.mentions": [[]]}),
    ("m.room.message", {"msgtype": "m.image", "body": "x", "url": 5, "info": "y"}),
    ("m.reaction", {}),
    ("m.reaction", {"m.relates_to": {"rel_type": "m.annotation", "event_id": "$no", "key": []}}),
    (f"{POLL}.response", {f"{POLL}.response": 5}),
    (f"{POLL}.response", {"m.relates_to": {"rel_type": "m.reference", "event_id": "$no"}}),
    (f"{POLL}.start", {f"{POLL}.start": {"answers": {}}}),
    (f"{POLL}.end", {}),
    ("m.room.encrypted", {}),
    ("m.room.encrypted", {"algorithm": 5}),
    ("m.room.encrypted", MEGOLM | {"device_id": "z", "ciphertext": "!"}),
    ("m.room.encrypted", MEGOLM | {"device_id": 5, "ciphertext": {}}),
    ("m.sticker", {"body": 5}),
    ("m.call.invite", {"version": "x"}),
    ("", {}),
    ("a.kind.nobody.knows", {"a": [1, {"b": None}]}),
]
STATES: list[tuple[str, str, dict[str, Any]]] = [
    ("m.room.name", "", {"name": 5}),
    ("m.room.topic", "", {"topic": []}),
    ("m.room.avatar", "", {"url": 5}),
    ("m.room.canonical_alias", "", {}),
    ("m.room.pinned_events", "", {"pinned": 5}),
    ("m.space.child", "x", {"via": 5}),
    ("m.room.tombstone", "", {"replacement_room": 5}),
    ("m.room.guest_access", "", {"guest_access": 5}),
]


@pytest.mark.parametrize("encryption", [False, True], ids=["plain", "sealing"])
async def test_malformed_events_are_passed_over(bots: Bots, ada: Person, encryption: bool):
    bots.more = {"encryption": encryption}
    await bots.start()
    room = await joined(bots, ada)
    sent = 0
    for kind, content in EVENTS:
        sent += await tried(ada, f"send/{kind}", room, content)
    for kind, key, content in STATES:
        sent += await tried(ada, f"state/{kind}/{key}", room, content)
    await ada.say(room, "!sound")

    assert "re !sound" in await until(lambda: sound(bots, ada, room))
    assert sent >= 20
    assert bots.pauses == []
    await bots.stop()
    await bots.start()
    await ada.say(room, "!again")
    assert await until(lambda: sound(bots, ada, room, "re !again"))


async def sound(bots: Bots, ada: Person, room: str, wanted: str = "re !sound") -> list[str]:
    said = await answers(bots, ada, room)
    return said if wanted in said else []


async def tried(ada: Person, path: str, room: str, content: dict[str, Any]) -> bool:
    """Whether the homeserver took it at all."""
    number = next(ada.numbers)
    path = f"{path}/{number}" if path.startswith("send") else path
    url = f"{ada.url}/_matrix/client/v3/rooms/{room}/{path}"
    headers = {"Authorization": f"Bearer {ada.token}"}
    async with ada.session.put(url, data=json.dumps(content), headers=headers) as answer:
        return answer.status == 200


@pytest.mark.parametrize(
    "content",
    [
        {},
        {"algorithm": "m.olm.v1.curve25519-aes-sha2", "sender_key": "x", "ciphertext": "OWN 0"},
        {"algorithm": "m.olm.v1.curve25519-aes-sha2", "sender_key": "x", "ciphertext": "OWN 1"},
        {"algorithm": "m.olm.v1.curve25519-aes-sha2", "sender_key": 5, "ciphertext": {}},
        MEGOLM | {"device_id": "z", "ciphertext": "!"},
    ],
)
async def test_what_is_sent_to_the_device_cannot_stop_it(
    bots: Bots, ada: Person, content: dict[str, Any]
):
    """nio fails at some of these, and would at every answer that has one in it."""
    bots.more = {"encryption": True}
    bot = await bots.start()
    room = await joined(bots, ada)
    client = bot.homeserver.logged_in()
    assert client.olm is not None
    if str(content.get("ciphertext", "")).startswith("OWN"):
        own_key = client.olm.account.identity_keys["curve25519"]
        kind = int(content["ciphertext"][-1])
        content = content | {"ciphertext": {own_key: {"type": kind, "body": "!not base64!"}}}
    messages = {bots.account.user_id: {client.device_id: content}}
    for kind in ("m.room.encrypted", "m.room_key", "m.forwarded_room_key", "m.room_key_request"):
        path = f"/sendToDevice/{kind}/{next(ada.numbers)}"
        await ada.ask("PUT", path, {"messages": messages})
    await ada.say(room, "!sound")

    assert await until(lambda: answers(bots, ada, room)) == ["re !sound"]
    assert bots.pauses == []
