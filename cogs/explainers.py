"""The daily explainer: today's and those of before for everybody, the next for moderators."""

from __future__ import annotations

from collections.abc import Mapping

from discord import app_commands
from discord.ext import commands

from bot.cards.deck import DO, HISTORY, POST_NOW, SKIP
from bot.core.card import Route
from bot.errors import BadInput
from bot.on_discord.askers import asker
from bot.on_discord.contexts import everywhere
from bot.on_discord.replies import Interaction, reply, turn
from bot.services.explainers import Explainers
from cogs.navigation import OLD_BUTTON, Handler


@everywhere
class ExplainerCog(commands.GroupCog, name="explainer", description="One question a day"):
    def __init__(self, explainers: Explainers) -> None:
        self._explainers = explainers

    @app_commands.command()
    async def today(self, interaction: Interaction) -> None:
        """Today's explainer."""
        who = None if interaction.guild_id is None else asker(interaction)
        await reply(interaction, await self._explainers.today(who))

    @app_commands.command()
    async def preview(self, interaction: Interaction) -> None:
        """For moderators: what comes next, seen by you alone."""
        await reply(interaction, await self._explainers.preview(asker(interaction)))

    @app_commands.command()
    async def post(self, interaction: Interaction) -> None:
        """For moderators: post today's explainer now."""
        await reply(interaction, await self._explainers.post_now(asker(interaction)))

    @app_commands.command()
    async def skip(self, interaction: Interaction) -> None:
        """For moderators: pass over what comes next."""
        await reply(interaction, await self._explainers.skip(asker(interaction)))

    @app_commands.command()
    async def history(self, interaction: Interaction) -> None:
        """The explainers that were posted here."""
        await reply(interaction, await self._explainers.history(asker(interaction)))

    def handlers(self) -> Mapping[str, Handler]:
        """What answers the buttons, by the kind of their route."""
        return {DO: self._press}

    async def _press(self, interaction: Interaction, route: Route) -> None:
        who = asker(interaction)
        match route.args:
            case (action, explainer) if action == SKIP:
                await turn(interaction, await self._explainers.skip(who, explainer))
            case (action,) if action == POST_NOW:
                await turn(interaction, await self._explainers.post_now(who))
            case (action,) if action == HISTORY:
                await turn(interaction, await self._explainers.history(who), route.page)
            case _:
                raise BadInput(OLD_BUTTON)
