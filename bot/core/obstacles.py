"""What stands in the way of settings: why the bot could not do what they say."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import TypeAlias

from bot.core.channels import Channel, Permission
from bot.core.permissions import missing, missing_for_notices, missing_for_poll
from bot.core.place_settings import Notify, PlaceSettings, PollOpeners
from bot.core.poll import PollKind

# What a platform knows of each channel that was asked about, by its id; None: nothing it can see.
Channels: TypeAlias = Mapping[str, Channel | None]


class Fault(StrEnum):
    GONE = "gone"
    ARCHIVED = "archived"
    LOCKED = "locked"
    NO_TAG = "no-tag"  # in a forum that requires one
    TAGS_CLOSED = "tags-closed"  # it requires one, and the bot may use none
    TAG_GONE = "tag-gone"
    PERMISSION = "permission"
    NO_ROLE = "no-role"  # to mention
    NO_POLL_ROLES = "no-poll-roles"


@dataclass(frozen=True, slots=True)
class Obstacle:
    fault: Fault
    channel: str | None = None
    permission: Permission | None = None


def obstacles(settings: PlaceSettings, channels: Channels) -> tuple[Obstacle, ...]:
    """Everything that keeps *settings* from working; *channels* holds those they name."""
    found = (
        *_incomplete(settings),
        *_in_channel(settings.channel, channels, partial(_of_posts, settings)),
        *_in_channel(settings.moderators_channel, channels, _of_notices),
    )
    return tuple(dict.fromkeys(found))


def poll_obstacles(name: str, channel: Channel | None, kind: PollKind) -> tuple[Obstacle, ...]:
    """Everything that keeps the bot from posting a poll in the channel of the id *name*."""
    if channel is None:
        return (Obstacle(Fault.GONE, name),)
    lacking = missing_for_poll(channel, kind)
    return (
        *([Obstacle(Fault.LOCKED, name)] if channel.is_locked else ()),
        *(Obstacle(Fault.PERMISSION, name, permission) for permission in lacking),
    )


def _incomplete(settings: PlaceSettings) -> Iterator[Obstacle]:
    if settings.notify is Notify.ROLE and settings.notify_role is None:
        yield Obstacle(Fault.NO_ROLE)
    if settings.poll_openers is PollOpeners.ROLES and not settings.poll_roles:
        yield Obstacle(Fault.NO_POLL_ROLES)


def _in_channel(
    name: str | None, channels: Channels, more: Callable[[Channel], Iterator[Obstacle]]
) -> Iterator[Obstacle]:
    if name is None:
        return
    channel = channels[name]
    if channel is None:
        yield Obstacle(Fault.GONE, name)
        return
    yield from _closed(channel)
    yield from more(channel)


def _of_posts(settings: PlaceSettings, channel: Channel) -> Iterator[Obstacle]:
    if channel.requires_tag and not channel.tags:
        yield Obstacle(Fault.TAGS_CLOSED, channel.id)
    elif channel.requires_tag and settings.forum_tag is None:
        yield Obstacle(Fault.NO_TAG, channel.id)
    elif settings.forum_tag not in {None, *(tag.id for tag in channel.tags)}:
        yield Obstacle(Fault.TAG_GONE, channel.id)
    for permission in missing(settings, channel):
        yield Obstacle(Fault.PERMISSION, channel.id, permission)


def _of_notices(channel: Channel) -> Iterator[Obstacle]:
    for permission in missing_for_notices(channel):
        yield Obstacle(Fault.PERMISSION, channel.id, permission)


def _closed(channel: Channel) -> Iterator[Obstacle]:
    """A thread that is both is first of all locked: to open it would not do."""
    if channel.is_locked:
        yield Obstacle(Fault.LOCKED, channel.id)
    elif channel.is_archived:
        yield Obstacle(Fault.ARCHIVED, channel.id)
