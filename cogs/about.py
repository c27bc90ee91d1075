"""What the bot can do, and where its facts come from."""

from __future__ import annotations

from discord import app_commands
from discord.ext import commands

from bot.cards import lookups
from bot.cards.help import about_card, help_card
from bot.on_discord.contexts import everywhere
from bot.on_discord.replies import Interaction, reply
from bot.on_discord.suggestions import Choice, actor_choices
from bot.services.pack_shelf import PackShelf


class AboutCog(commands.Cog):
    def __init__(self, shelf: PackShelf) -> None:
        self._shelf = shelf

    @app_commands.command()
    @everywhere
    async def help(self, interaction: Interaction) -> None:
        """What I can do."""
        await reply(interaction, help_card(self._shelf.pack))

    @app_commands.command()
    @everywhere
    async def about(self, interaction: Interaction) -> None:
        """Where the facts come from and what I stand for."""
        await reply(interaction, about_card(self._shelf.pack))

    @app_commands.command()
    @app_commands.describe(about="Only what is cited about this actor")
    @everywhere
    async def sources(self, interaction: Interaction, about: str = "") -> None:
        """The bibliography."""
        await reply(interaction, lookups.sources(self._shelf.pack, about))

    @sources.autocomplete("about")
    async def _actors(self, _interaction: Interaction, typed: str) -> list[Choice]:
        return actor_choices(self._shelf.pack, typed)
