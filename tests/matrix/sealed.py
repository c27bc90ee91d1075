"""Somebody whose client encrypts, over nio."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nio.client.async_client import AsyncClient, AsyncClientConfig

from tests.matrix.person import Person, until


@dataclass
class SealedPerson:
    """*plain* is the same person without encryption."""

    plain: Person
    client: AsyncClient

    async def sync(self) -> None:
        await self.client.sync(timeout=0, full_state=not self.client.next_batch)
        if self.client.should_upload_keys:
            await self.client.keys_upload()
        if self.client.should_query_keys:
            await self.client.keys_query()
        await self.client.send_to_device_messages()

    async def say(self, room: str, text: str, **more: object) -> str:
        await self.sync()
        content = {"msgtype": "m.text", "body": text} | more
        sent = await self.client.room_send(
            room, "m.room.message", content, ignore_unverified_devices=True
        )
        return sent.event_id

    async def said_by(self, room: str, user: str) -> list[str]:
        """The texts of *user* that can be read here, in their order."""
        return [
            event["content"]["body"]
            for event in await self.events(room)
            if event["type"] == "m.room.message" and event["sender"] == user
        ]

    async def events(self, room: str) -> list[Mapping[str, Any]]:
        """All that came encrypted into the room and can be read here, oldest first."""
        await self.sync()
        found: list[Mapping[str, Any]] = []
        start: str | None = ""
        while start is not None:
            page = await self.client.room_messages(room, start, limit=500)
            found += [event.source for event in page.chunk if event.decrypted]
            start = page.end if page.chunk else None
        return found[::-1]

    async def knows(self, room: str, user: str) -> None:
        """Wait until it was told that *user* is in the room."""

        async def is_there() -> bool:
            await self.sync()
            return room in self.client.rooms and user in self.client.rooms[room].users

        await until(is_there)


@asynccontextmanager
async def sealed(person: Person, folder: Path) -> AsyncIterator[SealedPerson]:
    """*folder* keeps their keys."""
    config = AsyncClientConfig(encryption_enabled=True, request_timeout=20)
    client = AsyncClient(person.url, store_path=str(folder), config=config)
    client.restore_login(person.user_id, person.device_id, person.token)
    try:
        yield SealedPerson(person, client)
    finally:
        await client.close()
        assert client.store is not None
        client.store.database.close()
