"""The least of Discord that a bot needs to start and to answer a command, on loopback.

REST and gateway are real HTTP and a real websocket, so that both bots measured do all that they do
in earnest except encryption. See https://docs.discord.com/developers/events/gateway.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import WSMsgType, web

APPLICATION = "1000000000000000001"
USER = {"id": APPLICATION, "username": "bench", "discriminator": "0", "avatar": None, "bot": True}
GUILD = "1000000000000000002"
CHANNEL = {"id": "1000000000000000003", "type": 0, "name": "talk", "position": 0}
HELLO, DISPATCH, IDENTIFY, HEARTBEAT, HEARTBEAT_ACK = 10, 0, 2, 1, 11


class StandIn:
    """*identified* is when the bot's gateway session began, on the clock of `time.perf_counter`."""

    def __init__(self) -> None:
        self.identified: asyncio.Future[float] = asyncio.get_running_loop().create_future()
        self.port = 0
        self._answered: asyncio.Future[float] | None = None
        self._socket: web.WebSocketResponse | None = None
        self._sequence = 0
        self._interactions = 2_000_000_000_000_000_000

    @property
    def address(self) -> str:
        """Of the gateway."""
        return f"ws://127.0.0.1:{self.port}/gateway"

    async def run_command(self, name: str, **options: str) -> float:
        """Send a slash command and return the seconds until its answer came."""
        self._answered = asyncio.get_running_loop().create_future()
        self._interactions += 1
        given = [{"name": key, "type": 3, "value": value} for key, value in options.items()]
        begun = time.perf_counter()
        await self._dispatch("INTERACTION_CREATE", self._interaction(name, given))
        return await self._answered - begun

    def _interaction(self, name: str, options: list[dict[str, Any]]) -> dict[str, Any]:
        member = {"user": USER | {"id": "7"}, "roles": [], "permissions": "0", "flags": 0}
        return {
            "id": str(self._interactions),
            "application_id": APPLICATION,
            "type": 2,
            "token": "x" * 40,
            "version": 1,
            "guild_id": GUILD,
            "channel_id": CHANNEL["id"],
            "channel": CHANNEL | {"permissions": "0"},
            "member": member
            | {"joined_at": "2026-01-01T00:00:00+00:00", "deaf": False, "mute": False},
            "locale": "en-US",
            "guild_locale": "en-US",
            "entitlements": [],
            "authorizing_integration_owners": {"0": GUILD},
            "context": 0,
            "attachment_size_limit": 10_485_760,
            "data": {"id": "5", "name": name, "type": 1, "options": options},
        }

    async def _dispatch(self, event: str, data: dict[str, Any]) -> None:
        assert self._socket is not None
        self._sequence += 1
        await self._socket.send_json({"op": DISPATCH, "s": self._sequence, "t": event, "d": data})

    async def gateway(self, request: web.Request) -> web.WebSocketResponse:
        socket = self._socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json({"op": HELLO, "d": {"heartbeat_interval": 41250}})
        async for message in socket:
            if message.type is WSMsgType.TEXT:
                await self._received(json.loads(message.data))
        return socket

    async def _received(self, payload: dict[str, Any]) -> None:
        assert self._socket is not None
        if payload["op"] == HEARTBEAT:
            await self._socket.send_json({"op": HEARTBEAT_ACK})
        if payload["op"] == IDENTIFY:
            ready = {
                "v": 10,
                "user": USER,
                "guilds": [],
                "session_id": "s",
                "application": {"id": APPLICATION, "flags": 0},
            }
            await self._dispatch(
                "READY", ready | {"resume_gateway_url": self.address, "shard": [0, 1]}
            )
            self.identified.set_result(time.perf_counter())

    async def rest(self, request: web.Request) -> web.Response:
        path = request.path.removeprefix("/api/v10")
        if path.endswith("/callback"):
            await request.read()
            assert self._answered is not None
            self._answered.set_result(time.perf_counter())
            return _json({"interaction": {"id": str(self._interactions), "type": 2}})
        return _json(self._answers().get(path, []))

    def _answers(self) -> dict[str, Any]:
        """What a bot asks for before it connects, by path."""
        application = {
            "id": APPLICATION,
            "name": "b",
            "description": "",
            "summary": "",
            "icon": None,
        }
        flags = {"flags": 0, "bot_public": True, "bot_require_code_grant": False, "verify_key": ""}
        limit = {"total": 1000, "remaining": 1000, "reset_after": 0, "max_concurrency": 1}
        return {
            "/users/@me": USER,
            "/oauth2/applications/@me": application | flags | {"owner": USER},
            "/gateway/bot": {"url": self.address, "shards": 1, "session_start_limit": limit},
        }


def _json(data: Any) -> web.Response:
    """discord.py reads JSON only from this very content type, without a character set."""
    return web.Response(body=json.dumps(data), headers={"Content-Type": "application/json"})


@asynccontextmanager
async def stand_in() -> AsyncIterator[StandIn]:
    """Serve on a free port of the loopback address."""
    served = StandIn()
    app = web.Application()
    app.router.add_get("/gateway", served.gateway)
    app.router.add_route("*", "/api/{path:.*}", served.rest)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    served.port = runner.addresses[0][1]
    try:
        yield served
    finally:
        await runner.cleanup()
