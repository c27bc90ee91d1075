"""The real bot in a browser page: a simulated Discord on loopback, no account and no token."""

from __future__ import annotations

import asyncio
import tempfile
import webbrowser
from datetime import UTC, datetime
from pathlib import Path

import click
import discord
import simcord

from bot.app import stop_on_signals
from bot.clock import utc_now
from bot.errors import ConfigurationError
from bot.on_discord.client import BedfellowsBot
from bot.services.pack_library import PackLibrary
from bot.services.services import Services
from bot.settings import Settings
from bot.storage.connect import open_database

WELCOME = """\
**Welcome.** This is the real bot on a pretended Discord: nothing leaves your computer.
Type a slash command below, pick from the list as you type, and press what appears. Some to try:
- `/why` actor **Iran** backs **Armenia**
- `/ask` Why do Israel and Turkey back the same side?
- `/alliances` on **October 2020**
- `/paradoxes`, `/timeline`, `/onthisday`

Type a name wrong, or in another script. The page lets you be Ada, Ben or the moderator Mira."""


async def run_demo(settings: Settings, port: int, *, open_browser: bool) -> None:
    """Serve the page until it is closed or the process is told to stop."""
    stop_on_signals()
    packs = PackLibrary(settings.packs, settings.cache, settings.pack)
    with tempfile.TemporaryDirectory() as folder:
        async with open_database(f"sqlite:{folder}/demo.db") as database:
            bot = BedfellowsBot(Services.of(database, packs, utc_now), Path(folder))
            async with simcord.run(bot, check_errors=False, shard_count=1) as env:
                await _serve(env, port, open_browser=open_browser)


async def _serve(env: simcord.Env, port: int, *, open_browser: bool) -> None:
    channel, viewers = await _furnish(env)
    preview = env.preview(channel, viewers=viewers, layout="channel", port=port or None)
    try:
        async with preview as page:
            click.echo(f"The demo is at {page.url}\nStop it with Ctrl+C.")
            if open_browser:
                await asyncio.to_thread(webbrowser.open, page.url)
            await page.wait_closed()
    except simcord.SetupError:
        raise ConfigurationError(f"Port {port} is taken; choose another: --port 0") from None


async def _furnish(env: simcord.Env) -> tuple[simcord.ChannelHandle, list[simcord.MemberActor]]:
    """A server at the present time with a moderator, who welcomes, and two members."""
    await env.advance_time((datetime.now(UTC) - env.now()).total_seconds())
    assert env.bot.user is not None
    await env.bot.user.edit(username="Bedfellows")
    guild = env.create_guild(name="Bedfellows demo")
    channel = guild.create_text_channel("talk")
    role = guild.create_role("Moderators", permissions=discord.Permissions(manage_guild=True))
    mira = guild.add_member(env.create_user("Mira"), roles=[role])
    members = [guild.add_member(env.create_user(name)) for name in ("Ada", "Ben")]
    await mira.send(channel, WELCOME)
    return channel, [*members, mira]
