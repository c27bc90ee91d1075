"""What the bot can do, and where its facts come from."""

from __future__ import annotations

from discord import app_commands
from discord.ext import commands

from bot.cards import lookups
from bot.cards.help import about_card, help_card
from bot.on_discord.contexts import everywhere
from bot.on_discord.packs import pack_for
from bot.on_discord.replies import Interaction, reply
from bot.on_discord.suggestions import Choice, actor_choices
from bot.services.services import Services


class AboutCog(commands.Cog):
    def __init__(self, services: Services) -> None:
        self._services = services

    @app_commands.command()
    @everywhere
    async def help(self, interaction: Interaction) -> None:
        """What I can do."""
        pack = await pack_for(self._services, interaction)
        await reply(interaction, help_card(pack))

    @app_commands.command()
    @everywhere
    async def about(self, interaction: Interaction) -> None:
        """Where the facts come from and what I stand for."""
        pack = await pack_for(self._services, interaction)
        await reply(interaction, about_card(pack))

    @app_commands.command()
    @app_commands.describe(about="Only what is cited about this actor")
    @everywhere
    async def sources(self, interaction: Interaction, about: str = "") -> None:
        """The bibliography."""
        pack = await pack_for(self._services, interaction)
        await reply(interaction, lookups.sources(pack, about))

    @sources.autocomplete("about")
    async def _actors(self, interaction: Interaction, typed: str) -> list[Choice]:
        pack = await pack_for(self._services, interaction)
        return actor_choices(pack, typed)
