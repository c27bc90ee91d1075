"""One server with a text channel, and a client that is connected to it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import discord
import pytest

from tests.stand_in.client import Client, connected
from tests.stand_in.clock import Clock
from tests.stand_in.places import Channel
from tests.stand_in.pointing import point_discord_py_at
from tests.stand_in.server import Discord, stand_in
from tests.stand_in.world import World

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture
def world() -> World:
    """One server with a text channel, at noon."""
    made = World(Clock(NOON))
    made.add_channel(made.add_guild("home"))
    return made


@pytest.fixture
def channel(world: World) -> Channel:
    return next(iter(world.channels.values()))


@pytest.fixture
async def served(world: World, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Discord]:
    async with stand_in(world) as running:
        point_discord_py_at(running.port, monkeypatch.setattr)
        yield running


@pytest.fixture
async def client(served: Discord) -> AsyncIterator[Client]:
    async with connected(served) as made:
        yield made


@pytest.fixture
def general(client: Client, channel: Channel) -> discord.TextChannel:
    """The text channel as the client sees it."""
    return client.get_channel(channel.id)
