"""Somebody in a room, who speaks to the homeserver directly."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from itertools import count
from typing import Any, TypeVar

import aiohttp

from tests.matrix.synapse import Synapse

T = TypeVar("T")
SECONDS = 20
V3 = "/_matrix/client/v3"
ENCRYPTED = {
    "type": "m.room.encryption",
    "state_key": "",
    "content": {"algorithm": "m.megolm.v1.aes-sha2"},
}


@dataclass
class Person:
    """*numbers* are those of what was sent."""

    user_id: str
    device_id: str
    token: str
    password: str
    url: str
    session: aiohttp.ClientSession
    numbers: count[int]

    @classmethod
    def new(cls, synapse: Synapse, session: aiohttp.ClientSession, name: str) -> Person:
        made = synapse.new_user(name)
        keys = ("user_id", "device_id", "access_token", "password")
        return cls(*(made[key] for key in keys), synapse.url, session, count(1))

    async def ask(self, method: str, path: str, body: Any = None) -> Any:
        headers = {"Authorization": f"Bearer {self.token}"}
        url = self.url + V3 + path
        async with self.session.request(method, url, json=body, headers=headers) as answer:
            said = await answer.json()
            assert answer.status == 200, (path, answer.status, said)
            return said

    async def new_room(self, *invited: str, version: str = "12", **more: Any) -> str:
        body = {"room_version": version, "invite": list(invited), "preset": "private_chat"} | more
        return (await self.ask("POST", "/createRoom", body))["room_id"]

    async def invite(self, room: str, user: str) -> None:
        await self.ask("POST", f"/rooms/{room}/invite", {"user_id": user})

    async def join(self, room: str) -> None:
        await self.ask("POST", f"/join/{room}", {})

    async def leave(self, room: str) -> None:
        await self.ask("POST", f"/rooms/{room}/leave", {})

    async def send(self, room: str, kind: str, content: Any) -> str:
        path = f"/rooms/{room}/send/{kind}/{self.device_id}-{next(self.numbers)}"
        return (await self.ask("PUT", path, content))["event_id"]

    async def say(self, room: str, text: str, **more: Any) -> str:
        return await self.send(room, "m.room.message", {"msgtype": "m.text", "body": text} | more)

    async def set_state(self, room: str, kind: str, content: Any, key: str = "") -> str:
        return (await self.ask("PUT", f"/rooms/{room}/state/{kind}/{key}", content))["event_id"]

    async def events(self, room: str) -> list[dict[str, Any]]:
        """Everything in the room, oldest first."""
        found: list[dict[str, Any]] = []
        start = ""
        while True:
            page = await self.ask("GET", f"/rooms/{room}/messages?dir=b&limit=500{start}")
            found += page["chunk"]
            if not page.get("end"):
                return found[::-1]
            start = f"&from={page['end']}"

    async def said_by(self, room: str, user: str) -> list[str]:
        """The texts that *user* sent, in their order."""
        return [
            event["content"].get("body", "")
            for event in await self.events(room)
            if event["sender"] == user and event["type"] == "m.room.message"
        ]

    async def membership(self, room: str, user: str) -> str | None:
        members = (await self.ask("GET", f"/rooms/{room}/members"))["chunk"]
        found = {event["state_key"]: event["content"]["membership"] for event in members}
        return found.get(user)


async def until(
    condition: Callable[[], Awaitable[T]], seconds: float = SECONDS, every: float = 0.05
) -> T:
    """What *condition* gives once that is true; fails if it never is."""
    last: Any = None
    try:
        async with asyncio.timeout(seconds):
            while not (last := await condition()):  # noqa: ASYNC110 - another process decides
                await asyncio.sleep(every)
    except TimeoutError:
        raise AssertionError(f"never came true: {condition}, {last!r}") from None
    return last
