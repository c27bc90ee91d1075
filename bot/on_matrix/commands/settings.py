"""What moderators set for their room: the panel, and one setting a command."""

from __future__ import annotations

from collections.abc import Mapping

from bot.core.card import Card, Route
from bot.core.form import Answers
from bot.core.settings_inputs import CHOOSE, PANEL, Answer, Part
from bot.errors import BadInput, NotAllowed
from bot.on_matrix.commands.request import Answered, Command, Opener, Page, Request
from bot.on_matrix.commands.setting_words import (
    Setting,
    is_here,
    is_off,
    read_answer,
    read_start,
    setting_named,
)
from bot.on_matrix.homeserver import Homeserver
from bot.services.channel_directory import ChannelDirectory
from bot.services.place_data import PlaceData
from bot.services.settings import SettingsService

OLD_CARD = "That card is from another version of me; open the settings again."
NOT_THERE = "Only who moderates that room too can have me write to it."


class SettingsCommands:
    def __init__(
        self,
        settings: SettingsService,
        places: PlaceData,
        channels: ChannelDirectory,
        server: Homeserver,
    ) -> None:
        self._settings = settings
        self._places = places
        self._channels = channels
        self._server = server

    def commands(self) -> list[Command]:
        return [
            Command(
                "settings panel",
                "Everything moderators can set, and what I will post next.",
                self.panel,
                usage="[SETTING VALUE]",
            ),
            Command("settings log", "Who changed which setting, and when.", self.log),
            Command("settings undo", "Take the last change of the settings back.", self.undo),
        ]

    def openers(self) -> Mapping[str, Opener]:
        return {PANEL: self._open, CHOOSE: self._choose}

    async def panel(self, request: Request) -> Card:
        """The panel, or what is said of the setting that the text changes."""
        word, _, value = request.text.strip().partition(" ")
        match word.casefold():
            case "":
                return await self._settings.panel(request.asker, self._channels)
            case "on" | "start":
                answers = {"channel": (request.view.room,), **read_start(value)}
                return await self._fill_in(request, Part.WHERE, answers)
            case "off" | "stop":
                return await self._settings.turn_off(request.asker, self._channels)
            case "delete":
                return await self._places.ask(request.asker)
            case _:
                return await self._change(request, setting_named(word), value)

    async def log(self, request: Request) -> Card:
        return await self._settings.log(request.asker, self._channels)

    async def undo(self, request: Request) -> Card:
        return await self._settings.undo(request.asker, self._channels)

    async def _change(self, request: Request, setting: Setting, value: str) -> Card:
        form = await self._settings.form(request.asker, setting.part, self._channels)
        if setting.key == "moderators_channel":
            answer = await self._room(request, value)
        else:
            answer = read_answer(setting, value, form)
        return await self._fill_in(request, setting.part, {setting.key: answer})

    async def _fill_in(self, request: Request, part: Part, answers: Answers) -> Card:
        """Submit the form of *part*, as it opens at this moment, with *answers* in it."""
        form = await self._settings.form(request.asker, part, self._channels)
        version = int(form.submits.args[1])
        return await self._settings.fill_in(request.asker, part, version, answers, self._channels)

    async def _room(self, request: Request, value: str) -> Answer:
        """The room that moderators are to be told in; no right is carried from one to another."""
        if is_off(value):
            return ()
        if is_here(value):
            return (request.view.room,)
        room = self._server.rooms.get(value.strip())
        if room is None:
            raise BadInput("Say here, off, or the id of a room that I am in, which begins with !.")
        if not await self._server.is_moderator(room.id, request.incoming.sender):
            raise NotAllowed(NOT_THERE)
        return (room.id,)

    async def _open(self, request: Request, route: Route) -> Answered:
        match route.args:
            case ():
                return await self._settings.panel(request.asker, self._channels)
            case ("log",):
                return Page(await self.log(request), route.page)
            case ("undo",):
                return await self.undo(request)
            case ("off",):
                return await self._settings.turn_off(request.asker, self._channels)
            case _:
                raise BadInput(OLD_CARD)

    async def _choose(self, request: Request, route: Route) -> Card:
        return await self._settings.choose(request.asker, route.args, self._channels)
