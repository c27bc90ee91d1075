"""Who sent an interaction, and from where."""

from __future__ import annotations

from functools import partial

import discord

from bot.core.identity import Asker, Person, Place, qualified
from bot.errors import BadInput
from bot.on_discord.replies import Interaction
from bot.on_discord.sight import sees

DISCORD = "discord"


def asker(interaction: Interaction) -> Asker:
    """Raises:
    BadInput: it came from no server.
    """
    if interaction.guild_id is None:
        raise BadInput("That works in a server only.")
    roles = interaction.user.roles if isinstance(interaction.user, discord.Member) else []
    return Asker(
        person=person(interaction.user.id),
        place=place(interaction.guild_id),
        manages=interaction.permissions.manage_guild,
        roles=frozenset(str(role.id) for role in roles),
        sees=partial(sees, interaction),
    )


def place(guild_id: int) -> Place:
    return qualified(DISCORD, guild_id)


def person(user_id: int) -> Person:
    return qualified(DISCORD, user_id)
