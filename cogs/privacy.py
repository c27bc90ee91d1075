"""Private data: a person's own, and for who runs a server all of it."""

from __future__ import annotations

from collections.abc import Mapping

from discord import app_commands
from discord.ext import commands

from bot.cards import place_data, privacy
from bot.core.card import Route
from bot.errors import BadInput
from bot.on_discord.askers import asker, person
from bot.on_discord.contexts import everywhere
from bot.on_discord.replies import Interaction, reply, send_file, turn
from bot.services.place_data import PlaceData
from bot.services.privacy import Privacy
from cogs.navigation import OLD_BUTTON, Handler

FILE, SERVER_FILE = "bedfellows-about-you.json", "bedfellows-about-this-server.json"


@everywhere
class PrivacyCog(commands.GroupCog, name="privacy", description="What I keep about you"):
    def __init__(self, privacy: Privacy, places: PlaceData) -> None:
        self._privacy = privacy
        self._places = places

    @app_commands.command()
    async def show(self, interaction: Interaction) -> None:
        """What I keep about you, why, and for how long; seen by you alone."""
        await reply(interaction, await self._privacy.show(person(interaction.user.id)))

    @app_commands.command()
    async def export(self, interaction: Interaction) -> None:
        """All that I keep about you, as a file; seen by you alone."""
        exported = await self._privacy.export(person(interaction.user.id))
        await send_file(interaction, privacy.export_card(), FILE, exported)

    @app_commands.command()
    async def delete(self, interaction: Interaction) -> None:
        """Have me forget you; asks once more before it does."""
        await reply(interaction, await self._privacy.delete(person(interaction.user.id)))

    def handlers(self) -> Mapping[str, Handler]:
        """What answers the buttons, by the kind of their route."""
        return {privacy.PRIVACY: self._press, place_data.EVERYTHING: self._press_of_server}

    async def _press(self, interaction: Interaction, route: Route) -> None:
        # A card can only be about whoever presses, wherever its button came from.
        who = person(interaction.user.id)
        match route.args:
            case privacy.SHOW.args:
                await turn(interaction, await self._privacy.show(who))
            case privacy.DELETE.args:
                await turn(interaction, await self._privacy.delete(who))
            case privacy.CONFIRMED.args:
                await turn(interaction, await self._privacy.delete_confirmed(who))
            case _:
                raise BadInput(OLD_BUTTON)

    async def _press_of_server(self, interaction: Interaction, route: Route) -> None:
        who = asker(interaction)
        match route.args:
            case place_data.ASK.args:
                await turn(interaction, await self._places.ask(who))
            case place_data.EXPORT.args:
                exported = await self._places.export(who)
                await send_file(
                    interaction, place_data.export_card(who.place), SERVER_FILE, exported
                )
            case place_data.CONFIRMED.args:
                await turn(interaction, await self._places.delete(who))
            case _:
                raise BadInput(OLD_BUTTON)
