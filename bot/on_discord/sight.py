"""Which channels the sender of an interaction may see."""

from __future__ import annotations

import discord

from bot.on_discord.replies import Interaction


def sees(interaction: Interaction, channel_id: str) -> bool:
    """Whether they may see the channel; of a gone one, whether they run the server.

    A private thread is seen from within alone, since who is in it is not known here.
    """
    if str(interaction.channel_id) == channel_id:
        return True
    guild = interaction.guild
    channel = guild.get_channel_or_thread(int(channel_id)) if guild else None
    if channel is None or not isinstance(interaction.user, discord.Member):
        return interaction.permissions.manage_guild
    held = channel.permissions_for(interaction.user)
    if isinstance(channel, discord.Thread) and channel.is_private():
        return held.manage_threads and held.view_channel
    return held.view_channel
