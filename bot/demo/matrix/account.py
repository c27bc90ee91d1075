"""What the chat asks of the homeserver, in the name of who sits before it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from itertools import count
from typing import Any

import aiohttp

CLIENT = "/_matrix/client/v3"
WAIT_MS = 30_000
BROKEN_OFF = aiohttp.ClientTimeout(total=60)

Event = Mapping[str, Any]


class Account:
    def __init__(
        self, session: aiohttp.ClientSession, url: str, user_id: str, access_token: str
    ) -> None:
        self.user_id = user_id
        self._session = session
        self._url = url
        self._headers = {"Authorization": f"Bearer {access_token}"}
        self._numbers = count(1)

    async def make_room(self, name: str, invited: str) -> str:
        body = {"name": name, "preset": "private_chat", "invite": [invited]}
        return str((await self._ask("POST", "/createRoom", body))["room_id"])

    async def send(self, room: str, kind: str, content: Mapping[str, Any]) -> None:
        await self._ask("PUT", f"/rooms/{room}/send/{kind}/{next(self._numbers)}", content)

    async def events(self) -> AsyncIterator[tuple[str, Event]]:
        """Each event of each room as it comes, with the room; invitations are accepted."""
        query = {"timeout": str(WAIT_MS)}
        while True:
            answer = await self._ask("GET", "/sync", query=query)
            query["since"] = answer["next_batch"]
            rooms = answer.get("rooms", {})
            for room in rooms.get("invite", {}):
                await self._ask("POST", f"/join/{room}", {})
            for room, news in rooms.get("join", {}).items():
                for event in news["timeline"]["events"]:
                    yield room, event

    async def _ask(
        self,
        method: str,
        path: str,
        body: Mapping[str, Any] | None = None,
        query: Mapping[str, str] | None = None,
    ) -> Any:
        """Raises:
        aiohttp.ClientError: the homeserver refuses or is gone.
        """
        async with self._session.request(
            method,
            self._url + CLIENT + path,
            json=body,
            params=query,
            headers=self._headers,
            timeout=BROKEN_OFF,
            raise_for_status=True,
        ) as answer:
            return await answer.json()
