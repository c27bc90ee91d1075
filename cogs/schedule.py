"""The schedule of the daily explainer: what comes, what became of a date, pause and resume."""

from __future__ import annotations

from collections.abc import Mapping

from discord import app_commands
from discord.ext import commands

from bot.core.card import Route
from bot.errors import BadInput
from bot.on_discord.askers import asker
from bot.on_discord.replies import Interaction, reply
from bot.services.channel_directory import ChannelDirectory
from bot.services.schedules import Schedules
from cogs.navigation import OLD_BUTTON, Handler


@app_commands.guild_only()
@app_commands.allowed_installs(guilds=True, users=False)
class ScheduleCog(commands.GroupCog, name="schedule", description="When the daily explainer comes"):
    def __init__(self, schedules: Schedules, channels: ChannelDirectory) -> None:
        self._schedules = schedules
        self._channels = channels

    @app_commands.command()
    async def next(self, interaction: Interaction) -> None:
        """When the next explainers come, and where."""
        await reply(interaction, await self._schedules.next(asker(interaction)))

    @app_commands.command()
    @app_commands.describe(on="Such as yesterday, 24 November or 2026-11-24; today if left out")
    @app_commands.rename(on="date")
    async def why(self, interaction: Interaction, on: str = "") -> None:
        """What became of the explainer of a day, and why."""
        await reply(interaction, await self._schedules.why(asker(interaction), on))

    @app_commands.command()
    async def pause(self, interaction: Interaction) -> None:
        """For moderators: post nothing until further notice."""
        await reply(interaction, await self._schedules.pause(asker(interaction)))

    @app_commands.command()
    async def resume(self, interaction: Interaction) -> None:
        """For moderators: post again."""
        await reply(interaction, await self._schedules.resume(asker(interaction), self._channels))

    def handlers(self) -> Mapping[str, Handler]:
        """What answers the buttons, by the kind of their route."""
        return {"schedule": self._press}

    async def _press(self, interaction: Interaction, route: Route) -> None:
        """The button of a notice, which stays as it is for the next moderator."""
        match route.args:
            case ("why", day):
                await reply(interaction, await self._schedules.why(asker(interaction), day))
            case _:
                raise BadInput(OLD_BUTTON)
