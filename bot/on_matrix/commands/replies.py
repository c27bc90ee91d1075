"""Say in a room what was answered."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.cards.documents import not_sent_in_private_card, sent_in_private_card
from bot.core.card import Card
from bot.delivery.sender import Rejected
from bot.on_matrix.ballot_box import react
from bot.on_matrix.commands.request import Answered, Done, ForAsker, Page, Request
from bot.on_matrix.homeserver import Homeserver
from bot.on_matrix.markup import View
from bot.on_matrix.rendering import invited_reactions, to_message

COUNTED = "✅"


@dataclass(frozen=True, slots=True)
class Spot:
    """Where an answer goes, and the *key* it is sent under."""

    room: str
    key: str
    thread: str | None = None
    replies_to: str | None = None


class Replies:
    def __init__(self, server: Homeserver) -> None:
        self._server = server

    async def say(self, request: Request, answered: Answered, spot: Spot) -> None:
        match answered:
            case Card():
                await self._card(answered, 0, request.view, spot)
            case Page(card, number):
                await self._card(card, number, request.view, spot)
            case ForAsker():
                await self._to_asker(request, answered, spot)
            case Done():
                event = request.incoming.event_id
                await react(self._server, spot.room, event, COUNTED, f"{spot.key}/seen")

    async def _card(self, card: Card, page: int, view: View, spot: Spot) -> None:
        content = to_message(card, view, page)
        event = await self._server.send(
            spot.room, content, spot.key, thread=spot.thread, replies_to=spot.replies_to
        )
        for number, emoji in enumerate(invited_reactions(card, content)):
            await react(self._server, spot.room, event, emoji, f"{spot.key}/{number}")

    async def _to_asker(self, request: Request, answered: ForAsker, spot: Spot) -> None:
        if request.is_direct:
            await self._all_of(answered, request.view, spot)
            return
        try:
            room = await self._server.direct_room(request.incoming.sender)
            view = replace(request.view, room=room)
            await self._all_of(answered, view, Spot(room, f"{spot.key}/private"))
        except Rejected:
            await self._card(not_sent_in_private_card(), 0, request.view, spot)
        else:
            await self._card(sent_in_private_card(), 0, request.view, spot)

    async def _all_of(self, answered: ForAsker, view: View, spot: Spot) -> None:
        await self._card(answered.card, 0, view, spot)
        if answered.file:
            key = f"{spot.key}/file"
            content = await self._server.upload(spot.room, answered.file.name, answered.file.text)
            await self._server.send(spot.room, content, key, thread=spot.thread)
