"""The discord.py bot: what it asks Discord for, and which cogs it runs."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path

import discord
from discord import app_commands
from discord.ext import commands

from bot.on_discord.channels import DiscordChannels
from bot.on_discord.command_sync import sync_if_changed
from bot.on_discord.replies import Interaction, show_failure
from bot.on_discord.single_try import server_faults
from bot.services.services import Services
from cogs.about import AboutCog
from cogs.actors import ActorCog
from cogs.alliances import AllianceCog
from cogs.explainers import ExplainerCog
from cogs.membership import MembershipCog
from cogs.navigation import NavigationCog
from cogs.poll_buttons import PollButtons, poll_menu
from cogs.polls import PollCog
from cogs.privacy import PrivacyCog
from cogs.questions import QuestionCog, who_is_in_menu
from cogs.reports import ReportButtons, report_menu
from cogs.schedule import ScheduleCog
from cogs.settings import SettingsCog
from cogs.timeline import TimelineCog

logger = logging.getLogger(__name__)
# Seconds that a request may wait for a rate limit before it fails; the least discord.py takes.
LONGEST_WAIT = 30.0
# We never speak: spare the operator two warnings that voice is not installed.
discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False


class CommandTree(app_commands.CommandTree["BedfellowsBot"]):
    """Slash commands whose failures become cards."""

    async def on_error(self, interaction: Interaction, error: app_commands.AppCommandError) -> None:
        cause = error.original if isinstance(error, app_commands.CommandInvokeError) else error
        await show_failure(interaction, cause)


class BedfellowsBot(commands.AutoShardedBot):
    """Asks for guild events only: no message content, no members, no caches of either.

    *state_folder* remembers between starts which commands Discord was told of. *logged_in* is set
    once requests can be made, which is before the gateway has told of anything.
    """

    def __init__(self, services: Services, state_folder: Path) -> None:
        super().__init__(
            command_prefix=(),
            help_command=None,
            tree_cls=CommandTree,
            intents=discord.Intents(guilds=True),
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
            allowed_mentions=discord.AllowedMentions.none(),
            http_trace=server_faults(),
            max_ratelimit_timeout=LONGEST_WAIT,
        )
        self._services = services
        self._state_folder = state_folder
        self.logged_in = asyncio.Event()

    async def setup_hook(self) -> None:
        """Add the cogs and tell Discord of the commands if they changed."""
        services = self._services
        reports = ReportButtons(services.reports)
        channels = DiscordChannels(self)
        settings = SettingsCog(services.settings, channels)
        explainers = ExplainerCog(services.explainers)
        schedule = ScheduleCog(services.schedules, channels)
        privacy = PrivacyCog(services.privacy, services.place_data)
        polls = PollCog(services, channels)
        ballots = PollButtons(services.polls, channels)
        deciding = (settings, reports, explainers, schedule, polls, ballots, privacy)
        handlers = {kind: answer for each in deciding for kind, answer in each.handlers().items()}
        for cog in (
            AboutCog(services),
            ActorCog(services),
            AllianceCog(services),
            MembershipCog(self, services.departures),
            NavigationCog(services, handlers),
            privacy,
            QuestionCog(services),
            explainers,
            polls,
            schedule,
            settings,
            TimelineCog(services),
        ):
            await self.add_cog(cog)
        self.tree.add_command(who_is_in_menu(services))
        self.tree.add_command(report_menu(services.reports))
        self.tree.add_command(poll_menu(services.polls))
        await sync_if_changed(self.tree, self._state_folder)
        self.logged_in.set()

    async def on_ready(self) -> None:
        logger.info("ready in %d servers", len(self.guilds))
        await asyncio.to_thread(self._services.packs.warm_up)
