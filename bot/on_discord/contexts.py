"""Where a command can be used."""

from __future__ import annotations

from typing import TypeVar

from discord import app_commands

C = TypeVar("C")


def everywhere(command: C) -> C:
    """For look-ups: in servers, in direct messages, and by anyone who installed the bot."""
    installed = app_commands.allowed_installs(guilds=True, users=True)
    return app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)(
        installed(command)
    )
