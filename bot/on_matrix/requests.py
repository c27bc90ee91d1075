"""Ask the homeserver what nio has no call for, or where its call hides what went wrong."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from nio.client.async_client import AsyncClient, AsyncClientConfig

PREFIX = "/_matrix/client/v3"
SECONDS = 30.0
TOO_MANY_REQUESTS, SERVER_ERROR = 429, 500
RATE_LIMITED = "M_LIMIT_EXCEEDED"


class Refused(Exception):
    """The homeserver, or a proxy before it, answered something else than was asked for.

    *code* is the homeserver's own name for it, empty if there is none. *wait* is in seconds,
    *answer* all that it said.
    """

    def __init__(
        self,
        status: int,
        code: str,
        message: str,
        wait: float | None = None,
        answer: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(f"{status} {code} {message}".strip())
        self.answer = answer or {}
        self.status = status
        self.code = code
        self.message = message
        self.wait = wait

    @property
    def is_too_often(self) -> bool:
        """Whether we only ask too much at the moment."""
        return self.status == TOO_MANY_REQUESTS or self.code == RATE_LIMITED

    @property
    def is_final(self) -> bool:
        """Whether the same would be answered another time."""
        return 400 <= self.status < SERVER_ERROR and not self.is_too_often


def new_client(address: str, store: Path | None = None, pickle_key: str = "") -> AsyncClient:
    """A client that is not logged in yet; it encrypts if there is a *store* for its keys.

    It tries everything once: who asks knows best when to try again.
    """
    config = AsyncClientConfig(
        encryption_enabled=store is not None,
        pickle_key=pickle_key,
        max_limit_exceeded=0,
        max_timeouts=0,
        request_timeout=SECONDS,
    )
    return AsyncClient(address, store_path=str(store) if store else "", config=config)


async def close(client: AsyncClient) -> None:
    """Close its connections and its file of keys."""
    await client.close()  # type: ignore[no-untyped-call]
    if client.store:
        client.store.database.close()


async def request(
    client: AsyncClient,
    method: str,
    *path: str,
    body: Mapping[str, Any] | None = None,
    query: Mapping[str, str] | None = None,
    seconds: float = SECONDS,
    prefix: str = PREFIX,
) -> dict[str, Any]:
    """Ask once; the parts of *path* are quoted here.

    Raises:
        Refused: the answer is no success, or none of Matrix.
        OSError, TimeoutError, aiohttp.ClientError: there was no answer.
    """
    url = "/".join((prefix, *(quote(part, safe="") for part in path)))
    url += f"?{urlencode(query)}" if query else ""
    headers = {"Content-Type": "application/json"}
    if client.access_token:
        headers["Authorization"] = f"Bearer {client.access_token}"
    data = None if body is None else json.dumps(body)
    async with asyncio.timeout(seconds):
        answer = await client.send(method, url, data, headers, timeout=seconds)
        async with answer:
            return _read(answer.status, await answer.read())


def _read(status: int, raw: bytes) -> dict[str, Any]:
    said: Any = None
    with suppress(ValueError, RecursionError):
        said = json.loads(raw)
    if 200 <= status < 300 and isinstance(said, dict):
        return said
    if not isinstance(said, dict):
        raise Refused(status, "", "the answer is none of Matrix")
    code, message = str(said.get("errcode", "")), str(said.get("error", ""))
    raise Refused(status, code, message, _wait(said), said)


def _wait(said: Mapping[str, Any]) -> float | None:
    wait = said.get("retry_after_ms")
    return wait / 1000 if isinstance(wait, int | float) and wait > 0 else None
