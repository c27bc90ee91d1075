"""What a platform knows of the channels of a place."""

from __future__ import annotations

from typing import Protocol

from bot.core.channels import Channel
from bot.core.identity import Place


class ChannelDirectory(Protocol):
    """A platform's own picture of the channels there are, which it keeps up to date."""

    async def channel(self, place: Place, channel_id: str) -> Channel | None:
        """The channel, with what the bot may do there; None if there is none it can see."""
