"""Questions in the asker's own words, and who is named in a message."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.ext import commands

from bot.cards.question import answer_card, ask_suggestions, who_is_in_card
from bot.on_discord.contexts import everywhere
from bot.on_discord.packs import pack_for
from bot.on_discord.replies import Interaction, reply
from bot.on_discord.suggestions import Choice, choices
from bot.services.services import Services


class QuestionCog(commands.Cog):
    def __init__(self, services: Services) -> None:
        self._services = services

    @app_commands.command()
    @app_commands.describe(question="Such as: Why does Iran back Armenia?")
    @everywhere
    async def ask(self, interaction: Interaction, question: str) -> None:
        """A question in your own words."""
        pack = await pack_for(self._services, interaction)
        await reply(interaction, answer_card(pack, question, self._services.today()))

    @ask.autocomplete("question")
    async def _questions(self, interaction: Interaction, typed: str) -> list[Choice]:
        pack = await pack_for(self._services, interaction)
        return choices(ask_suggestions(pack, typed))


def who_is_in_menu(services: Services) -> app_commands.ContextMenu:
    """The entry in the menu of a message. A cog cannot hold one, so the client adds it."""

    @everywhere
    async def who_is_in(interaction: Interaction, message: discord.Message) -> None:
        pack = await pack_for(services, interaction)
        await reply(interaction, who_is_in_card(pack, message.content))

    return app_commands.ContextMenu(name="Who is in this?", callback=who_is_in)
