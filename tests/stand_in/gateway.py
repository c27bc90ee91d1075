"""The gateway: sessions of shards, what is dispatched to them, and resuming them.

See https://docs.discord.com/developers/events/gateway.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any, TypeAlias

import msgspec
from aiohttp import WSMsgType, web

from tests.stand_in import payloads
from tests.stand_in.places import APPLICATION, BOT, Guild
from tests.stand_in.world import World

JSON = dict[str, Any]
Payload: TypeAlias = Callable[[], JSON]
DISPATCH, INVALID_SESSION, HELLO, HEARTBEAT_ACK = 0, 9, 10, 11  # what we send
HEARTBEAT_MILLISECONDS = 41_250


@dataclass(eq=False)
class Session:
    """*events* are all there were, so that an event's number is its place; payloads come late."""

    id: str
    shard: int
    shards: int
    events: list[tuple[str, Payload]] = field(default_factory=list)
    connection: web.Request | None = None
    _news: asyncio.Event = field(default_factory=asyncio.Event)

    def has(self, guild: Guild) -> bool:
        return (guild.id >> 22) % self.shards == self.shard

    def dispatch(self, event: str, payload: Payload) -> None:
        self.events.append((event, payload))
        self._news.set()

    async def send(self, socket: web.WebSocketResponse, after: int) -> None:
        """Send every event *after* that number until cancelled or cut off."""
        while not socket.closed:
            for event, payload in self.events[after:]:
                after += 1
                told = {"op": DISPATCH, "s": after, "t": event, "d": payload()}
                try:
                    await socket.send_str(msgspec.json.encode(told).decode())
                except ConnectionError:
                    return
            if after == len(self.events):
                self._news.clear()
                await self._news.wait()


class Gateway:
    """*identified* and *resumed* count how often that was asked for."""

    def __init__(self, world: World, shards: int) -> None:
        self.address = ""
        self.shards = shards
        self.identified = self.resumed = 0
        self._world = world
        self._sessions: dict[str, Session] = {}
        self._changed = asyncio.Condition()

    async def ready(self) -> None:
        """Wait until every shard is connected."""
        async with self._changed:
            await self._changed.wait_for(self._is_complete)

    async def gone(self) -> None:
        """Wait until no shard is connected, as after a kill."""
        async with self._changed:
            await self._changed.wait_for(lambda: not self._connected())

    def announce(self, event: str, guild: Guild, payload: Payload) -> None:
        """Dispatch to every session that has *guild*, now or when it resumes."""
        for session in self._sessions.values():
            if session.has(guild):
                session.dispatch(event, payload)

    def drop(self, *, resumable: bool) -> None:
        """Cut every connection; unless *resumable* the shards have to identify again."""
        for session in self._connected():
            assert session.connection is not None
            if session.connection.transport:
                session.connection.transport.abort()
            session.connection = None
        if not resumable:
            self._sessions.clear()

    async def connect(self, request: web.Request) -> web.WebSocketResponse:
        """Serve one connection of a client until it ends."""
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await _tell(socket, HELLO, {"heartbeat_interval": HEARTBEAT_MILLISECONDS})
        async with asyncio.TaskGroup() as group:
            sending: list[asyncio.Task[None]] = []
            async for message in socket:
                if message.type is not WSMsgType.TEXT:
                    continue
                if begun := await self._receive(socket, request, json.loads(message.data)):
                    session, after = begun
                    sending.append(group.create_task(session.send(socket, after)))
            for task in sending:
                task.cancel()
        await self._disconnected(request)
        return socket

    async def _receive(
        self, socket: web.WebSocketResponse, request: web.Request, message: JSON
    ) -> tuple[Session, int] | None:
        """The session that *message* begins or resumes, and the last event it has."""
        match message:
            case {"op": 1}:  # heartbeat
                await _tell(socket, HEARTBEAT_ACK)
            case {"op": 2, "d": wanted}:  # identify
                self.identified += 1
                shard, shards = wanted.get("shard") or (0, 1)
                return await self._attach(self._begin(shard, shards), request), 0
            case {"op": 6, "d": {"session_id": identifier, "seq": after}}:  # resume
                self.resumed += 1
                if session := self._sessions.get(identifier):
                    session.dispatch("RESUMED", dict)
                    return await self._attach(session, request), after
                await _tell(socket, INVALID_SESSION, False)
        return None

    def _begin(self, shard: int, shards: int) -> Session:
        session = Session(f"session-{self.identified}", shard, shards)
        self._sessions[session.id] = session
        guilds = [guild for guild in self._world.guilds.values() if session.has(guild)]
        session.dispatch("READY", partial(self._ready_payload, session, guilds))
        for guild in guilds:
            session.dispatch("GUILD_CREATE", partial(payloads.guild_create, guild))
        return session

    def _ready_payload(self, session: Session, guilds: list[Guild]) -> JSON:
        return {
            "v": 10,
            "user": payloads.user(BOT),
            "guilds": [{"id": str(guild.id), "unavailable": True} for guild in guilds],
            "session_id": session.id,
            "resume_gateway_url": self.address,
            "shard": [session.shard, session.shards],
            "application": {"id": str(APPLICATION), "flags": 0},
        }

    async def _attach(self, session: Session, request: web.Request) -> Session:
        async with self._changed:
            session.connection = request
            self._changed.notify_all()
        return session

    async def _disconnected(self, request: web.Request) -> None:
        async with self._changed:
            for session in self._connected():
                if session.connection is request:
                    session.connection = None
            self._changed.notify_all()

    def _connected(self) -> list[Session]:
        return [session for session in self._sessions.values() if session.connection]

    def _is_complete(self) -> bool:
        return len({session.shard for session in self._connected()}) == self.shards


async def _tell(socket: web.WebSocketResponse, op: int, told: Any = None) -> None:
    await socket.send_str(json.dumps({"op": op, "d": told}))
