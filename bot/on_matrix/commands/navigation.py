"""Turn the pages of cards and open what they offer, by number or by emoji."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta

from bot.cards import browsing as words
from bot.cards.open import open_card
from bot.clock import Clock
from bot.core.card import Route
from bot.errors import BadInput
from bot.on_matrix.commands.request import Answered, Command, Opener, Page, Request
from bot.on_matrix.commands.shown import ShownCards
from bot.on_matrix.emoji import pick_of, turn_of
from bot.on_matrix.trace import Trace

REMEMBERED = timedelta(days=1)  # how far back the last card is looked for


def reacted_route(trace: Trace, key: str) -> Route | None:
    """What the emoji *key* under a card opens; None if it means nothing there."""
    if by := turn_of(key):
        return trace.turned(by)
    return trace.picked(pick_of(key) or 0)


class Navigation:
    """*openers* answer what does something, by the kind of its route; the rest opens a card."""

    def __init__(self, shown: ShownCards, openers: Mapping[str, Opener], clock: Clock) -> None:
        self._shown = shown
        self._openers = openers
        self._clock = clock

    def commands(self) -> list[Command]:
        return [
            Command("open", "What has that number on a card of mine.", self.pick, usage="NUMBER"),
            Command("more", "The next page of a card.", self.more),
            Command("back", "The page before.", self.back),
        ]

    def is_pure(self, route: Route) -> bool:
        """Whether it shows the same to everybody, and does nothing else."""
        return route.kind not in self._openers

    async def open(self, request: Request, route: Route) -> Answered:
        """Raises:
        BadInput: it is gone, or was offered by another version of the bot.
        """
        opener = self._openers.get(route.kind)
        if opener is None:
            return Page(open_card(request.pack, route), route.page)
        return await opener(request, route)

    async def pick(self, request: Request) -> Answered:
        """Open what has the number in the text, on the card replied to or else on the last."""
        typed = request.text.strip(" .#")
        if not typed.isdecimal():
            raise BadInput(words.SAY_A_NUMBER)
        trace = await self._trace(request, lambda trace: bool(trace.numbered), words.NO_NUMBERS)
        route = trace.picked(int(typed))
        if route is None:
            raise BadInput(words.no_such_number(len(trace.numbered)))
        return await self.open(request, route)

    async def more(self, request: Request) -> Answered:
        return await self._turn(request, 1, words.LAST_PAGE)

    async def back(self, request: Request) -> Answered:
        return await self._turn(request, -1, words.FIRST_PAGE)

    async def _turn(self, request: Request, by: int, at_the_end: str) -> Answered:
        trace = await self._trace(request, lambda trace: trace.pages > 1, words.NO_PAGES)
        route = trace.turned(by)
        if route is None:
            raise BadInput(at_the_end)
        return await self.open(request, route)

    async def _trace(
        self, request: Request, wanted: Callable[[Trace], bool], lacking: str
    ) -> Trace:
        incoming = request.incoming
        if incoming.replies_to:
            card = await self._shown.at(incoming.room_id, incoming.replies_to)
            card = card if card and wanted(card.trace) else None
        else:
            since = self._clock() - REMEMBERED
            card = await self._shown.latest(incoming.room_id, incoming.thread, since, wanted)
        if card is None:
            raise BadInput(lacking)
        return card.trace
