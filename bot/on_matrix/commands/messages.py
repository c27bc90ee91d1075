"""Who is named in a message that somebody points to by replying to it."""

from __future__ import annotations

from bot.cards.browsing import NO_MESSAGE, REPLY_TO_A_MESSAGE
from bot.cards.question import who_is_in_card
from bot.core.card import Card
from bot.errors import BadInput
from bot.on_matrix.commands.request import Command, Request
from bot.on_matrix.homeserver import Homeserver


class MessageCommands:
    def __init__(self, server: Homeserver) -> None:
        self._server = server

    def commands(self) -> list[Command]:
        return [Command("who", "In reply to a message: who is named in it.", self.who)]

    async def who(self, request: Request) -> Card:
        """Look into the text, or else into the message replied to or the one above the thread."""
        return who_is_in_card(request.pack, request.text or await self._text(request))

    async def _text(self, request: Request) -> str:
        incoming = request.incoming
        pointed_at = incoming.replies_to or incoming.thread
        if pointed_at is None:
            raise BadInput(REPLY_TO_A_MESSAGE)
        event = await self._server.event(incoming.room_id, pointed_at)
        match event:
            case {"content": {"body": str(body)}}:
                return body
            case _:
                raise BadInput(NO_MESSAGE)
