"""An answer of which a part is malformed: the rest of it counts."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest
from nio.client.async_client import AsyncClient

from bot.on_matrix.digest import take_in
from bot.on_matrix.requests import close, new_client

SEALED = {
    "type": "m.room.encryption",
    "state_key": "",
    "event_id": "$e",
    "sender": "@ada:localhost",
    "origin_server_ts": 1,
    "content": {"algorithm": "m.megolm.v1.aes-sha2"},
}
SAID = SEALED | {"type": "m.room.message", "content": {"msgtype": "m.text", "body": "x"}}


@pytest.fixture
async def client() -> AsyncIterator[AsyncClient]:
    made = new_client("http://127.0.0.1:9")
    made.restore_login("@bot:localhost", "BOT", "token")
    yield made
    await close(made)


def answer(**rooms: Any) -> dict[str, Any]:
    joined = {f"!{name}": room for name, room in rooms.items()}
    return {"next_batch": "s1", "rooms": {"join": joined}}


async def test_a_sound_answer(client: AsyncClient):
    said = {"timeline": {"events": [SAID]}, "state": {"events": [SEALED]}}
    timelines = await take_in(client, answer(a=said))

    assert timelines == {"!a": [SAID]}
    assert client.rooms["!a"].encrypted
    assert client.next_batch == "s1"


@pytest.mark.parametrize(
    "broken",
    [
        {"summary": 5},
        {"timeline": {"limited": "x", "events": [SAID]}},
        {"timeline": {"events": [SAID], "limited": False}, "summary": {"m.heroes": 5, "x": []}},
    ],
)
async def test_what_surrounds_the_events_may_be_broken(client: AsyncClient, broken: dict[str, Any]):
    said = {"state": {"events": [SEALED]}} | broken
    timelines = await take_in(client, answer(bad=said, good={"state": {"events": [SEALED]}}))

    assert client.rooms["!bad"].encrypted
    assert client.rooms["!good"].encrypted
    assert set(timelines) == {"!bad", "!good"}


@pytest.mark.parametrize("odd", [5, None, "x", [], {"type": 5}, {"type": "m.room.message"}])
async def test_an_odd_event_costs_only_itself(client: AsyncClient, odd: object):
    said = {"timeline": {"events": [odd, SAID]}, "state": {"events": [odd, SEALED]}}
    timelines = await take_in(client, answer(a=said))

    assert client.rooms["!a"].encrypted
    assert timelines["!a"][-1] == SAID


@pytest.mark.parametrize("odd", [5, "x", [], {"join": []}, {"join": {"!a": 5}}, {"invite": 7}])
async def test_odd_rooms_are_none(client: AsyncClient, odd: object):
    await take_in(client, {"next_batch": "s1", "rooms": odd})

    assert client.next_batch == "s1"
