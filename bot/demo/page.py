"""Serve the demo's page: a server with a moderator, two members and a daily explainer."""

from __future__ import annotations

import asyncio
import tempfile
import webbrowser
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import click
import discord
import simcord

from bot.app import start_delivery, stop_on_signals
from bot.delivery.sender import Message, Target
from bot.demo.clock import DemoClock
from bot.demo.daily_explainer import plan_daily_explainer
from bot.demo.scene import Scene
from bot.demo.time_control import TimeControl
from bot.errors import ConfigurationError
from bot.on_discord.askers import DISCORD, person, place
from bot.on_discord.client import BedfellowsBot
from bot.on_discord.sender import DiscordSender
from bot.services.pack_library import PackLibrary
from bot.services.services import Services
from bot.settings import Settings
from bot.storage.connect import open_database

TOGETHER_SECONDS = 0.3  # what is sent in that time renews the page once
WELCOME = """\
**Welcome.** This is the real bot on a pretended Discord: nothing leaves your computer.
Type a slash command below, pick from the list as you type, and press what appears. Some to try:
- `/why` actor **Iran** backs **Armenia**
- `/ask` Why do Israel and Turkey back the same side?
- `/alliances` on **October 2020**
- `/paradoxes`, `/timeline`, `/onthisday`
- as the moderator Mira (choose her above): `/demo next` moves time on to the next daily \
explainer, `/demo thread` shows its discussion and poll, `/settings panel` when and where it comes
- as Mira too: `/poll new` opens a poll; be Ada and Ben to vote in it, then `/poll close`

Type a name wrong, or in another script. The page lets you be Ada, Ben or the moderator Mira."""


async def run_demo(settings: Settings, port: int, *, open_browser: bool) -> None:
    """Serve the page until it is closed or the process is told to stop."""
    stop_on_signals()
    clock = DemoClock()
    packs = PackLibrary(settings.packs, settings.cache, settings.pack)
    with tempfile.TemporaryDirectory() as folder:
        async with open_database(f"sqlite:{folder}/demo.db") as database:
            services = Services.of(database, packs, clock)
            bot = DemoBot(services, Path(folder))
            async with (
                simcord.run(bot, check_errors=False, shard_count=1) as env,
                _served(env, services, port) as page,
            ):
                click.echo(f"The demo is at {page.url}\nStop it with Ctrl+C.")
                if open_browser:
                    await asyncio.to_thread(webbrowser.open, page.url)
                await _run_beside(bot, services, page, Scene(env, page, clock))


class DemoBot(BedfellowsBot):
    """With a command that moves time."""

    def __init__(self, services: Services, state_folder: Path) -> None:
        super().__init__(services, state_folder)
        self.time = TimeControl(services)

    async def setup_hook(self) -> None:
        await self.add_cog(self.time)
        await super().setup_hook()


class ShowingSender(DiscordSender):
    """Has the page show what it sent: otherwise that shows only what comes of being used."""

    def __init__(self, client: discord.Client, logged_in: asyncio.Event) -> None:
        super().__init__(client, logged_in)
        self._sent = asyncio.Event()

    async def send(self, target: Target, message: Message, key: str) -> str:
        result = await super().send(target, message, key)
        self._sent.set()
        return result

    async def show(self, scene: Scene) -> None:
        """Renew the page whenever something was sent."""
        while True:
            await self._sent.wait()
            await asyncio.sleep(TOGETHER_SECONDS)
            self._sent.clear()
            await scene.renew()


async def _run_beside(
    bot: DemoBot, services: Services, page: simcord.Preview, scene: Scene
) -> None:
    """Post when it is time, and move time, until the page is closed."""
    async with asyncio.TaskGroup() as tasks:
        sender = ShowingSender(bot, bot.logged_in)
        start_delivery(tasks, services, {DISCORD: sender})
        tasks.create_task(sender.show(scene), name="page")
        tasks.create_task(bot.time.run(scene), name="time")
        await page.wait_closed()
        raise asyncio.CancelledError


@asynccontextmanager
async def _served(
    env: simcord.Env, services: Services, port: int
) -> AsyncIterator[simcord.Preview]:
    channel, viewers = await _furnish(env, services)
    preview = env.preview(channel, viewers=viewers, layout="channel", port=port or None)
    try:
        async with preview as page:
            yield page
    except simcord.SetupError:
        raise ConfigurationError(f"Port {port} is taken; choose another: --port 0") from None


async def _furnish(
    env: simcord.Env, services: Services
) -> tuple[simcord.ChannelHandle, list[simcord.MemberActor]]:
    """A server at the present time with a moderator, who welcomes, and two members."""
    await env.advance_time((datetime.now(UTC) - env.now()).total_seconds())
    assert env.bot.user is not None
    await env.bot.user.edit(username="Bedfellows")
    guild = env.create_guild(name="Bedfellows demo")
    channel = guild.create_text_channel("talk")
    role = guild.create_role("Moderators", permissions=discord.Permissions(manage_guild=True))
    mira = guild.add_member(env.create_user("Mira"), roles=[role])
    members = [guild.add_member(env.create_user(name)) for name in ("Ada", "Ben")]
    await plan_daily_explainer(services, place(guild.id), str(channel.id), person(mira.id))
    await mira.send(channel, WELCOME)
    return channel, [*members, mira]
