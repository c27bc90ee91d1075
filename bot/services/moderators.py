"""Tell the moderators of a place what they should know, as part of a transaction of the caller."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.core.outgoing import TroubleNotice, to_person
from bot.core.post import Post, Trouble
from bot.storage import outbox_store
from bot.storage.database import Connection
from bot.storage.settings_store import last_editor, settings_of

NOTICE = timedelta(days=7)  # how long it is tried


async def tell_moderators(
    connection: Connection, post: Post, trouble: Trouble, now: datetime, *, paused: bool = False
) -> None:
    """Tell moderators of *trouble* with *post*: of each kind once a month, of a pause always."""
    target = await _moderators(connection, post)
    if target is None:
        return
    period = post.day if paused else f"{post.day:%Y-%m}"
    await outbox_store.add(
        connection,
        item_id=f"{post.place}/{trouble.reason}/{period}",
        place=post.place,
        step="notice",
        target=target,
        outgoing=TroubleNotice(post.day, trouble.reason, trouble.detail, post.channel, paused),
        now=now,
        give_up_at=now + NOTICE,
    )


async def _moderators(connection: Connection, post: Post) -> str | None:
    """Where moderators read: their channel, or else a direct message to who set the bot up."""
    settings = await settings_of(connection, post.place)
    if settings.moderators_channel:
        return settings.moderators_channel
    person = await last_editor(connection, post.place)
    return to_person(person) if person else None
