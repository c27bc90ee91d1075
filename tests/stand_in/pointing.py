"""Turning discord.py to the stand-in, in this process or at the start of another one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route


def point_discord_py_at(port: int, assign: Callable[[Any, str, Any], None] = setattr) -> None:
    """For every client made from now on; tests give *assign* pytest's `monkeypatch.setattr`.

    discord.py asks for the gateway's address only where it also asks how many shards there are;
    otherwise, and after a session was invalidated, it goes to the address built in.
    """
    assign(Route, "BASE", f"http://127.0.0.1:{port}/api/v10")
    assign(DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(f"ws://127.0.0.1:{port}/gateway"))
