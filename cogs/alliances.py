"""Who backs whom, and why."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from discord import app_commands
from discord.ext import commands

from bot.cards import lookups
from bot.on_discord.contexts import everywhere
from bot.on_discord.replies import Interaction, reply
from bot.on_discord.suggestions import Choice, actor_choices, side_choices
from bot.services.pack_shelf import PackShelf

WHEN = "A date such as 2020-10 or October 2020; now if left out"


class AllianceCog(commands.Cog):
    def __init__(self, shelf: PackShelf, today: Callable[[], date]) -> None:
        self._shelf = shelf
        self._today = today

    @app_commands.command()
    @app_commands.describe(actor="Who backs", backs="Which side", on=WHEN)
    @everywhere
    async def why(self, interaction: Interaction, actor: str, backs: str, on: str = "") -> None:
        """Why X backs Y, where that stops, and what surprises."""
        await reply(interaction, lookups.why(self._shelf.pack, actor, backs, on, self._today()))

    @app_commands.command()
    @app_commands.describe(one="Any actor", other="Any other", on=WHEN)
    @everywhere
    async def alliance(self, interaction: Interaction, one: str, other: str, on: str = "") -> None:
        """The relation of any two, phase by phase."""
        card = lookups.alliance(self._shelf.pack, one, other, on, self._today())
        await reply(interaction, card)

    @app_commands.command()
    @app_commands.describe(side="One side only", on=WHEN)
    @everywhere
    async def alliances(self, interaction: Interaction, side: str = "", on: str = "") -> None:
        """Who backed whom at a date."""
        await reply(interaction, lookups.alliances(self._shelf.pack, side, on, self._today()))

    @app_commands.command()
    @app_commands.describe(on=WHEN)
    @everywhere
    async def paradoxes(self, interaction: Interaction, on: str = "") -> None:
        """The most surprising alliances, ranked and explained."""
        await reply(interaction, lookups.paradoxes(self._shelf.pack, on, self._today()))

    @why.autocomplete("actor")
    @alliance.autocomplete("one")
    @alliance.autocomplete("other")
    async def _actors(self, _interaction: Interaction, typed: str) -> list[Choice]:
        return actor_choices(self._shelf.pack, typed)

    @why.autocomplete("backs")
    @alliances.autocomplete("side")
    async def _sides(self, _interaction: Interaction, typed: str) -> list[Choice]:
        return side_choices(self._shelf.pack, typed)
