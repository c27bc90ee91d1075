"""A server of the simulated Discord that has a daily explainer."""

from __future__ import annotations

from datetime import date, time

import simcord

from bot.core.place_settings import PlaceSettings
from bot.core.post import State
from tests.on_discord.world import World
from tests.services import places

TODAY = date(2026, 11, 23)


def place(world: World) -> str:
    return f"discord:{world.guild.id}"


async def set_up(world: World) -> simcord.ChannelHandle:
    """The channel in which an explainer comes every day at one."""
    channel = world.guild.create_text_channel("daily")
    settings = PlaceSettings(channel=str(channel.id), at=time(13))
    await places.set_up(world.database, settings, place=place(world))
    return channel


async def add_post(world: World, channel: simcord.ChannelHandle, explainer: str) -> None:
    """Today's post, which is out."""
    await places.add_post(
        world.database,
        TODAY,
        State.DONE,
        explainer=explainer,
        place=place(world),
        channel=str(channel.id),
    )
