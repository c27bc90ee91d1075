"""Discord at the start, and when it lets the bot in no more."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from types import SimpleNamespace

import discord
import pytest

from bot.discord_platform import AUTHENTICATION_FAILED, DiscordPlatform, refusals
from bot.errors import ConfigurationError, Unreachable
from bot.on_discord.client import BedfellowsBot
from bot.services.pack_library import PackLibrary
from bot.services.services import Services
from bot.storage.connect import open_database
from tests.clock import SetClock
from tests.stand_in.faults import Fault, Rule, dropped, failed
from tests.stand_in.pointing import point_discord_py_at
from tests.stand_in.server import Discord, stand_in

AWAY = [dropped(), failed(503), failed(520)]


@pytest.fixture
async def served(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Discord]:
    async with stand_in() as running:
        point_discord_py_at(running.port, monkeypatch.setattr)
        yield running


@pytest.fixture
async def platform(tmp_path: Path, real_packs: PackLibrary) -> AsyncIterator[DiscordPlatform]:
    """Its pauses are over at once, and leave Discord as it should be."""
    async with open_database(f"sqlite:{tmp_path}/bot.db") as database:
        services = Services.of(database, real_packs, SetClock())
        async with BedfellowsBot(services, tmp_path) as bot:
            yield DiscordPlatform(bot, "token", sleep=no_sleep)


async def no_sleep(_seconds: float) -> None:
    await asyncio.sleep(0)


async def test_a_token_that_is_refused_is_said(served: Discord, platform: DiscordPlatform):
    served.plan([Rule("me", Fault(acts=False, status=401))])

    with pytest.raises(ConfigurationError, match="Discord refused DISCORD_TOKEN"):
        await platform.log_in()


@pytest.mark.parametrize("fault", AWAY)
@pytest.mark.parametrize("kind", ["me", "application", "set commands", "gateway"])
async def test_what_is_away_at_the_start_is_waited_for(
    served: Discord, platform: DiscordPlatform, kind: str, fault: Fault
):
    """Wherever the login breaks off, the next begins from the beginning."""
    served.plan([Rule(kind, fault, nth) for nth in (1, 2)])

    async with asyncio.TaskGroup() as tasks:
        running = tasks.create_task(platform.run())
        await served.ready()
        running.cancel()

    assert platform.bot.logged_in.is_set()


async def test_what_gives_no_answer_is_told_as_such(served: Discord, platform: DiscordPlatform):
    served.plan([Rule("me", failed(503), None)])

    with pytest.raises(Unreachable, match="cannot be used at the moment"):
        await platform.log_in()


def closed(code: int) -> discord.ConnectionClosed:
    return discord.ConnectionClosed(SimpleNamespace(close_code=code), shard_id=0, code=code)


def test_a_token_that_was_made_anew_while_the_bot_runs_is_said():
    with pytest.raises(ConfigurationError, match="copy it anew"), refusals():
        raise closed(AUTHENTICATION_FAILED)


def test_any_other_end_of_the_connection_is_a_mistake_of_ours():
    with pytest.raises(discord.ConnectionClosed), refusals():
        raise closed(4013)
