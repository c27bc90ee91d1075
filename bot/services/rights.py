"""Who may do what in a place."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TypeAlias

from bot.cards.schedule import IS_OFF
from bot.core.identity import Asker, Place
from bot.core.place_settings import PlaceSettings
from bot.errors import BadInput, NotAllowed
from bot.storage.database import Connection
from bot.storage.settings_store import settings_of

Read: TypeAlias = Callable[[Connection, Place], Awaitable[PlaceSettings]]
MODERATORS_ONLY = "Only moderators can do that here."


async def settings_for_moderator(
    connection: Connection, asker: Asker, read: Read = settings_of
) -> PlaceSettings:
    """The settings of a place with a daily explainer, for who may run its schedule.

    What plans a post has to *read* them by `held_settings`.

    Raises:
        NotAllowed: *asker* is no moderator there.
        BadInput: there is no daily explainer.
    """
    settings = await read(connection, asker.place)
    if not settings.is_moderator(asker):
        raise NotAllowed(MODERATORS_ONLY)
    if not settings.is_on:
        raise BadInput(IS_OFF)
    return settings
