"""The Matrix demo as a newcomer meets it: one command, then a chat that is typed into."""

from __future__ import annotations

import asyncio
import os
import pty
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.matrix.person import until
from tests.matrix.synapse import PYTHON, require_synapse

COMMAND = (sys.executable, "-m", "bot", "demo-matrix", "--synapse", str(PYTHON))
END_OF_INPUT = b"\x04"  # Ctrl+D

Ended = Callable[[], Awaitable[int]]


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    require_synapse(os.environ)
    return os.environ | {
        "TERM": "xterm",
        "TMPDIR": str(tmp_path),
        "BEDFELLOWS_DATA": str(tmp_path / "data"),
    }


class Terminal:
    """What is seen on it, and what is typed into it."""

    def __init__(self) -> None:
        self._ours, self.theirs = pty.openpty()
        self._seen = bytearray()
        asyncio.get_running_loop().add_reader(self._ours, self._read)

    def type(self, keys: bytes) -> None:
        os.write(self._ours, keys)

    async def shows(self, text: str) -> None:
        async def is_there() -> bool:
            return text in self._seen.decode(errors="replace")

        await until(is_there)

    def close(self) -> None:
        asyncio.get_running_loop().remove_reader(self._ours)
        os.close(self._ours)
        os.close(self.theirs)

    def _read(self) -> None:
        self._seen += os.read(self._ours, 65536)


@asynccontextmanager
async def chat(environment: dict[str, str]) -> AsyncIterator[tuple[Terminal, Ended]]:
    terminal = Terminal()
    ends = dict.fromkeys(("stdin", "stdout", "stderr"), terminal.theirs)
    process = await asyncio.create_subprocess_exec(*COMMAND, **ends, env=environment)
    try:
        yield terminal, process.wait
    finally:
        if process.returncode is None:
            process.terminate()
            await process.wait()
        terminal.close()


async def test_a_newcomer_asks_why_and_leaves(environment: dict[str, str], tmp_path: Path):
    async with chat(environment) as (terminal, ended):
        await terminal.shows("Thank you for having me")
        terminal.type(b"!why iran armenia\r")
        await terminal.shows("Why does Iran back Armenia?")
        await terminal.shows("[1] http")
        terminal.type(END_OF_INPUT)

        assert await ended() == 0
    assert os.listdir(tmp_path) == ["data"]  # the rest is gone again


async def test_what_comes_in_does_not_disturb_what_is_typed(environment: dict[str, str]):
    async with chat(environment) as (terminal, _):
        await terminal.shows("Thank you for having me")
        terminal.type(b"/next\r!why iran")
        await terminal.shows("To discuss")
        terminal.type(b" armenia\r")

        await terminal.shows("Why does Iran back Armenia?")


async def test_lines_can_be_piped_in(environment: dict[str, str]):
    pipes = dict.fromkeys(("stdin", "stdout", "stderr"), asyncio.subprocess.PIPE)
    process = await asyncio.create_subprocess_exec(*COMMAND, **pipes, env=environment)
    lines = ("!timeline", "/react next", "/hello", "/next")
    out, err = await process.communicate("\n".join(lines).encode())
    said = out.decode()

    assert (process.returncode, err) == (0, b"")
    assert "You put ▶️ under “Timeline" in said
    assert "Page 2 of" in said
    assert "There is no /hello here" in said
    assert "Daily explainer" in said.partition("09:00 UTC now.")[2]


async def test_without_synapse_it_says_what_to_do(environment: dict[str, str], tmp_path: Path):
    command = (*COMMAND[:-1], str(tmp_path / "python"))
    pipes = dict.fromkeys(("stdout", "stderr"), asyncio.subprocess.PIPE)
    process = await asyncio.create_subprocess_exec(*command, **pipes, env=environment)
    _, err = await process.communicate()

    assert process.returncode == 1
    assert "make demo-matrix" in err.decode()
