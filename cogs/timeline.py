"""What happened when."""

from __future__ import annotations

from typing import get_args

from discord import app_commands
from discord.ext import commands

from bot.cards import lookups
from bot.core.pack import EventKind
from bot.on_discord.contexts import everywhere
from bot.on_discord.packs import pack_for
from bot.on_discord.replies import Interaction, reply
from bot.on_discord.suggestions import Choice, actor_choices
from bot.services.services import Services

KINDS = [app_commands.Choice(name=kind, value=kind) for kind in get_args(EventKind)]


class TimelineCog(commands.Cog):
    def __init__(self, services: Services) -> None:
        self._services = services

    @app_commands.command()
    @app_commands.describe(
        actor="Only what involves this actor",
        since="From this date, such as 1992 or 2020-09",
        until="Up to this date",
        kind="Only events of this kind",
    )
    @app_commands.rename(since="from", until="to")
    @app_commands.choices(kind=KINDS)
    @everywhere
    async def timeline(
        self,
        interaction: Interaction,
        actor: str = "",
        since: str = "",
        until: str = "",
        kind: str = "",
    ) -> None:
        """What happened, by actor, date or kind."""
        pack = await pack_for(self._services, interaction)
        card = lookups.timeline(pack, actor, since, until, kind, self._services.today())
        await reply(interaction, card)

    @app_commands.command()
    @app_commands.describe(on="A day such as 2020-09-27; today if left out")
    @app_commands.rename(on="date")
    @everywhere
    async def onthisday(self, interaction: Interaction, on: str = "") -> None:
        """What happened on this day of the year."""
        pack = await pack_for(self._services, interaction)
        await reply(interaction, lookups.on_this_day(pack, on, self._services.today()))

    @timeline.autocomplete("actor")
    async def _actors(self, interaction: Interaction, typed: str) -> list[Choice]:
        pack = await pack_for(self._services, interaction)
        return actor_choices(pack, typed)
