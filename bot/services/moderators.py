"""Tell the moderators of a place what they should know, as part of a transaction of the caller."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.core.identity import Place
from bot.core.outgoing import TO_PERSON, TroubleNotice, to_person
from bot.core.post import Post, Trouble
from bot.storage import outbox_store
from bot.storage.database import Connection
from bot.storage.outbox_store import Item
from bot.storage.settings_store import last_editor, settings_of

NOTICE = timedelta(days=7)  # how long it is tried


async def tell_moderators(
    connection: Connection, post: Post, trouble: Trouble, now: datetime, *, paused: bool = False
) -> None:
    """Tell moderators of *trouble* with *post*: of each kind once a month, of a pause always.

    Where they have no channel, who set the bot up gets a direct message.
    """
    settings = await settings_of(connection, post.place)
    target = settings.moderators_channel or await _who_set_it_up(connection, post.place)
    period = post.day if paused else f"{post.day:%Y-%m}"
    name = f"{post.place}/{trouble.reason}/{period}"
    notice = TroubleNotice(post.day, trouble.reason, trouble.detail, post.channel, paused)
    await _put(connection, name, post.place, target, notice, now)


async def tell_by_letter(
    connection: Connection, item: Item, notice: TroubleNotice, now: datetime
) -> None:
    """*item*, which holds *notice*, could not be sent: a channel for moderators may be gone."""
    if item.target.startswith(TO_PERSON):
        return
    target = await _who_set_it_up(connection, item.place)
    await _put(connection, f"{item.id}/letter", item.place, target, notice, now)


async def _who_set_it_up(connection: Connection, place: Place) -> str | None:
    person = await last_editor(connection, place)
    return to_person(person) if person else None


async def _put(
    connection: Connection,
    name: str,
    place: Place,
    target: str | None,
    notice: TroubleNotice,
    now: datetime,
) -> None:
    if target is None:
        return  # nobody is there to tell
    await outbox_store.add(
        connection,
        item_id=name,
        place=place,
        step="notice",
        target=target,
        outgoing=notice,
        now=now,
        give_up_at=now + NOTICE,
    )
