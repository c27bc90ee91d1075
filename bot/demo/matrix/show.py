"""Run the Matrix demo: a homeserver, the bot, a room with a schedule, and the chat."""

from __future__ import annotations

import asyncio
import logging
import secrets
import signal
import tempfile
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

import aiohttp

from bot.app import start_delivery, stop_on_signals
from bot.cards.times import instant_line
from bot.clock import utc_now
from bot.core.identity import Place
from bot.demo.clock import DemoClock, until_posted
from bot.demo.daily_explainer import plan_daily_explainer
from bot.demo.matrix.account import Account
from bot.demo.matrix.chat import Chat
from bot.demo.matrix.synapse import Synapse
from bot.demo.matrix.terminal import Terminal
from bot.errors import BotError
from bot.matrix_platform import MatrixPlatform
from bot.matrix_settings import MatrixSettings
from bot.on_matrix.client import MatrixBot
from bot.on_matrix.commands.answering import Answering
from bot.on_matrix.identity import MATRIX, person, place
from bot.on_matrix.markup import View, plain
from bot.on_matrix.sender import MatrixSender
from bot.services.pack_library import PackLibrary
from bot.services.services import Services
from bot.settings import Settings
from bot.storage.connect import open_database
from bot.storage.post_store import planned_post
from bot.storage.settings_store import settings_of

STARTING = "Starting a Matrix homeserver on this computer …"
NOTHING_PLANNED = "Nothing is planned; !settings on plans it."
MOVED = "It is {when} now."


@dataclass(frozen=True, slots=True)
class Accounts:
    you: dict[str, str]
    bot: dict[str, str]


async def run_demo(settings: Settings, python: Path) -> None:
    """Chat until the end of input, or until the process is told to stop.

    *python* is the interpreter that has Synapse.

    Raises:
        ConfigurationError: Synapse does not start.
    """
    stop_on_signals()
    task = asyncio.current_task()
    assert task is not None
    # A closed window takes the homeserver with it.
    asyncio.get_running_loop().add_signal_handler(signal.SIGHUP, task.cancel)
    logging.disable(logging.INFO)
    terminal = Terminal()
    with tempfile.TemporaryDirectory() as folder, terminal.left_as_it_was():
        terminal.show(STARTING)
        async with _homeserver(Path(folder), python) as (server, accounts):
            await _furnish(settings, Path(folder), server, accounts, terminal)


@asynccontextmanager
async def _homeserver(folder: Path, python: Path) -> AsyncIterator[tuple[Synapse, Accounts]]:
    server = Synapse(python, folder)

    def start() -> Accounts:
        server.start()
        made = (server.register(name, secrets.token_hex()) for name in ("you", "bedfellows"))
        return Accounts(*made)

    try:
        yield server, await asyncio.to_thread(start)
    finally:
        server.stop()


async def _furnish(
    settings: Settings, folder: Path, server: Synapse, accounts: Accounts, terminal: Terminal
) -> None:
    clock = DemoClock()
    packs = PackLibrary(settings.packs, settings.cache, settings.pack)
    async with (
        open_database(f"sqlite:{folder}/demo.db") as database,
        aiohttp.ClientSession() as session,
    ):
        services = Services.of(database, packs, clock)
        you, bot_id = accounts.you, accounts.bot["user_id"]
        account = Account(session, server.url, you["user_id"], you["access_token"])
        room = await account.make_room("Bedfellows demo", bot_id)
        await plan_daily_explainer(services, place(room), room, person(you["user_id"]))
        platform = _platform(server, accounts.bot, folder, services)

        async def move_on(say: Callable[[str], None]) -> None:
            await _move_on(services, clock, place(room), say)

        chat = Chat(account, room, bot_id, terminal, move_on)
        await _run_together(platform, services, chat)


def _platform(
    server: Synapse, account: dict[str, str], folder: Path, services: Services
) -> MatrixPlatform:
    """The bot reads by the real time, which messages have, and posts by the demo's."""
    settings = MatrixSettings(
        server.url,
        account["user_id"],
        access_token=account["access_token"],
        device_id=account["device_id"],
    )
    database, now = services.database, utc_now
    bot = MatrixBot(settings, folder, database, services.departures, now)
    sender = MatrixSender(bot.homeserver, database, services.clock)
    return MatrixPlatform(bot, sender, Answering(replace(services, clock=now), bot.homeserver))


async def _run_together(platform: MatrixPlatform, services: Services, chat: Chat) -> None:
    try:
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(platform.run(), name="bot")
            start_delivery(tasks, services, {MATRIX: platform.sender})
            await chat.run()
            raise asyncio.CancelledError
    except* BotError as failures:
        raise failures.exceptions[0] from None


async def _move_on(
    services: Services, clock: DemoClock, here: Place, say: Callable[[str], None]
) -> None:
    """Move time on to the next daily explainer, *say* what time it is then, and wait for it."""
    post = await planned_post(services.database, here)
    if post is None:
        say(NOTHING_PLANNED)
        return
    clock.move_to(post.due)
    zone = (await settings_of(services.database, here)).zone
    say(MOVED.format(when=plain(instant_line(post.due, zone), View("", zone=zone))))
    with suppress(TimeoutError):
        await until_posted(services.database, post)
