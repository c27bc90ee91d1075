"""Which pack an interaction is answered from."""

from __future__ import annotations

from bot.core.pack import Pack
from bot.on_discord.askers import place
from bot.on_discord.replies import Interaction
from bot.services.services import Services


async def pack_for(services: Services, interaction: Interaction) -> Pack:
    """The one its server chose; in a direct message the one the bot runs with."""
    guild = interaction.guild_id
    return await services.pack_in(None if guild is None else place(guild))
