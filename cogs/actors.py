"""Who someone is."""

from __future__ import annotations

from discord import app_commands
from discord.ext import commands

from bot.cards import lookups
from bot.on_discord.contexts import everywhere
from bot.on_discord.packs import pack_for
from bot.on_discord.replies import Interaction, reply
from bot.on_discord.suggestions import Choice, actor_choices
from bot.services.services import Services


class ActorCog(commands.Cog):
    def __init__(self, services: Services) -> None:
        self._services = services

    @app_commands.command()
    @app_commands.describe(name="A country, organisation or group, by any of its names")
    @everywhere
    async def actor(self, interaction: Interaction, name: str) -> None:
        """Who someone is, what it says and wants, whom it is with."""
        pack = await pack_for(self._services, interaction)
        await reply(interaction, lookups.actor(pack, name))

    @actor.autocomplete("name")
    async def _names(self, interaction: Interaction, typed: str) -> list[Choice]:
        pack = await pack_for(self._services, interaction)
        return actor_choices(pack, typed)
