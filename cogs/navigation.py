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
        pressed = _pressed(interaction)
        if pressed is None:
            return
        try:
            route = _route(pressed)
            await turn(interaction, open_card(self._shelf.pack, route), route.page)
        except Exception as error:
            await show_failure(interaction, error)


def _pressed(interaction: Interaction) -> str | None:
    """The custom id of the button that was pressed, or what was picked from a menu of cards."""
    if interaction.type is not discord.InteractionType.component:
        return None
    data: dict[str, Any] = {**(interaction.data or {})}
    return f"{VERSION}:{data['values'][0]}" if data["custom_id"] == MENU else data["custom_id"]


def _route(pressed: str) -> Route:
    """Raises:
    BadInput: it was made by a version of the bot that this one does not know.
    """
    version, _, text = pressed.partition(":")
    route = parse_route(text) if version == VERSION else None
    if route is None:
        raise BadInput("This button is from another version of me; ask again with a command.")
    return route
