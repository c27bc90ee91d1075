"""What moderators set for their server."""

from __future__ import annotations

from collections.abc import Mapping

from discord import app_commands
from discord.ext import commands

from bot.core.card import Route
from bot.core.settings_inputs import CHOOSE, PANEL, SAVE
from bot.errors import BadInput
from bot.on_discord.askers import asker
from bot.on_discord.forms import answers, to_modal
from bot.on_discord.replies import Interaction, reply, turn
from bot.services.channel_directory import ChannelDirectory
from bot.services.settings import SettingsService
from cogs.navigation import Handler

OLD_BUTTON = "That button is from another version of me; open the settings again."


@app_commands.guild_only()
@app_commands.allowed_installs(guilds=True, users=False)
@app_commands.default_permissions(manage_guild=True)
class SettingsCog(commands.GroupCog, name="settings", description="Set me up, and see who did"):
    def __init__(self, settings: SettingsService, channels: ChannelDirectory) -> None:
        self._settings = settings
        self._channels = channels

    @app_commands.command()
    async def panel(self, interaction: Interaction) -> None:
        """Everything moderators can set, and what I will post next."""
        await reply(interaction, await self._settings.panel(asker(interaction), self._channels))

    @app_commands.command()
    async def log(self, interaction: Interaction) -> None:
        """Who changed which setting, and when."""
        await reply(interaction, await self._settings.log(asker(interaction), self._channels))

    @app_commands.command()
    async def undo(self, interaction: Interaction) -> None:
        """Take the last change of the settings back."""
        await reply(interaction, await self._settings.undo(asker(interaction), self._channels))

    def handlers(self) -> Mapping[str, Handler]:
        """What answers the buttons, forms and menus of the panel, by the kind of the route."""
        return {PANEL: self._open, SAVE: self._save, CHOOSE: self._choose}

    async def _open(self, interaction: Interaction, route: Route) -> None:
        who, channels = asker(interaction), self._channels
        match route.args:
            case ():
                await turn(interaction, await self._settings.panel(who, channels))
            case ("form", part):
                form = await self._settings.form(who, part, channels)
                await interaction.response.send_modal(to_modal(form))
            case ("log",):
                await turn(interaction, await self._settings.log(who, channels), route.page)
            case ("undo",):
                await turn(interaction, await self._settings.undo(who, channels))
            case ("off",):
                await turn(interaction, await self._settings.turn_off(who, channels))
            case _:
                raise BadInput(OLD_BUTTON)

    async def _save(self, interaction: Interaction, route: Route) -> None:
        match route.args:
            case (part, version) if version.isdecimal():
                filled_in = answers(interaction)
                card = await self._settings.fill_in(
                    asker(interaction), part, int(version), filled_in, self._channels
                )
                await turn(interaction, card)
            case _:
                raise BadInput(OLD_BUTTON)

    async def _choose(self, interaction: Interaction, route: Route) -> None:
        card = await self._settings.choose(asker(interaction), route.args, self._channels)
        await turn(interaction, card)
