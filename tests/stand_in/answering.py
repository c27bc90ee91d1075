"""How a request is served: logged, held against the limits, and struck by the faults planned."""

from __future__ import annotations

import asyncio
import socket
import struct
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias

import msgspec
from aiohttp import web

from tests.stand_in.faults import Ending, Fault, Plan, nothing
from tests.stand_in.limits import Limits
from tests.stand_in.refusals import Refused
from tests.stand_in.requests import Request, read_body
from tests.stand_in.rest import Api, Route

API = "/api/v10"
AT_ONCE = struct.pack("ii", 1, 0)  # closing sends RST
Handler: TypeAlias = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Answering:
    """*requests* is the log, oldest first; *limits* None means that there are none."""

    def __init__(self, api: Api, limits: Limits | None) -> None:
        self.limits = limits
        self.plan = Plan()
        self.requests: list[Request] = []
        self._api = api
        self._occasions: Counter[str] = Counter()
        self._released = asyncio.Event()

    def release(self) -> None:
        """Let every request go on that hangs."""
        self._released.set()
        self._released = asyncio.Event()

    def handler(self, route: Route) -> Handler:
        """What serves *route*."""

        async def serve(request: web.Request) -> web.StreamResponse:
            received = await self._receive(route, request)
            excess = self.limits.take(received) if self.limits else None
            fault = Fault(acts=False, excess=excess) if excess else self.plan.fault(received)
            return await self._serve(route, received, fault, request)

        return serve

    async def _receive(self, route: Route, request: web.Request) -> Request:
        body = await read_body(request)
        is_poll = route.kind == "send" and body.get("poll")
        kind = "poll" if is_poll else route.kind
        self._occasions[kind] += 1
        received = Request(
            kind,
            self._occasions[kind],
            request.method,
            request.path.removeprefix(API),
            dict(request.match_info),
            time.monotonic(),
            dict(request.query),
            body,
        )
        self.requests.append(received)
        return received

    async def _serve(
        self, route: Route, received: Request, fault: Fault, request: web.Request
    ) -> web.StreamResponse:
        await fault.before()
        answer = self._act(route, received) if fault.acts else None
        await fault.acted()
        if fault.ending is Ending.HANG:
            await self._released.wait()
        answer = _changed(answer, fault)
        if answer is None or fault.ending in (Ending.DROP, Ending.RESET):
            return _cut(request, fault.ending)
        return await self._reply(answer, received, fault, request)

    def _act(self, route: Route, received: Request) -> web.Response:
        try:
            done = route.act(self._api, received)
        except Refused as refused:
            why = refused.refusal
            answer = _json(why.status, {"message": why.message, "code": why.code})
        else:
            answer = web.Response(status=204) if done is None else _json(200, done)
        if self.limits:
            answer.headers.update(self.limits.headers(received))
        return answer

    async def _reply(
        self, answer: web.Response, received: Request, fault: Fault, request: web.Request
    ) -> web.Response:
        received.status = answer.status
        if fault.replied is not nothing:
            await answer.prepare(request)
            await answer.write_eof()
            await fault.replied()
        return answer


def _changed(answer: web.Response | None, fault: Fault) -> web.Response | None:
    """The answer that *fault* puts in the place of Discord's own."""
    if fault.excess:
        limited = _json(429, fault.excess.body)
        limited.headers.update(fault.excess.headers)
        return limited
    if fault.status:
        return web.Response(status=fault.status, text="upstream error", content_type="text/html")
    return answer


def _cut(request: web.Request, ending: Ending) -> web.Response:
    """End the connection; what is returned goes nowhere."""
    if request.transport is not None:
        if ending is Ending.RESET:
            connection = request.transport.get_extra_info("socket")
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, AT_ONCE)
        request.transport.abort()
    return web.Response()


def _json(status: int, told: Any) -> web.Response:
    """discord.py reads JSON only from this very content type, without a character set."""
    body = msgspec.json.encode(told)
    return web.Response(status=status, body=body, headers={"Content-Type": "application/json"})
