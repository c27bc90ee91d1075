"""Answer an interaction with a card, or with what went wrong."""

from __future__ import annotations

import logging
from io import BytesIO
from typing import TypeAlias

import discord

from bot.cards.failure import failure_card, unexpected_card
from bot.core.card import Card
from bot.errors import BotError
from bot.on_discord.rendering import to_view

logger = logging.getLogger(__name__)
Interaction: TypeAlias = discord.Interaction[discord.Client]


async def reply(interaction: Interaction, card: Card, page: int = 0) -> None:
    """Send *card* as the answer, seen by the asker alone if the card or Discord says so."""
    await interaction.response.send_message(view=to_view(card, page), ephemeral=card.private)


async def turn(interaction: Interaction, card: Card, page: int = 0) -> None:
    """Show *card* in place of the one whose button was pressed.

    Only for the person who asked for that one: for anybody else it opens privately, so that nobody
    changes what another is reading.
    """
    if _is_own(interaction):
        await interaction.response.edit_message(view=to_view(card, page))
    else:
        await interaction.response.send_message(view=to_view(card, page), ephemeral=True)


async def reply_privately(interaction: Interaction, card: Card, page: int = 0) -> None:
    """Show *card* to the presser alone: in place of a private message, below any other."""
    message = interaction.message
    if message is not None and message.flags.ephemeral:
        await interaction.response.edit_message(view=to_view(card, page))
    else:
        await interaction.response.send_message(view=to_view(card, page), ephemeral=True)


async def send_file(interaction: Interaction, card: Card, name: str, text: str) -> None:
    """Send *text* as a file to the asker alone, with *card* above it; also after deferring."""
    # The mark at the front tells spreadsheets that it is no text of an old encoding; JSON has none.
    encoding = "utf-8-sig" if name.endswith(".csv") else "utf-8"
    file = discord.File(BytesIO(text.encode(encoding)), name)
    view = to_view(card, attached=name)
    if interaction.response.is_done():
        await interaction.followup.send(view=view, file=file, ephemeral=True)
    else:
        await interaction.response.send_message(view=view, file=file, ephemeral=True)


async def show_failure(interaction: Interaction, error: Exception) -> None:
    """Tell the asker what was wrong; a bug is logged, with a reference that they see too."""
    if isinstance(error, BotError):
        card = failure_card(error)
    else:
        logger.error("interaction %s failed", interaction.id, exc_info=error)
        card = unexpected_card(str(interaction.id))
    if interaction.response.is_done():
        await interaction.followup.send(view=to_view(card), ephemeral=True)
    else:
        await reply(interaction, card)


def _is_own(interaction: Interaction) -> bool:
    message = interaction.message
    asked = message.interaction_metadata if message else None
    return asked is not None and asked.user.id == interaction.user.id
