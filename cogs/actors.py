"""Who someone is."""

from __future__ import annotations

from discord import app_commands
from discord.ext import commands

from bot.cards import lookups
from bot.on_discord.contexts import everywhere
from bot.on_discord.replies import Interaction, reply
from bot.on_discord.suggestions import Choice, actor_choices
from bot.services.pack_shelf import PackShelf


class ActorCog(commands.Cog):
    def __init__(self, shelf: PackShelf) -> None:
        self._shelf = shelf

    @app_commands.command()
    @app_commands.describe(name="A country, organisation or group, by any of its names")
    @everywhere
    async def actor(self, interaction: Interaction, name: str) -> None:
        """Who someone is, what it says and wants, whom it is with."""
        await reply(interaction, lookups.actor(self._shelf.pack, name))

    @actor.autocomplete("name")
    async def _names(self, _interaction: Interaction, typed: str) -> list[Choice]:
        return actor_choices(self._shelf.pack, typed)
