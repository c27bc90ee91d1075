"""Quick polls: Discord's own, and secret ones of ours."""

from __future__ import annotations

from collections.abc import Mapping

import discord
from discord import app_commands
from discord.ext import commands

from bot.cards.poll_file import EXPORT, VOTERS, totals_card, voters_card, voters_file
from bot.cards.poll_routes import CLOSE, LIST, RESULTS
from bot.core.card import Route
from bot.core.poll import MAX_QUESTION
from bot.errors import BadInput
from bot.on_discord.askers import asker
from bot.on_discord.forms import to_modal
from bot.on_discord.poll_messages import has_lost_its_message
from bot.on_discord.poll_voters import voters
from bot.on_discord.replies import Interaction, reply, reply_privately, send_file
from bot.on_discord.suggestions import Choice, choices
from bot.services.channel_directory import ChannelDirectory
from bot.services.poll_loss import notice_deleted
from bot.services.poll_names import poll_named
from bot.services.services import Services
from cogs.navigation import OLD_BUTTON, Handler

WORDS = "Words of its question, or its id"


@app_commands.guild_only()
@app_commands.allowed_installs(guilds=True, users=False)
class PollCog(commands.GroupCog, name="poll", description="Quick polls, open or secret"):
    """Each command that names a poll also answers the pick from several that fit the name."""

    def __init__(self, services: Services, channels: ChannelDirectory) -> None:
        self._polls = services.polls
        self._services = services
        self._channels = channels

    @app_commands.command()
    @app_commands.describe(role="Only members with this role may vote; for secret polls")
    async def new(self, interaction: Interaction, role: discord.Role | None = None) -> None:
        """Write a question and its answers, and choose how people vote."""
        form = await self._polls.form(asker(interaction), role=str(role.id) if role else None)
        await interaction.response.send_modal(to_modal(form))

    @app_commands.command()
    @app_commands.describe(question="Such as: Shall we meet on Friday?")
    async def quick(
        self, interaction: Interaction, question: app_commands.Range[str, 1, MAX_QUESTION]
    ) -> None:
        """Agree, disagree or unsure? Asked here at once."""
        who, here = asker(interaction), str(interaction.channel_id)
        await reply(interaction, await self._polls.quick(who, here, question, self._channels))

    @app_commands.command()
    @app_commands.describe(poll=WORDS)
    async def close(self, interaction: Interaction, poll: str) -> None:
        """Close a poll before its time: your own, or as a moderator any."""
        await self._close(interaction, await self._named(interaction, poll, CLOSE))

    @app_commands.command()
    @app_commands.describe(poll=WORDS)
    async def results(self, interaction: Interaction, poll: str) -> None:
        """What came of a poll."""
        await self._show(interaction, await self._named(interaction, poll, RESULTS))

    @app_commands.command(name="list")
    async def list_polls(self, interaction: Interaction) -> None:
        """The polls here, the open ones first."""
        await reply(interaction, await self._polls.list(asker(interaction)))

    @app_commands.command()
    @app_commands.rename(with_voters="voters")
    @app_commands.describe(
        poll=WORDS, with_voters="For moderators: who voted for what, in a poll of Discord's own"
    )
    async def export(self, interaction: Interaction, poll: str, with_voters: bool = False) -> None:
        """The totals of a poll as a file, seen by you alone."""
        if with_voters:
            await self._send_voters(interaction, await self._named(interaction, poll, VOTERS))
        else:
            await self._send_totals(interaction, await self._named(interaction, poll, EXPORT))

    @close.autocomplete("poll")
    @results.autocomplete("poll")
    @export.autocomplete("poll")
    async def _suggested(self, interaction: Interaction, typed: str) -> list[Choice]:
        return choices(await self._polls.suggest(asker(interaction), typed))

    def handlers(self) -> Mapping[str, Handler]:
        """What answers the buttons and menus, by the kind of their route."""
        return {
            CLOSE: lambda interaction, route: self._close(interaction, _poll(route)),
            RESULTS: lambda interaction, route: self._show(interaction, _poll(route)),
            EXPORT: lambda interaction, route: self._send_totals(interaction, _poll(route)),
            VOTERS: lambda interaction, route: self._send_voters(interaction, _poll(route)),
            LIST: self._list,
        }

    async def _named(self, interaction: Interaction, typed: str, opens: str) -> str:
        return await poll_named(self._polls, asker(interaction), typed, opens)

    async def _close(self, interaction: Interaction, poll: str) -> None:
        await reply_privately(interaction, await self._polls.close(asker(interaction), poll))

    async def _show(self, interaction: Interaction, poll_id: str) -> None:
        who = asker(interaction)
        poll = await self._polls.poll(who, poll_id)
        if await has_lost_its_message(interaction.client, poll):
            now = self._services.clock()
            card = await notice_deleted(self._services.database, poll, now)
        else:
            card = await self._polls.results(who, poll_id)
        await reply_privately(interaction, card)

    async def _list(self, interaction: Interaction, route: Route) -> None:
        card = await self._polls.list(asker(interaction))
        await reply_privately(interaction, card, route.page)

    async def _send_totals(self, interaction: Interaction, poll_id: str) -> None:
        who = asker(interaction)
        totals = await self._polls.export(who, poll_id)
        poll = await self._polls.poll(who, poll_id)
        await send_file(interaction, totals_card(poll), f"poll-{poll.id}.csv", totals)

    async def _send_voters(self, interaction: Interaction, poll_id: str) -> None:
        """Deferred: Discord has to be asked, which may take longer than it waits for an answer."""
        who = asker(interaction)
        poll = await self._polls.poll(who, poll_id)
        await self._services.poll_voters.check(who, poll)
        await interaction.response.defer(ephemeral=True, thinking=True)
        told = voters_file(poll, await voters(interaction.client, poll))
        await send_file(interaction, voters_card(poll), f"poll-{poll.id}-voters.csv", told)


def _poll(route: Route) -> str:
    match route.args:
        case (poll,):
            return poll
        case _:
            raise BadInput(OLD_BUTTON)
