"""Channels as a test lays them out."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from bot.core.channels import Channel
from bot.core.identity import Place


async def nothing() -> None:
    """What happens meanwhile if nothing is said."""


class Directory:
    """Knows the *channels* it was given; *meanwhile* happens whenever it is asked."""

    def __init__(self, *channels: Channel) -> None:
        self.channels = {channel.id: channel for channel in channels}
        self.meanwhile: Callable[[], Awaitable[None]] = nothing

    async def channel(self, _place: Place, channel_id: str) -> Channel | None:
        await self.meanwhile()
        return self.channels.get(channel_id)
