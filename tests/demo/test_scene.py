"""The page and the demo itself act on one simulated Discord."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import discord
import simcord

from bot.demo.clock import DemoClock
from bot.demo.scene import Scene


@asynccontextmanager
async def furnished() -> AsyncIterator[tuple[simcord.Env, simcord.Preview]]:
    """A page of which nobody knows yet what else there is."""
    bot = discord.Client(intents=discord.Intents(guilds=True))
    async with simcord.run(bot, check_errors=False) as env:
        guild = env.create_guild()
        ada = guild.add_member(env.create_user("ada"))
        channel = guild.create_text_channel("talk")
        async with env.preview(channel, viewers=[ada], layout="channel") as page:
            yield env, page


async def say(page: simcord.Preview, words: str) -> dict[str, Any]:
    """As somebody does who sees the page as it is now."""
    (shown,) = page._pages.values()
    body = {
        "protocol_version": 3,
        "sequence": shown.last_sequence + 1,
        "request_id": words,
        "generation": shown.generation,
        "bot_generation": page.env._generation,
        "published_revision": shown.revision,
        "kind": "send_message",
        "content": words,
    }
    await asyncio.sleep(0)  # its way to the server
    return await page._action(shown.id, body)


async def test_what_is_done_while_the_page_is_renewed_is_done_after_it():
    async with furnished() as (env, page):
        scene = Scene(env, page, DemoClock())

        _, done, _ = await asyncio.gather(scene.renew(), say(page, "hello"), scene.renew())

    assert (done["rejected"], done["settlement"]) == (False, "settled")


async def test_both_clocks_move():
    clock = DemoClock()
    later = clock() + timedelta(days=1)
    async with furnished() as (env, page):
        await Scene(env, page, clock).move_to(later)

        assert env.now() >= later
    assert clock() >= later
