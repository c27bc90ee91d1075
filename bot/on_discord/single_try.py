"""Requests that discord.py makes once.

It repeats a POST by itself up to five times on 500, 502, 504 and 524, though the first may have
been carried out; a forum post, which takes no nonce, would then stand there twice. Whether to try
again is for the outbox to decide, which can look first.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from types import SimpleNamespace

import aiohttp

SERVER_ERROR = 500
_once: ContextVar[bool] = ContextVar("once", default=False)


class ServerFault(Exception):
    """Discord answered with an error of its own; it may have done what was asked."""

    def __init__(self, status: int) -> None:
        super().__init__(f"status {status}")
        self.status = status


@contextmanager
def single_try() -> Iterator[None]:
    """Let no request of this task be repeated on a server's error: it raises `ServerFault`."""
    token = _once.set(True)
    try:
        yield
    finally:
        _once.reset(token)


def server_faults() -> aiohttp.TraceConfig:
    """What a client needs as its `http_trace` for `single_try` to work."""
    trace = aiohttp.TraceConfig()
    trace.on_request_end.append(_raise_fault)
    return trace


async def _raise_fault(
    _session: aiohttp.ClientSession,
    _context: SimpleNamespace,
    end: aiohttp.TraceRequestEndParams,
) -> None:
    if _once.get() and end.response.status >= SERVER_ERROR:
        end.response.close()
        raise ServerFault(end.response.status)
