"""A simulated Discord with our bot in it, and what its people see."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import discord
import simcord

from bot.on_discord.client import BedfellowsBot
from bot.services.pack_library import PackLibrary
from bot.services.pack_shelf import PackShelf
from bot.services.services import Services
from bot.storage.connect import open_database
from bot.storage.database import Database
from tests.clock import SetClock


@dataclass
class World:
    """A server with a channel, two members and a moderator, and what the bot there works with."""

    env: simcord.Env
    guild: simcord.GuildHandle
    channel: simcord.ChannelHandle
    ada: simcord.MemberActor
    ben: simcord.MemberActor
    mira: simcord.MemberActor
    services: Services
    database: Database
    state_folder: Path
    clock: SetClock = field(default_factory=SetClock)

    @property
    def shelf(self) -> PackShelf:
        return self.services.shelf

    def make_bot(self) -> BedfellowsBot:
        """The bot of a restart."""
        return BedfellowsBot(self.services, self.state_folder)

    async def restart(self) -> None:
        await self.env.restart_bot(self.make_bot())


@asynccontextmanager
async def world(packs: PackLibrary, state_folder: Path) -> AsyncIterator[World]:
    async with open_database(f"sqlite:{state_folder}/bot.db") as database:
        clock = SetClock()
        services = Services.of(database, packs, clock)
        bot = BedfellowsBot(services, state_folder)
        # Errors that people cause are answered by the bot and are no failure of it.
        env = simcord.Env(bot, shard_count=1, check_errors=False)
        await env.start()
        try:
            yield _furnished(env, services, database, state_folder, clock)
        finally:
            await env.shutdown()


def _furnished(
    env: simcord.Env, services: Services, database: Database, folder: Path, clock: SetClock
) -> World:
    guild = env.create_guild()
    channel = guild.create_text_channel("talk")
    ada, ben = (guild.add_member(env.create_user(name)) for name in ("ada", "ben"))
    role = guild.create_role("Moderators", permissions=discord.Permissions(manage_guild=True))
    mira = guild.add_member(env.create_user("mira"), roles=[role])
    return World(env, guild, channel, ada, ben, mira, services, database, folder, clock)


def walk(components: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Every component of a message, outer ones first."""
    found = []
    for component in components:
        beside = [component["accessory"]] if "accessory" in component else []
        found += [component, *walk([*component.get("components", []), *beside])]
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
