"""The daily explainer: today's and those of before for everybody, the next for moderators."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bot.cards.deck import DO, HISTORY, POST_NOW, SKIP
from bot.core.card import Card, Route
from bot.errors import BadInput
from bot.on_matrix.commands.request import Answered, Command, ForAsker, Opener, Page, Request
from bot.services.explainers import Explainers

OLD_CARD = "That card is from another version of me; ask again with a command."


class ExplainerCommands:
    def __init__(self, explainers: Explainers) -> None:
        self._explainers = explainers

    def commands(self) -> list[Command]:
        return [
            Command("explainer today", "Today's explainer.", self.today),
            Command(
                "explainer preview",
                "For moderators: what comes next, seen by you alone.",
                self.preview,
            ),
            Command("explainer post", "For moderators: post today's explainer now.", self.post),
            Command("explainer skip", "For moderators: pass over what comes next.", self.skip),
            Command("explainer history", "The explainers that were posted here.", self.history),
        ]

    def openers(self) -> Mapping[str, Opener]:
        return {DO: self._open}

    async def today(self, request: Request) -> Card:
        return await self._explainers.today(request.asker)

    async def preview(self, request: Request) -> Answered:
        return _coming(request, await self._explainers.preview(request.asker))

    async def post(self, request: Request) -> Card:
        return await self._explainers.post_now(request.asker)

    async def skip(self, request: Request) -> Answered:
        return _coming(request, await self._explainers.skip(request.asker))

    async def history(self, request: Request) -> Card:
        return await self._explainers.history(request.asker)

    async def _open(self, request: Request, route: Route) -> Answered:
        match route.args:
            case (action, explainer) if action == SKIP:
                return _coming(request, await self._explainers.skip(request.asker, explainer))
            case (action,) if action == POST_NOW:
                return await self.post(request)
            case (action,) if action == HISTORY:
                return Page(await self.history(request), route.page)
            case _:
                raise BadInput(OLD_CARD)


def _coming(request: Request, card: Card) -> Answered:
    """What comes next, which the others in the room are not to see before it does."""
    # In another room its deeds would be done to that one.
    harmless = tuple(option for option in card.buttons if option.opens.kind != DO)
    return card if request.is_direct else ForAsker(replace(card, buttons=harmless))
