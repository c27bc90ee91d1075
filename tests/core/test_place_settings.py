"""What a place can set, and who may do what in it."""

from __future__ import annotations

from datetime import time, timedelta

import pytest

from bot.core.channels import ChannelKind
from bot.core.identity import Asker
from bot.core.place_settings import (
    Notify,
    PlaceSettings,
    PollOpeners,
    read_place_settings,
    write_place_settings,
)
from bot.core.schedule import Rule

ODD = PlaceSettings(
    channel="5",
    channel_kind=ChannelKind.FORUM,
    forum_tag="6",
    at=time(21, 30),
    zone="Asia/Yerevan",
    days=frozenset({6, 0}),
    notify=Notify.ROLE,
    notify_role="7",
    thread=False,
    moderator_roles=frozenset({"8", "9"}),
    poll_openers=PollOpeners.EVERYBODY,
)


def asker(*roles: str, manages: bool = False) -> Asker:
    return Asker("discord:1", "discord:2", manages, frozenset(roles))


@pytest.mark.parametrize("settings", [PlaceSettings(), ODD])
def test_settings_survive_their_storage(settings: PlaceSettings):
    assert read_place_settings(write_place_settings(settings)) == settings


def test_only_what_differs_from_the_defaults_is_stored_and_always_alike():
    assert write_place_settings(PlaceSettings()) == "{}"
    assert write_place_settings(PlaceSettings(days=frozenset({5, 1}))) == '{"days":[1,5]}'


def test_what_another_version_stored_besides_is_no_obstacle():
    assert read_place_settings('{"poll":false,"telegraph":1}') == PlaceSettings(poll=False)


def test_a_place_is_on_once_it_has_a_channel():
    assert not PlaceSettings().is_on
    assert ODD.is_on


def test_the_rule_and_the_grace_period_follow():
    assert ODD.rule == Rule(time(21, 30), "Asia/Yerevan", frozenset({0, 6}))
    assert ODD.grace == timedelta(hours=6)


@pytest.mark.parametrize(
    ("who", "expected"),
    [(asker(), False), (asker("3"), False), (asker("9"), True), (asker(manages=True), True)],
)
def test_who_is_a_moderator(who: Asker, expected: bool):
    assert ODD.is_moderator(who) is expected


@pytest.mark.parametrize(
    ("openers", "who", "expected"),
    [
        (PollOpeners.NOBODY, asker("3"), False),
        (PollOpeners.NOBODY, asker("9"), True),
        (PollOpeners.ROLES, asker("3"), True),
        (PollOpeners.ROLES, asker("4"), False),
        (PollOpeners.EVERYBODY, asker(), True),
    ],
)
def test_who_may_open_polls(openers: PollOpeners, who: Asker, expected: bool):
    settings = PlaceSettings(
        moderator_roles=frozenset({"9"}), poll_openers=openers, poll_roles=frozenset({"3"})
    )

    assert settings.may_open_polls(who) is expected
