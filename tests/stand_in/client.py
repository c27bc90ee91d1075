"""A real client of discord.py, which judges the stand-in."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import discord

from tests.stand_in.server import Discord


class Client(discord.AutoShardedClient):
    """Answers slash commands, and identifies without the pause that Discord asks for."""

    def __init__(self, **options: object) -> None:
        intents = discord.Intents(guilds=True)
        super().__init__(intents=intents, max_messages=None, guild_ready_timeout=0.05, **options)
        self.threads_seen = asyncio.Queue[discord.Thread]()
        self.heard: list[dict] = []

    async def before_identify_hook(self, _shard: int | None, *, initial: bool = False) -> None:
        del initial

    async def on_thread_create(self, thread: discord.Thread) -> None:
        self.threads_seen.put_nowait(thread)

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        self.heard.append(interaction.data)
        await interaction.response.send_message(f"heard {interaction.data['name']}")
        await interaction.followup.send("and more")


@asynccontextmanager
async def connected(running: Discord, **options: object) -> AsyncIterator[Client]:
    async with Client(**options) as client, asyncio.TaskGroup() as group:
        group.create_task(client.start("token"))
        async with asyncio.timeout(5):
            await running.ready()
            await client.wait_until_ready()
        yield client
        await client.close()


async def eventually(condition) -> None:
    async with asyncio.timeout(5):
        while not condition():  # noqa: ASYNC110 - what is waited for has no event
            await asyncio.sleep(0.005)


def card(text: str) -> discord.ui.LayoutView:
    view = discord.ui.LayoutView()
    view.add_item(discord.ui.TextDisplay(text))
    return view
