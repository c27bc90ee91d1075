"""Answer what comes in: commands by prefix or by mention, and reactions to cards."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import partial
from typing import TypeAlias

from bot.cards.browsing import did_you_mean_card, unknown_command_card, which_of_card
from bot.cards.failure import failure_card, unexpected_card
from bot.cards.question import answer_card
from bot.core.card import Card
from bot.core.identity import Asker
from bot.delivery.sender import Rejected, TryLater
from bot.errors import BotError
from bot.on_matrix.commands.catalogue import Catalogue
from bot.on_matrix.commands.navigation import reacted_route
from bot.on_matrix.commands.replies import Replies, Spot
from bot.on_matrix.commands.request import Answered, Command, Request
from bot.on_matrix.commands.routing import Asked, Misspelt, Unfinished, addressed
from bot.on_matrix.emoji import pick_of, turn_of
from bot.on_matrix.homeserver import Homeserver
from bot.on_matrix.incoming import Incoming, Reaction
from bot.on_matrix.markup import View
from bot.services.services import Services
from bot.storage.errors import DatabaseFailed
from bot.storage.settings_store import settings_of

logger = logging.getLogger(__name__)
HELP = "help"  # is what may want who says nothing but our name, or hello
HELLO = frozenset(("", "hi", "hello", "hey"))
MOST_UNSAID = 1_000

Ask: TypeAlias = Callable[[], Awaitable[Answered]]


class Answering:
    """A `bot.on_matrix.worker.Handler`.

    Called with each event once or more often, it answers under keys made from the event, so that a
    repetition says nothing twice; and what it asks of the services bears such a key as well, so
    that a repetition changes nothing twice (`bot.storage.request_store`).
    """

    def __init__(self, services: Services, server: Homeserver) -> None:
        self._services = services
        self._server = server
        self._catalogue = Catalogue(services, server)
        self._replies = Replies(server)
        # What could not be said yet, by the key of the event: asked for again, it may differ.
        self._unsaid: dict[str, Answered] = {}

    async def __call__(self, incoming: Incoming) -> None:
        """Raises:
        Rejected: the room takes no answer.
        TryLater: the homeserver, or the database, does not answer now.
        """
        if incoming.ends or incoming.deletes:
            await self._catalogue.polls.take_note(incoming)
        elif incoming.reaction:
            await self._on_reaction(incoming, incoming.reaction)
        else:
            await self._on_message(incoming)

    async def _on_message(self, incoming: Incoming) -> None:
        request = await self._request(incoming)
        prefix = request.view.prefix
        mentioned = incoming.mentions_us or request.is_direct
        names = self._names(incoming.room_id)
        text = addressed(incoming.body, prefix, names, mentioned=mentioned)
        if text is None or not incoming.body:
            return
        is_free = not incoming.body.lstrip().casefold().startswith(prefix.casefold())
        is_hello = is_free and text.casefold().strip("!. ") in HELLO
        answer = self._answer(request, HELP if is_hello else text, is_free=is_free)
        if answer is not None:
            spot = Spot(incoming.room_id, incoming.key, incoming.thread, incoming.event_id)
            await self._say(request, answer, spot)

    def _answer(self, request: Request, text: str, *, is_free: bool) -> Ask | None:
        """*is_free*: it was said to the bot by name, so that every sentence is meant for it."""
        match self._catalogue.router.find(text.rstrip("?!. ") if is_free else text):
            case Asked(command, rest) if not (is_free and rest and _is_sentence(text, command)):
                return partial(command.answer, replace(request, text=rest))
            case Misspelt(meant) if is_free:
                return partial(self._free, request, text, meant)
            case _ if is_free:
                return partial(self._free, request, text)
            case Misspelt(meant):
                return partial(_ready, did_you_mean_card(meant))
            case Unfinished(group, commands):
                return partial(_ready, which_of_card(group, commands))
            case _ if request.is_direct:
                return partial(_ready, unknown_command_card())
            case _:
                return None  # another bot's command, for all we know

    async def _free(self, request: Request, text: str, meant: str = "") -> Card:
        card = answer_card(request.pack, text, self._services.today())
        is_answered = card.route or card.options
        return did_you_mean_card(meant) if meant and not is_answered else card

    async def _on_reaction(self, incoming: Incoming, reaction: Reaction) -> None:
        if turn_of(reaction.key) is None and pick_of(reaction.key) is None:
            return
        card = await self._catalogue.shown.at(incoming.room_id, reaction.target)
        route = reacted_route(card.trace, reaction.key) if card else None
        if card is None or route is None:
            return
        request, navigation = await self._request(incoming), self._catalogue.navigation
        # Of all who open the same, only the first is answered: the others see it there.
        key = f"{card.event}/{route}" if navigation.is_pure(route) else incoming.key
        spot = Spot(incoming.room_id, key, card.thread, card.event)
        await self._say(request, partial(navigation.open, request, route), spot)

    def _names(self, room_id: str) -> tuple[str, ...]:
        """What the bot may be called in a room."""
        user, room = self._server.user_id, self._server.rooms.get(room_id)
        return (user, user[1:].partition(":")[0], room.own_name if room else "")

    async def _say(self, request: Request, ask: Ask, spot: Spot) -> None:
        key = request.incoming.key
        answered = self._unsaid.pop(key, None) or await self._answered(request, ask)
        # Asked for anew: what was asked may have changed it.
        request = replace(request, view=await self._view(request.incoming))
        try:
            await self._replies.say(request, answered, spot)
        except TryLater:
            if len(self._unsaid) < MOST_UNSAID:
                self._unsaid[key] = answered
            raise

    async def _answered(self, request: Request, ask: Ask) -> Answered:
        """What *ask* gives, or what is said of its failure."""
        try:
            return await ask()
        except (Rejected, TryLater, DatabaseFailed):
            raise
        except BotError as error:
            return failure_card(error)
        except Exception:
            reference = request.incoming.event_id[1:9]
            logger.exception("no answer to %s, reference %s", request.incoming.event_id, reference)
            return unexpected_card(reference)

    async def _request(self, incoming: Incoming) -> Request:
        room = self._server.rooms.get(incoming.room_id)
        return Request(
            asker=Asker(
                person=incoming.person,
                place=incoming.place,
                manages=room is not None and room.is_moderated_by(incoming.sender),
                request=incoming.key,
            ),
            pack=await self._services.pack_in(incoming.place),
            view=await self._view(incoming),
            incoming=incoming,
            is_direct=await self._server.is_direct(incoming.room_id),
        )

    async def _view(self, incoming: Incoming) -> View:
        settings = await settings_of(self._services.database, incoming.place)
        return View(incoming.room_id, settings.prefix, settings.zone)


def _is_sentence(text: str, command: Command) -> bool:
    """Whether *text* rather asks something than names a command; none begins with two words."""
    return text.endswith("?") and " " not in command.name


async def _ready(card: Card) -> Card:
    return card
