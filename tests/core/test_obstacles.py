"""Every reason why settings could not work."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.core.channels import Channel, ChannelKind, Permission, Tag
from bot.core.obstacles import Fault, Obstacle, obstacles
from bot.core.place_settings import Notify, PlaceSettings, PollOpeners

TEXT, THREAD, FORUM = (Channel("5", "daily", kind) for kind in ChannelKind)
TAGGED = replace(FORUM, requires_tag=True, tags=(Tag("6", "news"),))
SET = PlaceSettings(channel="5")
GONE = Obstacle(Fault.GONE, "5")


@pytest.mark.parametrize(
    ("settings", "channel", "expected"),
    [
        (PlaceSettings(), None, ()),
        (SET, TEXT, ()),
        (SET, None, (GONE,)),
        (SET, replace(THREAD, is_archived=True), (Obstacle(Fault.ARCHIVED, "5"),)),
        (
            SET,
            replace(THREAD, is_archived=True, is_locked=True),
            (Obstacle(Fault.LOCKED, "5"),),
        ),
        (SET, FORUM, ()),
        (SET, TAGGED, (Obstacle(Fault.NO_TAG, "5"),)),
        (PlaceSettings(channel="5", forum_tag="6"), TAGGED, ()),
        (PlaceSettings(channel="5", forum_tag="7"), TAGGED, (Obstacle(Fault.TAG_GONE, "5"),)),
        (SET, replace(TAGGED, tags=()), (Obstacle(Fault.TAGS_CLOSED, "5"),)),
        (
            SET,
            replace(TEXT, held=frozenset(Permission) - {Permission.POLLS, Permission.VIEW}),
            (
                Obstacle(Fault.PERMISSION, "5", Permission.VIEW),
                Obstacle(Fault.PERMISSION, "5", Permission.POLLS),
            ),
        ),
        (PlaceSettings(notify=Notify.ROLE), None, (Obstacle(Fault.NO_ROLE),)),
        (PlaceSettings(notify=Notify.ROLE, notify_role="7"), None, ()),
        (PlaceSettings(poll_openers=PollOpeners.ROLES), None, (Obstacle(Fault.NO_POLL_ROLES),)),
        (
            PlaceSettings(poll_openers=PollOpeners.ROLES, poll_roles=frozenset({"7"})),
            None,
            (),
        ),
        (PlaceSettings(moderators_channel="5"), TEXT, ()),
        (PlaceSettings(moderators_channel="5"), None, (GONE,)),
        (
            PlaceSettings(moderators_channel="5"),
            replace(THREAD, is_archived=True, held=frozenset({Permission.VIEW})),
            (
                Obstacle(Fault.ARCHIVED, "5"),
                Obstacle(Fault.PERMISSION, "5", Permission.SEND_IN_THREADS),
            ),
        ),
        (PlaceSettings(channel="5", moderators_channel="5"), None, (GONE,)),
    ],
)
def test_each_obstacle_is_found_once(
    settings: PlaceSettings, channel: Channel | None, expected: tuple[Obstacle, ...]
):
    assert obstacles(settings, {"5": channel}) == expected
