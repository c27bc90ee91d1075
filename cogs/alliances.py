"""Who backs whom, and why."""

from __future__ import annotations

from discord import app_commands
from discord.ext import commands

from bot.cards import lookups
from bot.on_discord.contexts import everywhere
from bot.on_discord.packs import pack_for
from bot.on_discord.replies import Interaction, reply
from bot.on_discord.suggestions import Choice, actor_choices, side_choices
from bot.services.services import Services

WHEN = "A date such as 2020-10 or October 2020; now if left out"


class AllianceCog(commands.Cog):
    def __init__(self, services: Services) -> None:
        self._services = services

    @app_commands.command()
    @app_commands.describe(actor="Who backs", backs="Which side", on=WHEN)
    @everywhere
    async def why(self, interaction: Interaction, actor: str, backs: str, on: str = "") -> None:
        """Why X backs Y, where that stops, and what surprises."""
        pack = await pack_for(self._services, interaction)
        await reply(interaction, lookups.why(pack, actor, backs, on, self._services.today()))

    @app_commands.command()
    @app_commands.describe(one="Any actor", other="Any other", on=WHEN)
    @everywhere
    async def alliance(self, interaction: Interaction, one: str, other: str, on: str = "") -> None:
        """The relation of any two, phase by phase."""
        pack = await pack_for(self._services, interaction)
        card = lookups.alliance(pack, one, other, on, self._services.today())
        await reply(interaction, card)

    @app_commands.command()
    @app_commands.describe(side="One side only", on=WHEN)
    @everywhere
    async def alliances(self, interaction: Interaction, side: str = "", on: str = "") -> None:
        """Who backed whom at a date."""
        pack = await pack_for(self._services, interaction)
        await reply(interaction, lookups.alliances(pack, side, on, self._services.today()))

    @app_commands.command()
    @app_commands.describe(on=WHEN)
    @everywhere
    async def paradoxes(self, interaction: Interaction, on: str = "") -> None:
        """The most surprising alliances, ranked and explained."""
        pack = await pack_for(self._services, interaction)
        await reply(interaction, lookups.paradoxes(pack, on, self._services.today()))

    @why.autocomplete("actor")
    @alliance.autocomplete("one")
    @alliance.autocomplete("other")
    async def _actors(self, interaction: Interaction, typed: str) -> list[Choice]:
        pack = await pack_for(self._services, interaction)
        return actor_choices(pack, typed)

    @why.autocomplete("backs")
    @alliances.autocomplete("side")
    async def _sides(self, interaction: Interaction, typed: str) -> list[Choice]:
        pack = await pack_for(self._services, interaction)
        return side_choices(pack, typed)
