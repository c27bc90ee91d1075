"""A simulated Discord with our bot in it, and what its people see."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import simcord

from bot.on_discord.client import BedfellowsBot
from bot.services.pack_shelf import PackShelf

TODAY = date(2026, 11, 23)


@dataclass
class World:
    """A server with one channel and two members; *make_bot* builds the bot of a restart."""

    env: simcord.Env
    channel: simcord.ChannelHandle
    ada: simcord.MemberActor
    ben: simcord.MemberActor
    shelf: PackShelf
    state_folder: Path

    def make_bot(self) -> BedfellowsBot:
        return BedfellowsBot(self.shelf, lambda: TODAY, self.state_folder)

    async def restart(self) -> None:
        await self.env.restart_bot(self.make_bot())


@asynccontextmanager
async def world(shelf: PackShelf, state_folder: Path) -> AsyncIterator[World]:
    bot = BedfellowsBot(shelf, lambda: TODAY, state_folder)
    # Errors that people cause are answered by the bot and are no failure of it.
    env = simcord.Env(bot, shard_count=1, check_errors=False)
    await env.start()
    try:
        guild = env.create_guild()
        channel = guild.create_text_channel("talk")
        ada, ben = (guild.add_member(env.create_user(name)) for name in ("ada", "ben"))
        yield World(env, channel, ada, ben, shelf, state_folder)
    finally:
        await env.shutdown()


def walk(components: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Every component of a message, outer ones first."""
    found = []
    for component in components:
        found += [component, *walk(component.get("components", []))]
    return found


def texts(message: Any) -> str:
    return "\n".join(c["content"] for c in walk(message.components) if c["type"] == 10)


def title(message: Any) -> str:
    return texts(message).splitlines()[0].removeprefix("## ")


def buttons(message: Any) -> dict[str, dict[str, Any]]:
    """The buttons by label."""
    return {c["label"]: c for c in walk(message.components) if c["type"] == 2}


def options(message: Any) -> dict[str, str]:
    """What the menu offers, by label."""
    menus = [c for c in walk(message.components) if c["type"] == 3]
    return {option["label"]: option["value"] for menu in menus for option in menu["options"]}
