"""The buttons and menus under every card, and the forms they open."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, TypeAlias

import discord
from discord.ext import commands

from bot.cards.open import open_card
from bot.core.card import Route
from bot.errors import BadInput
from bot.on_discord.packs import pack_for
from bot.on_discord.rendering import MENU, VERSION, route_of
from bot.on_discord.replies import Interaction, show_failure, turn
from bot.services.services import Services

OLD_BUTTON = "This button is from another version of me; ask again with a command."
Handler: TypeAlias = Callable[[Interaction, Route], Awaitable[None]]
ANSWERED = (discord.InteractionType.component, discord.InteractionType.modal_submit)


class NavigationCog(commands.Cog):
    """Answers from the custom id alone, so a button works for as long as its message stands.

    *handlers* answer what does something, by the kind of its route; every other kind opens a card.
    """

    def __init__(self, services: Services, handlers: Mapping[str, Handler]) -> None:
        self._services = services
        self._handlers = handlers

    @commands.Cog.listener()
    async def on_interaction(self, interaction: Interaction) -> None:
        pressed = _pressed(interaction)
        if pressed is None:
            return
        try:
            await self._answer(interaction, _route(pressed))
        except Exception as error:
            await show_failure(interaction, error)

    async def _answer(self, interaction: Interaction, route: Route) -> None:
        handler = self._handlers.get(route.kind)
        if handler is None:
            pack = await pack_for(self._services, interaction)
            await turn(interaction, open_card(pack, route), route.page)
        else:
            await handler(interaction, route)


def _pressed(interaction: Interaction) -> str | None:
    """The custom id of the button pressed or form sent, or what was picked from a menu of cards."""
    if interaction.type not in ANSWERED:
        return None
    data: dict[str, Any] = {**(interaction.data or {})}
    return f"{VERSION}:{data['values'][0]}" if data["custom_id"] == MENU else data["custom_id"]


def _route(pressed: str) -> Route:
    """Raises:
    BadInput: it was made by a version of the bot that this one does not know.
    """
    route = route_of(pressed)
    if route is None:
        raise BadInput(OLD_BUTTON)
    return route
