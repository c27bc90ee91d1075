"""What reaches a person who is told away from their server, on the wire."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import discord
import msgspec
import pytest

from bot.core.post import Reason
from bot.delivery.sender import TryLater
from bot.on_discord.sender import DiscordSender
from bot.on_discord.single_try import server_faults
from bot.storage.settings_store import load, save
from tests.delivery.premises import Premises, text_channel
from tests.delivery.storming import FIRST, Scene, running, staged
from tests.stand_in.clock import Clock
from tests.stand_in.faults import Rule, failed
from tests.stand_in.places import Person
from tests.stand_in.pointing import point_discord_py_at
from tests.stand_in.server import Discord, stand_in
from tests.stand_in.world import World

MIRA = Person(700, "Mira")


@pytest.fixture
async def scene(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Scene]:
    async with staged(tmp_path, monkeypatch) as made:
        yield made


async def without_a_channel_for_moderators(scene: Scene, premises: Premises) -> None:
    """Mira turned it off."""
    async with scene.database.transaction() as connection:
        read = await load(connection, premises.place)
        settings = msgspec.structs.replace(read.settings, moderators_channel=None)
        mira = f"discord:{MIRA.id}"
        await save(connection, premises.place, read, settings, mira, scene.clock())


async def test_who_set_it_up_is_told_which_server_it_is_about(scene: Scene):
    premises = text_channel(scene.world, FIRST)
    async with running(scene):
        scene.world.delete_channel(premises.channel)
        await scene.begin(premises)
        await without_a_channel_for_moderators(scene, premises)
        await scene.settle()

    (letter,) = scene.world.open_direct(MIRA).history
    shown = str(letter.components)
    assert "of “text, Africa/Tunis” has paused itself" in shown
    assert "`/schedule resume` there" in shown
    assert "custom_id" not in shown


@pytest.fixture
def world() -> World:
    made = World(Clock(FIRST))
    made.add_guild("far away")
    return made


@pytest.fixture
async def served(world: World, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Discord]:
    async with stand_in(world) as running_one:
        point_discord_py_at(running_one.port, monkeypatch.setattr)
        yield running_one


@pytest.fixture
async def sender(served: Discord) -> AsyncIterator[DiscordSender]:  # noqa: ARG001
    """Of a client that the gateway has told nothing, as where another process has that server."""
    intents = discord.Intents(guilds=True)
    async with discord.Client(intents=intents, http_trace=server_faults()) as client:
        await client.login("token")
        yield DiscordSender(client, asyncio.Event())


def place(world: World) -> str:
    return f"discord:{next(iter(world.guilds))}"


async def test_a_server_that_the_gateway_did_not_tell_of_is_asked_for(
    sender: DiscordSender, world: World
):
    assert await sender.name_of(place(world)) == "far away"


async def test_a_server_that_the_bot_is_not_in_has_no_name(sender: DiscordSender):
    assert await sender.name_of("discord:5") is None


async def test_while_discord_does_not_say_it_is_tried_again(
    sender: DiscordSender, served: Discord, world: World
):
    served.plan([Rule("guild", failed(502))])

    with pytest.raises(TryLater) as refused:
        await sender.name_of(place(world))

    assert refused.value.trouble.reason is Reason.PLATFORM_DOWN
