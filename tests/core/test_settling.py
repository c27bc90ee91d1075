"""Which wishes come true: all that can, whatever is wrong with the others."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time

import msgspec
import pytest

from bot.core.channels import Channel, ChannelKind, Permission, Tag
from bot.core.obstacles import Fault, Obstacle
from bot.core.place_settings import Notify, PlaceSettings
from bot.core.settings_change import Change, changed
from bot.core.settings_inputs import Part
from bot.core.settling import (
    Hindered,
    Overtaken,
    Unread,
    channels_named,
    overtaken,
    read_wishes,
    settings_before,
    settle,
)
from bot.errors import BadInput

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
MIRA, NOAH = "discord:10", "discord:11"
TEXT = Channel("5", "daily", ChannelKind.TEXT)
MUTE = Channel("6", "mute", ChannelKind.TEXT, held=frozenset(Permission) - {Permission.SEND})
FORUM = Channel("7", "forum", ChannelKind.FORUM, requires_tag=True, tags=(Tag("8", "news"),))
CHANNELS = {"5": TEXT, "6": MUTE, "7": FORUM, "9": None}
SET = PlaceSettings(channel="5")


def change(version: int, old: PlaceSettings, new: PlaceSettings, by: str = NOAH) -> Change:
    return Change(version, by, NOW, changed(old, new), old, new)


def test_what_was_left_as_it_stood_asks_for_nothing():
    answers = {"channel": ("5",), "at": ("09:00",), "zone": ("Berlin",), "days": ("1", "0")}
    base = PlaceSettings(channel="5", days=frozenset({0, 1}))

    wishes, refused = read_wishes(Part.WHERE, answers, base, NOW)

    assert wishes == {"zone": {"zone": "Europe/Berlin"}}
    assert refused == []


def test_what_cannot_be_read_stops_nothing_else():
    answers = {"at": ("soon",), "zone": ("Atlantis",), "days": ("0",), "more": ("x",)}

    wishes, refused = read_wishes(Part.WHERE, answers, SET, NOW)

    assert wishes == {"days": {"days": frozenset({0})}}
    assert [(each.key, type(each)) for each in refused] == [("at", Unread), ("zone", Unread)]
    assert isinstance(refused[0].error, BadInput)


def test_earlier_settings_are_found_from_what_changed_since():
    first, second, third = SET, PlaceSettings(channel="5", poll=False), PlaceSettings(poll=False)
    changes = [change(3, second, third), change(2, first, second)]

    assert settings_before(changes, third) == first
    assert settings_before(changes[:1], third) == second
    assert settings_before([], third) == third


def test_a_setting_that_another_changed_meanwhile_is_left_to_them():
    base = SET
    early = msgspec.structs.replace(base, poll=False)
    current = msgspec.structs.replace(early, at=time(10))
    changes = [change(3, early, current), change(2, base, early, MIRA)]
    wishes = {"at": {"at": time(11)}, "days": {"days": frozenset({0})}}

    free, refused = overtaken(wishes, base, current, changes)

    assert free == {"days": {"days": frozenset({0})}}
    assert refused == [Overtaken(("at",), NOAH)]


def test_two_who_want_the_same_do_not_collide():
    current = msgspec.structs.replace(SET, at=time(10))
    wishes = {"at": {"at": time(10)}}

    assert overtaken(wishes, SET, current, [change(2, SET, current)]) == (wishes, [])


def test_every_wish_that_can_work_comes_true():
    wishes = {"channel": {"channel": "6"}, "at": {"at": time(10)}}

    settings, refused = settle(SET, wishes, CHANNELS)

    assert settings == PlaceSettings(channel="5", at=time(10))
    obstacle = Obstacle(Fault.PERMISSION, "6", Permission.SEND)
    assert refused == [Hindered("channel", {"channel": "6"}, (obstacle,))]


def test_one_wish_may_clear_the_way_for_another():
    before = PlaceSettings(channel="5", notify=Notify.ROLE, notify_role="3")
    loud = {"notify_role": {"notify_role": None}, "notify": {"notify": Notify.NORMAL}}
    broken = {**loud, "channel": {"channel": "9"}}

    assert settle(before, loud, CHANNELS)[0] == PlaceSettings(channel="5", notify=Notify.NORMAL)
    settings, refused = settle(before, broken, CHANNELS)
    assert settings == PlaceSettings(channel="5", notify=Notify.NORMAL)
    assert [each.obstacles for each in refused] == [(Obstacle(Fault.GONE, "9"),)]


def test_what_was_in_the_way_before_is_no_reason_to_refuse():
    broken = PlaceSettings(channel="6")

    settings, refused = settle(broken, {"poll": {"poll": False}}, CHANNELS)

    assert settings == PlaceSettings(channel="6", poll=False)
    assert refused == []


@pytest.mark.parametrize(
    ("wish", "expected"),
    [
        ({"channel": "7", "forum_tag": "8"}, ("7", ChannelKind.FORUM, "8")),
        ({"channel": "7", "forum_tag": "1"}, ("5", ChannelKind.TEXT, None)),
        ({"channel": "7"}, ("5", ChannelKind.TEXT, None)),
        ({"channel": None}, (None, ChannelKind.TEXT, None)),
    ],
)
def test_the_kind_and_the_tag_go_with_the_channel(wish, expected):
    settings, _ = settle(SET, {"channel": wish}, CHANNELS)

    assert (settings.channel, settings.channel_kind, settings.forum_tag) == expected


def test_a_tag_of_another_forum_goes_when_the_channel_does():
    before = PlaceSettings(channel="7", channel_kind=ChannelKind.FORUM, forum_tag="8")
    free = replace(FORUM, id="4", requires_tag=False, tags=())

    settings, _ = settle(before, {"channel": {"channel": "4"}}, {**CHANNELS, "4": free})

    assert settings.forum_tag is None


def test_the_channels_that_are_named_are_found():
    settings = PlaceSettings(channel="5", moderators_channel="6")

    assert channels_named(settings, {"channel": "7"}, {"poll": True}) == {"5", "6", "7"}
    assert channels_named(PlaceSettings()) == set()
