"""What the bot must be allowed for a post, by kind of channel and by what is switched on."""

from __future__ import annotations

import pytest

from bot.core.channels import Channel, ChannelKind, Permission
from bot.core.permissions import missing, missing_for_notices, needed
from bot.core.place_settings import Notify, PlaceSettings

TEXT, THREAD, FORUM = (Channel("5", "daily", kind) for kind in ChannelKind)
ALWAYS = {Permission.VIEW, Permission.HISTORY}
BARE = {"thread": False, "question": False, "poll": False}


@pytest.mark.parametrize(
    ("channel", "settings", "more"),
    [
        (TEXT, BARE, {Permission.SEND}),
        (
            TEXT,
            {},
            {
                Permission.SEND,
                Permission.THREADS,
                Permission.SEND_IN_THREADS,
                Permission.POLLS,
            },
        ),
        (TEXT, {**BARE, "thread": True}, {Permission.SEND, Permission.THREADS}),
        (
            TEXT,
            {**BARE, "thread": True, "question": True},
            {Permission.SEND, Permission.THREADS, Permission.SEND_IN_THREADS},
        ),
        (TEXT, {**BARE, "poll": True}, {Permission.SEND, Permission.POLLS}),
        (THREAD, BARE, {Permission.SEND_IN_THREADS}),
        (THREAD, {}, {Permission.SEND_IN_THREADS, Permission.POLLS}),
        (FORUM, BARE, {Permission.SEND_IN_FORUM, Permission.SEND_IN_THREADS}),
        (TEXT, {**BARE, "notify": Notify.ROLE}, {Permission.SEND, Permission.MENTION}),
    ],
)
def test_what_a_post_takes(channel: Channel, settings: dict, more: set[Permission]):
    assert needed(PlaceSettings(**settings), channel) == ALWAYS | more


def test_a_role_that_anybody_may_mention_takes_nothing_more():
    channel = Channel("5", "daily", ChannelKind.TEXT, mentionable_roles=frozenset({"7"}))
    settings = PlaceSettings(notify=Notify.ROLE, notify_role="7")

    assert Permission.MENTION not in needed(settings, channel)


def test_what_is_missing_comes_in_a_fixed_order():
    channel = Channel("5", "daily", ChannelKind.TEXT, held=frozenset({Permission.VIEW}))

    lacking = missing(PlaceSettings(thread=False), channel)

    assert lacking == (Permission.SEND, Permission.HISTORY, Permission.POLLS)
    assert missing(PlaceSettings(), TEXT) == ()


def test_notices_take_less():
    channel = Channel("5", "staff", ChannelKind.THREAD, held=frozenset({Permission.VIEW}))

    assert missing_for_notices(channel) == (Permission.SEND_IN_THREADS,)
    assert missing_for_notices(TEXT) == ()
