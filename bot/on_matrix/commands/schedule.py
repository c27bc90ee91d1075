"""The schedule of the daily explainer: what comes, what became of a date, pause and resume."""

from __future__ import annotations

from collections.abc import Mapping

from bot.core.card import Card, Route
from bot.errors import BadInput
from bot.on_matrix.commands.explainers import OLD_CARD
from bot.on_matrix.commands.request import Command, Opener, Request
from bot.services.channel_directory import ChannelDirectory
from bot.services.schedules import Schedules


class ScheduleCommands:
    def __init__(self, schedules: Schedules, channels: ChannelDirectory) -> None:
        self._schedules = schedules
        self._channels = channels

    def commands(self) -> list[Command]:
        return [
            Command("schedule next", "When the next explainers come, and where.", self.next),
            Command(
                "schedule why",
                "What became of the explainer of a day, and why.",
                self.why,
                usage="[DATE]",
            ),
            Command(
                "schedule pause",
                "For moderators: post nothing until further notice.",
                self.pause,
            ),
            Command("schedule resume", "For moderators: post again.", self.resume),
        ]

    def openers(self) -> Mapping[str, Opener]:
        return {"schedule": self._open}

    async def next(self, request: Request) -> Card:
        return await self._schedules.next(request.asker)

    async def why(self, request: Request) -> Card:
        return await self._schedules.why(request.asker, request.text)

    async def pause(self, request: Request) -> Card:
        return await self._schedules.pause(request.asker)

    async def resume(self, request: Request) -> Card:
        return await self._schedules.resume(request.asker, self._channels)

    async def _open(self, request: Request, route: Route) -> Card:
        match route.args:
            case ("why", day):
                return await self._schedules.why(request.asker, day)
            case _:
                raise BadInput(OLD_CARD)
