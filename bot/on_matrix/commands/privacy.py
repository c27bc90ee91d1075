"""Private data: a person's own, shown to them alone, and for who runs a room all of it."""

from __future__ import annotations

from collections.abc import Mapping

from bot.cards import place_data, privacy
from bot.core.card import Route
from bot.errors import BadInput
from bot.on_matrix.commands.explainers import OLD_CARD
from bot.on_matrix.commands.request import Answered, Command, File, ForAsker, Opener, Request
from bot.services.place_data import PlaceData
from bot.services.privacy import Privacy

FILE, ROOM_FILE = "bedfellows-about-you.json", "bedfellows-about-this-room.json"


class PrivacyCommands:
    def __init__(self, privacy: Privacy, places: PlaceData) -> None:
        self._privacy = privacy
        self._places = places

    def commands(self) -> list[Command]:
        return [
            Command(
                "privacy show",
                "What I keep about you, why, and for how long; seen by you alone.",
                self.show,
            ),
            Command(
                "privacy export",
                "All that I keep about you, as a file; seen by you alone.",
                self.export,
            ),
            Command(
                "privacy delete", "Have me forget you; asks once more before it does.", self.delete
            ),
        ]

    def openers(self) -> Mapping[str, Opener]:
        return {privacy.PRIVACY: self._open, place_data.EVERYTHING: self._open_of_room}

    async def show(self, request: Request) -> ForAsker:
        return ForAsker(await self._privacy.show(request.asker.person))

    async def export(self, request: Request) -> ForAsker:
        exported = await self._privacy.export(request.asker.person)
        return ForAsker(privacy.export_card(), File(FILE, exported))

    async def delete(self, request: Request) -> ForAsker:
        return ForAsker(await self._privacy.delete(request.asker.person))

    async def _open(self, request: Request, route: Route) -> Answered:
        # A card can only be about whoever opens it, wherever it stands.
        match route.args:
            case privacy.SHOW.args:
                return await self.show(request)
            case privacy.DELETE.args:
                return await self.delete(request)
            case privacy.CONFIRMED.args:
                return ForAsker(await self._privacy.delete_confirmed(request.asker.person))
            case _:
                raise BadInput(OLD_CARD)

    async def _open_of_room(self, request: Request, route: Route) -> Answered:
        match route.args:
            case place_data.ASK.args:
                return await self._places.ask(request.asker)
            case place_data.EXPORT.args:
                exported = await self._places.export(request.asker)
                return ForAsker(
                    place_data.export_card(request.asker.place), File(ROOM_FILE, exported)
                )
            case place_data.CONFIRMED.args:
                return await self._places.delete(request.asker)
            case _:
                raise BadInput(OLD_CARD)
