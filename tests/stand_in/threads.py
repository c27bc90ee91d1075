"""What the bot does to threads and forum posts, with the rules that Discord has for it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from tests.stand_in import posting, refusals
from tests.stand_in.places import Channel, Guild, Kind, Message, Permission
from tests.stand_in.refusals import Refused, invalid_form
from tests.stand_in.world import World

JSON = dict[str, Any]
ARCHIVE_MINUTES = (60, 1_440, 4_320, 10_080)


def start_from(world: World, message: Message, form: JSON) -> Channel:
    """A thread with the id of *message*; there is one at most, even if it was deleted since."""
    _check_may_start(world, message.channel, form, Permission.CREATE_PUBLIC_THREADS, Kind.TEXT)
    if message.threaded:
        raise Refused(refusals.THREAD_EXISTS)
    thread = _thread(message.id, message.channel, form)
    message.threaded = True
    return world.add_thread(thread)


def start(world: World, channel: Channel, form: JSON) -> Channel:
    """A thread that belongs to no message."""
    _check_may_start(world, channel, form, Permission.CREATE_PUBLIC_THREADS, Kind.TEXT)
    return world.add_thread(_thread(world.clock.next_id(), channel, form))


def post_in_forum(world: World, forum: Channel, form: JSON) -> tuple[Channel, Message]:
    """A thread and its first message, of one id. No nonce is heeded."""
    _check_may_start(world, forum, form, Permission.SEND_MESSAGES, Kind.FORUM)
    message = form["message"] | {"nonce": None, "poll": None}
    posting.check_form(message)
    tags = [int(tag) for tag in form.get("applied_tags") or []]
    if forum.tag_required and not tags:
        raise Refused(refusals.TAG_REQUIRED)
    if len(tags) > 5 or not set(tags) <= forum.tags.keys():
        raise Refused(invalid_form("applied_tags"))
    thread = _thread(world.clock.next_id(), forum, form)
    thread.applied_tags = tags
    first = posting.put(world, thread, message, thread.id)
    return world.add_thread(thread), first


def change(world: World, thread: Channel, form: JSON) -> Channel:
    """Rename, archive, lock, or reopen."""
    if thread.kind is not Kind.THREAD:
        raise Refused(refusals.WRONG_CHANNEL_TYPE)
    if thread.locked and not thread.may(Permission.MANAGE_THREADS):
        raise Refused(refusals.MISSING_PERMISSIONS)
    thread.name = form.get("name", thread.name)
    if form.get("archived", thread.archived):
        world.archive(thread, locked=form.get("locked", thread.locked))
    else:
        world.reopen(thread)
        thread.locked = form.get("locked", False)
    return thread


def active(guild: Guild) -> list[Channel]:
    """The open threads that the bot may see."""
    return [
        thread
        for thread in guild.threads.values()
        if not thread.archived and thread.may(Permission.VIEW_CHANNEL)
    ]


def archived(
    world: World, channel: Channel, before: datetime | None, limit: int
) -> tuple[list[Channel], bool]:
    """Those archived last come first; and whether there are more."""
    if not channel.may(Permission.READ_MESSAGE_HISTORY):
        raise Refused(refusals.MISSING_PERMISSIONS)
    found = [
        thread
        for thread in world.threads(channel)
        if thread.archived and (before is None or thread.last_archived < before)
    ]
    found.sort(key=lambda thread: thread.last_archived, reverse=True)
    return found[:limit], len(found) > limit


def _check_may_start(
    world: World, channel: Channel, form: JSON, needed: Permission, kind: Kind
) -> None:
    if channel.kind is not kind:
        raise Refused(refusals.WRONG_CHANNEL_TYPE)
    if not channel.may(needed):
        raise Refused(refusals.MISSING_PERMISSIONS)
    if not 1 <= len(form["name"]) <= 100:
        raise Refused(invalid_form("name: Must be between 1 and 100 in length."))
    if form.get("auto_archive_duration", 1_440) not in ARCHIVE_MINUTES:
        raise Refused(invalid_form("auto_archive_duration"))
    if channel.guild and len(active(channel.guild)) >= world.active_threads:
        raise Refused(refusals.TOO_MANY_THREADS)


def _thread(identifier: int, parent: Channel, form: JSON) -> Channel:
    archive_after = timedelta(minutes=form.get("auto_archive_duration") or 1_440)
    return Channel(
        identifier,
        parent.guild,
        Kind.THREAD,
        form["name"],
        parent=parent,
        archive_after=archive_after,
    )
