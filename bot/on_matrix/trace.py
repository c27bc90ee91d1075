"""What a message says of its card to the bot itself, so that what is done with it needs no memory.

It rides in the message under a key of ours, encrypted where the room is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.core.card import Route, parse_route

KEY = "org.bedfellows.card"


@dataclass(frozen=True, slots=True)
class Trace:
    """*route* reopens the card, at the page shown; None if nothing does.

    *numbered* are what its numbers open, *others* the rest that it offers.
    """

    route: Route | None = None
    pages: int = 1
    numbered: tuple[Route, ...] = ()
    others: tuple[Route, ...] = ()

    @property
    def offers(self) -> tuple[Route, ...]:
        """What can be opened from it, as the buttons and menu of the card do."""
        return (*self.others, *self.numbered)

    def turned(self, by: int) -> Route | None:
        """The card at the page that many further on; None if there is no such page."""
        if self.route is None or not 0 <= self.route.page + by < self.pages:
            return None
        return self.route.at(self.route.page + by)

    def picked(self, number: int) -> Route | None:
        """What *number*, from 1, opens."""
        return self.numbered[number - 1] if 0 < number <= len(self.numbered) else None


def to_content(trace: Trace) -> dict[str, Any]:
    said: dict[str, Any] = {
        "route": str(trace.route) if trace.route else None,
        "pages": trace.pages,
        "numbered": [str(route) for route in trace.numbered],
        "others": [str(route) for route in trace.others],
    }
    return {KEY: said}


def trace_in(content: Mapping[str, Any]) -> Trace | None:
    """What `to_content` wrote; None if the message is no card, or of another version of the bot."""
    match content.get(KEY):
        case {
            "route": route,
            "pages": int(pages),
            "numbered": list(numbered),
            "others": list(rest),
        }:
            shown = _routes([route])
            return Trace(shown[0] if shown else None, pages, _routes(numbered), _routes(rest))
        case _:
            return None


def _routes(texts: Iterable[object]) -> tuple[Route, ...]:
    read = (parse_route(text) for text in texts if isinstance(text, str))
    return tuple(route for route in read if route)
