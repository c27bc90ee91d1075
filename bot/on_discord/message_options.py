"""How a message is sent: under which nonce, heard by whom."""

from __future__ import annotations

from hashlib import blake2b

import discord

from bot.core.place_settings import Notify
from bot.delivery.sender import CardMessage

NONCE_BYTES = 12  # in hexadecimal 24 characters, of the 25 that Discord takes


def nonce(key: str) -> str:
    """What Discord knows a repetition by."""
    return blake2b(key.encode(), digest_size=NONCE_BYTES).hexdigest()


def pinged(message: CardMessage) -> str | None:
    return message.notify_role if message.notify is Notify.ROLE else None


def allowed_mentions(message: CardMessage) -> discord.AllowedMentions:
    """Nobody, or the one role that moderators chose."""
    role = pinged(message)
    roles = [discord.Object(int(role))] if role else []
    return discord.AllowedMentions(everyone=False, users=False, roles=roles, replied_user=False)


def flags(message: CardMessage) -> discord.MessageFlags:
    silent = message.notify is Notify.SILENT
    return discord.MessageFlags(components_v2=True, suppress_notifications=silent)
