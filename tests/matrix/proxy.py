"""What stands between the bot and its homeserver, and fails when it is told to."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import aiohttp
from aiohttp import web

# What to answer instead of the homeserver: a status, a body and its type.
Answer = tuple[int, bytes, str]
BAD_GATEWAY: Answer = (502, b"<html>502 Bad Gateway</html>", "text/html")


@dataclass
class Proxy:
    """*asked* counts requests by the last part of their path; what *hold* gives is waited for."""

    url: str
    upstream: aiohttp.ClientSession
    answer: Callable[[web.Request], Answer | None] = lambda _: None
    hold: Callable[[web.Request], asyncio.Event | None] = lambda _: None
    asked: Counter[str] = field(default_factory=Counter)

    async def handle(self, request: web.Request) -> web.StreamResponse:
        self.asked[request.path.rsplit("/", 1)[-1]] += 1
        if held := self.hold(request):
            await held.wait()
        if instead := self.answer(request):
            status, body, kind = instead
            return web.Response(status=status, body=body, content_type=kind)
        headers = {
            name: text
            for name, text in request.headers.items()
            if name in ("Authorization", "Content-Type")
        }
        async with self.upstream.request(
            request.method, request.rel_url, data=await request.read(), headers=headers
        ) as said:
            return web.Response(
                status=said.status, body=await said.read(), content_type=said.content_type
            )


@asynccontextmanager
async def running_proxy(upstream: str) -> AsyncIterator[Proxy]:
    async with aiohttp.ClientSession(upstream) as session:
        proxy = Proxy("", session)
        server = web.Server(proxy.handle)
        runner = web.ServerRunner(server, shutdown_timeout=0.1)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        host, port = runner.addresses[0][:2]
        proxy.url = f"http://{host}:{port}"
        try:
            yield proxy
        finally:
            await runner.cleanup()
