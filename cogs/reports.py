"""Reports of errors: from the menu of a message and the button of a daily explainer."""

from __future__ import annotations

from collections.abc import Mapping

import discord
from discord import app_commands

from bot.cards.explainer import REPORT
from bot.cards.report import AGAIN, DECIDE, NO_CARD, SUBMIT, VERDICTS
from bot.cards.report_subject import subject_of_button
from bot.core.card import Route
from bot.core.report import UNREADABLE, read_subject
from bot.errors import BadInput
from bot.on_discord.askers import asker
from bot.on_discord.forms import answers, to_modal
from bot.on_discord.own_messages import routes_in
from bot.on_discord.rendering import to_view
from bot.on_discord.replies import Interaction, reply
from bot.services.reports import Reports
from cogs.navigation import Handler


class ReportButtons:
    """Answers the buttons and the form by the kind of their route."""

    def __init__(self, reports: Reports) -> None:
        self._reports = reports

    def handlers(self) -> Mapping[str, Handler]:
        return {
            REPORT: self._open,
            AGAIN: self._open,
            SUBMIT: self._submit,
            DECIDE: self._decide,
        }

    async def _open(self, interaction: Interaction, route: Route) -> None:
        form = await self._reports.form(asker(interaction), subject_of_button(route))
        await interaction.response.send_modal(to_modal(form))

    async def _submit(self, interaction: Interaction, route: Route) -> None:
        subject, filled_in = read_subject(route.args), answers(interaction)
        await reply(interaction, await self._reports.submit(asker(interaction), subject, filled_in))

    async def _decide(self, interaction: Interaction, route: Route) -> None:
        match route.args:
            case (report, verdict) if verdict in VERDICTS:
                decision = await self._reports.decide(asker(interaction), report, VERDICTS[verdict])
            case _:
                raise BadInput(UNREADABLE)
        # Also for who came too late: their message may not have shown yet what was decided.
        await interaction.response.edit_message(view=to_view(decision.card))
        if decision.too_late:
            await interaction.followup.send(view=to_view(decision.too_late), ephemeral=True)


def report_menu(reports: Reports) -> app_commands.ContextMenu:
    """The entry in the menu of a message. A cog cannot hold one, so the client adds it."""

    @app_commands.guild_only()
    @app_commands.allowed_installs(guilds=True, users=False)
    async def report_an_error(interaction: Interaction, message: discord.Message) -> None:
        if interaction.client.user != message.author:
            raise BadInput(NO_CARD)
        form = await reports.form_for_card(asker(interaction), list(routes_in(message)))
        await interaction.response.send_modal(to_modal(form))

    return app_commands.ContextMenu(name="Report an error", callback=report_an_error)
