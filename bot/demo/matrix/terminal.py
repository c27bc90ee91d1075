"""A line to type into, below what comes in meanwhile."""

from __future__ import annotations

import asyncio
import os
import readline  # with it, `input` has arrow keys and a history, and tells what is typed so far
import shutil
import sys
import termios
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager

import click

PROMPT = "> "
CLEAR = "\r\x1b[J"  # from the cursor's line to the end of the screen


class Terminal:
    """On a pipe instead of a terminal, lines are read and written as they are."""

    def __init__(self) -> None:
        self.is_interactive = sys.stdin.isatty() and sys.stdout.isatty()
        self._is_asking = False

    @property
    def is_coloured(self) -> bool:
        return self.is_interactive and not os.environ.get("NO_COLOR")

    @property
    def width(self) -> int | None:
        return shutil.get_terminal_size().columns if self.is_interactive else None

    def show(self, text: str) -> None:
        """Print *text* above the line that is being typed."""
        begun, up = "", ""
        if self._is_asking:
            begun = PROMPT + readline.get_line_buffer()
            rows_above = (len(begun) - 1) // shutil.get_terminal_size().columns
            up = (f"\x1b[{rows_above}A" if rows_above else "") + CLEAR
        click.echo(f"{up}{text}\n{begun}", nl=False)

    async def lines(self) -> AsyncIterator[str]:
        """What is typed, line by line, until the end of input."""
        lines: asyncio.Queue[str | None] = asyncio.Queue()
        loop = asyncio.get_running_loop()

        def read() -> None:
            for line in self._asked() if self.is_interactive else _piped():
                loop.call_soon_threadsafe(lines.put_nowait, line)
            loop.call_soon_threadsafe(lines.put_nowait, None)

        # It waits for a line whatever else ends, so nothing may wait for it.
        threading.Thread(target=read, daemon=True).start()
        while (line := await lines.get()) is not None:
            yield line

    @contextmanager
    def left_as_it_was(self) -> Iterator[None]:
        """Undo in the end what waiting for a line has changed about the terminal."""
        if not self.is_interactive:
            yield
            return
        before = termios.tcgetattr(sys.stdin)
        try:
            yield
        finally:
            termios.tcsetattr(sys.stdin, termios.TCSADRAIN, before)
            click.echo()

    def _asked(self) -> Iterator[str]:
        while True:
            self._is_asking = True
            try:
                line = input(PROMPT)
            except EOFError:
                return
            finally:
                self._is_asking = False
            yield line


def _piped() -> Iterator[str]:
    # Not `sys.stdin`, on which the interpreter would wait when it ends.
    with open(0, encoding="utf-8", errors="replace", closefd=False) as file:
        yield from (line.rstrip("\n") for line in file)
