"""Which channels somebody may see, as far as their interaction tells."""

from __future__ import annotations

from typing import Any

import discord
import pytest
import simcord

from bot.on_discord.sight import sees
from tests.on_discord.world import World

HIDDEN = discord.PermissionOverwrite(view_channel=False)


@pytest.fixture
def staff(small: World) -> simcord.ChannelHandle:
    """A channel of the moderators."""
    let_in = discord.PermissionOverwrite(view_channel=True)
    overwrites: Any = {
        small.guild.default_role: HIDDEN,
        small.guild.roles["Moderators"]: let_in,
        small.guild.me: let_in,
    }
    return small.guild.create_text_channel("staff", overwrites=overwrites)


async def seen_by(
    world: World, who: simcord.MemberActor, channel: int, *, sent_from: Any = None
) -> bool:
    """What the bot finds when *who* asks something."""
    found = []

    async def note(interaction: discord.Interaction) -> None:
        found.append(sees(interaction, str(channel)))

    world.env.bot.add_listener(note, "on_interaction")
    await who.slash(sent_from or world.channel, "about")
    world.env.bot.remove_listener(note, "on_interaction")
    return found[0]


async def test_what_a_role_opens_is_seen_by_its_holders(small: World, staff: simcord.ChannelHandle):
    assert await seen_by(small, small.mira, staff.id)
    assert not await seen_by(small, small.ada, staff.id)
    assert await seen_by(small, small.ada, small.channel.id)


async def test_of_a_gone_channel_whoever_runs_the_server_may_know(small: World):
    assert await seen_by(small, small.mira, 404)
    assert not await seen_by(small, small.ada, 404)


@pytest.mark.parametrize(("kind", "elsewhere"), [("public", True), ("private", False)])
async def test_a_private_thread_is_seen_from_within(small: World, kind: str, elsewhere: bool):
    channel = small.env.bot.get_channel(small.channel.id)
    made = await channel.create_thread(
        name="side", type=discord.ChannelType[f"{kind}_thread"], invitable=True
    )
    await made.add_user(discord.Object(small.ada.id))
    handle = simcord.ChannelHandle(small.env, small.guild, small.env.backend.get_channel(made.id))

    assert await seen_by(small, small.ada, made.id) is elsewhere
    assert await seen_by(small, small.ada, made.id, sent_from=handle)
