"""Questions in the asker's own words, and who is named in a message."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import discord
from discord import app_commands
from discord.ext import commands

from bot.cards.question import answer_card, ask_suggestions, who_is_in_card
from bot.on_discord.contexts import everywhere
from bot.on_discord.replies import Interaction, reply
from bot.on_discord.suggestions import Choice, choices
from bot.services.pack_shelf import PackShelf


class QuestionCog(commands.Cog):
    def __init__(self, shelf: PackShelf, today: Callable[[], date]) -> None:
        self._shelf = shelf
        self._today = today

    @app_commands.command()
    @app_commands.describe(question="Such as: Why does Iran back Armenia?")
    @everywhere
    async def ask(self, interaction: Interaction, question: str) -> None:
        """A question in your own words."""
        await reply(interaction, answer_card(self._shelf.pack, question, self._today()))

    @ask.autocomplete("question")
    async def _questions(self, _interaction: Interaction, typed: str) -> list[Choice]:
        return choices(ask_suggestions(self._shelf.pack, typed))


def who_is_in_menu(shelf: PackShelf) -> app_commands.ContextMenu:
    """The entry in the menu of a message. A cog cannot hold one, so the client adds it."""

    @everywhere
    async def who_is_in(interaction: Interaction, message: discord.Message) -> None:
        await reply(interaction, who_is_in_card(shelf.pack, message.content))

    return app_commands.ContextMenu(name="Who is in this?", callback=who_is_in)
