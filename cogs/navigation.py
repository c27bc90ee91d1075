"""The buttons and menus under every card."""

from __future__ import annotations

from typing import Any

import discord
from discord.ext import commands

from bot.cards.open import open_card
from bot.core.card import Route, parse_route
from bot.errors import BadInput
from bot.on_discord.rendering import MENU, VERSION
from bot.on_discord.replies import Interaction, show_failure, turn
from bot.services.pack_shelf import PackShelf


class NavigationCog(commands.Cog):
    """Answers from the custom id alone, so a button works for as long as its message stands."""

    def __init__(self, shelf: PackShelf) -> None:
        self._shelf = shelf

    @commands.Cog.listener()
    async def on_interaction(self, interaction: Interaction) -> None:
        if interaction.type is not discord.InteractionType.component:
            return
        try:
            route = _pressed(interaction)
            await turn(interaction, open_card(self._shelf.pack, route), route.page)
        except Exception as error:
            await show_failure(interaction, error)


def _pressed(interaction: Interaction) -> Route:
    """The route of the button or of the option picked.

    Raises:
        BadInput: it was made by a version of the bot that this one does not know.
    """
    pressed: dict[str, Any] = {**(interaction.data or {})}
    name = str(pressed["custom_id"])
    text = str(pressed["values"][0]) if name == MENU else name.removeprefix(f"{VERSION}:")
    route = parse_route(text)
    if route is None:
        raise BadInput("This button is from another version of me; ask again with a command.")
    return route
