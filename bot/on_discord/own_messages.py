"""Find a message of the bot's own in a channel's history."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

import discord

from bot.core.card import Route, parse_route
from bot.core.outgoing import PollMessage
from bot.delivery.sender import CardMessage, Mark
from bot.on_discord.rendering import MENU, route_of

MOST = 1_000  # messages looked through; ten requests


async def find_message(
    channel: discord.abc.Messageable,
    own_id: int,
    wanted: CardMessage | PollMessage,
    since: datetime,
) -> str | None:
    """The id of the *wanted* message, if it is among the first thousand sent after *since*."""
    async for message in channel.history(limit=MOST, after=since, oldest_first=True):
        if message.author.id == own_id and is_it(message, wanted):
            return str(message.id)
    return None


def is_it(message: discord.Message, wanted: CardMessage | PollMessage) -> bool:
    if isinstance(wanted, PollMessage):
        return message.poll is not None and _asks(message.poll, wanted)
    return bears(message, wanted.mark)


def _asks(poll: discord.Poll, wanted: PollMessage) -> bool:
    options = tuple(answer.text for answer in poll.answers)
    return (poll.question, options) == (wanted.question, wanted.options)


def bears(message: discord.Message, mark: Mark | None) -> bool:
    return mark is not None and mark.is_among(tuple(routes_in(message)))


def routes_in(message: discord.Message) -> Iterator[Route]:
    """What the buttons and menus of *message* open, in their order."""
    return _routes(component.to_dict() for component in message.components)


def _routes(components: Iterable[Mapping[str, Any]]) -> Iterator[Route]:
    for component in components:
        shown = component.get("custom_id") or ""
        picks = (parse_route(option["value"]) for option in component.get("options", ()))
        yield from filter(None, picks if shown == MENU else (route_of(shown),))
        yield from _routes(component.get("components", ()))
        yield from _routes([component["accessory"]] if "accessory" in component else ())
