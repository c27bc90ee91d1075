"""The discord.py bot: what it asks Discord for, and which cogs it runs."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path

import discord
from discord import app_commands
from discord.ext import commands

from bot.on_discord.command_sync import sync_if_changed
from bot.on_discord.replies import Interaction, show_failure
from bot.services.services import Services
from cogs.about import AboutCog
from cogs.actors import ActorCog
from cogs.alliances import AllianceCog
from cogs.navigation import NavigationCog
from cogs.questions import QuestionCog, who_is_in_menu
from cogs.timeline import TimelineCog

logger = logging.getLogger(__name__)
# We never speak: spare the operator two warnings that voice is not installed.
discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False


class CommandTree(app_commands.CommandTree["BedfellowsBot"]):
    """Slash commands whose failures become cards."""

    async def on_error(self, interaction: Interaction, error: app_commands.AppCommandError) -> None:
        cause = error.original if isinstance(error, app_commands.CommandInvokeError) else error
        await show_failure(interaction, cause)


class BedfellowsBot(commands.AutoShardedBot):
    """Asks for guild events only: no message content, no members, no caches of either.

    *state_folder* remembers between starts which commands Discord was told of.
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
        )
        self._services = services
        self._state_folder = state_folder

    async def setup_hook(self) -> None:
        """Add the cogs and tell Discord of the commands if they changed."""
        services = self._services
        shelf, today = services.shelf, services.today
        for cog in (
            AboutCog(shelf),
            ActorCog(shelf),
            AllianceCog(shelf, today),
            NavigationCog(shelf, {}),
            QuestionCog(shelf, today),
            TimelineCog(shelf, today),
        ):
            await self.add_cog(cog)
        self.tree.add_command(who_is_in_menu(shelf))
        await sync_if_changed(self.tree, self._state_folder)

    async def on_ready(self) -> None:
        logger.info("ready in %d servers", len(self.guilds))
        await asyncio.to_thread(self._services.shelf.warm_up)
