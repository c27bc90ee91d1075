"""Servers that the bot is added to and removed from."""

from __future__ import annotations

import discord
from discord.ext import commands

from bot.on_discord.askers import DISCORD, place
from bot.on_discord.membership import covered, present
from bot.services.departures import Departures


class MembershipCog(commands.Cog):
    def __init__(self, client: discord.AutoShardedClient, departures: Departures) -> None:
        self._client = client
        self._departures = departures

    @commands.Cog.listener()
    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Removed, or the server was deleted. Of an outage Discord tells in another way:
        https://docs.discord.com/developers/events/gateway-events#guild-delete
        """
        await self._departures.left(place(guild.id))

    @commands.Cog.listener()
    async def on_guild_join(self, guild: discord.Guild) -> None:
        await self._departures.returned(place(guild.id))

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """All shards of this process have been told of all their servers.

        After a lost connection servers that are gone may still be among them, which does no harm:
        the next start finds out.
        """
        await self._departures.compare(DISCORD, present(self._client), covered(self._client))
