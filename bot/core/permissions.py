"""What keeps the bot from posting in a channel."""

from __future__ import annotations

from bot.core.channels import Channel, ChannelKind, Permission
from bot.core.place_settings import Notify, PlaceSettings
from bot.core.poll import PollKind

SENDING = {
    ChannelKind.TEXT: Permission.SEND,
    ChannelKind.FORUM: Permission.SEND_IN_FORUM,
    ChannelKind.THREAD: Permission.SEND_IN_THREADS,
}


def needed(settings: PlaceSettings, channel: Channel) -> frozenset[Permission]:
    """What a daily post in *channel* takes, as set up."""
    # The history tells after a crash whether a message was sent, so that none is sent twice.
    wanted = {Permission.VIEW, Permission.HISTORY, SENDING[channel.kind]}
    has_thread = settings.thread and channel.kind is ChannelKind.TEXT
    if has_thread:
        wanted |= {Permission.THREADS}
    if (has_thread and (settings.question or settings.poll)) or channel.kind is ChannelKind.FORUM:
        wanted |= {Permission.SEND_IN_THREADS}
    if settings.poll:
        wanted |= {Permission.POLLS}
    if settings.notify is Notify.ROLE and settings.notify_role not in channel.mentionable_roles:
        wanted |= {Permission.MENTION}
    return frozenset(wanted)


def missing(settings: PlaceSettings, channel: Channel) -> tuple[Permission, ...]:
    """What the bot lacks in *channel*, in the order of `Permission`."""
    lacking = needed(settings, channel) - channel.held
    return tuple(permission for permission in Permission if permission in lacking)


def missing_for_notices(channel: Channel) -> tuple[Permission, ...]:
    """What the bot lacks to write to moderators in *channel*."""
    return tuple(
        permission
        for permission in (Permission.VIEW, SENDING[channel.kind])
        if permission not in channel.held
    )


def missing_for_poll(channel: Channel, kind: PollKind) -> tuple[Permission, ...]:
    """What the bot lacks to post a poll in *channel* and what came of it."""
    wanted = {Permission.VIEW, Permission.HISTORY, SENDING[channel.kind]}
    if kind is not PollKind.SECRET:
        wanted |= {Permission.POLLS}
    return tuple(permission for permission in Permission if permission in wanted - channel.held)
