"""What a client is told when it connects, and again after it lost the connection."""

from __future__ import annotations

import discord
import pytest

from tests.stand_in.client import Client, connected, eventually
from tests.stand_in.pointing import point_discord_py_at
from tests.stand_in.server import Discord, stand_in


async def test_a_client_sees_guilds_channels_roles_and_threads(world, served: Discord):
    guild = world.add_guild("other", "de")
    world.add_forum(guild, tags=["talk"], tag_required=True)
    world.add_role(guild, "readers", mentionable=True)
    async with connected(served) as client:
        seen = client.get_guild(guild.id)

        assert {each.name for each in client.guilds} == {"home", "other"}
        assert seen.preferred_locale is discord.Locale.german
        assert [tag.name for tag in seen.forums[0].available_tags] == ["talk"]
        assert seen.forums[0].flags.require_tag
        assert seen.roles[1].mentionable
        assert seen.me.guild_permissions.send_polls


async def test_guilds_are_spread_over_shards(world, monkeypatch: pytest.MonkeyPatch):
    for number in range(9):
        world.add_guild(f"guild {number}")
    async with stand_in(world, shards=2) as running:
        point_discord_py_at(running.port, monkeypatch.setattr)
        async with connected(running) as client:
            shards = [guild.shard_id for guild in client.guilds]

    assert (shards.count(0), shards.count(1)) == (5, 5)


async def test_a_dropped_gateway_is_resumed_and_misses_nothing(world, channel, client, served):
    served.drop_gateway()
    made = world.add_channel(channel.guild, "meanwhile")
    await served.ready()
    await eventually(lambda: client.get_channel(made.id))

    assert (served.gateway.identified, served.gateway.resumed) == (1, 1)


async def test_a_client_that_closed_is_gone(served: Discord):
    async with connected(served):
        pass
    await served.gone()

    assert served.gateway.identified == 1


async def test_a_forgotten_session_is_identified_anew(client: Client, served: Discord):
    served.drop_gateway(resumable=False)
    await served.ready()

    assert (served.gateway.identified, served.gateway.resumed) == (2, 1)
    await eventually(lambda: client.guilds)
