"""Settings in forms and back."""

from __future__ import annotations

from datetime import UTC, datetime, time

import pytest

from bot.core.place_settings import Notify, PlaceSettings, PollOpeners
from bot.core.settings_inputs import INPUTS, Part, filled_in, part_named, read_prefix
from bot.errors import BadInput, Unclear

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
SET = PlaceSettings(
    channel="5",
    forum_tag="6",
    at=time(21, 30),
    zone="Asia/Baku",
    days=frozenset({0, 6}),
    notify=Notify.ROLE,
    notify_role="7",
    archive_minutes=4320,
    poll=False,
    grace_hours=24,
    moderator_roles=frozenset({"8", "9"}),
    poll_openers=PollOpeners.ROLES,
    poll_roles=frozenset({"8"}),
    moderators_channel="10",
    pack="other",
)


def read(part: Part, key: str, *answer: str) -> dict[str, object]:
    return {**INPUTS[part][key].read(answer, NOW)}


@pytest.mark.parametrize("part", Part)
@pytest.mark.parametrize("settings", [PlaceSettings(channel="5"), SET])
def test_a_form_sent_off_as_it_was_filled_in_changes_nothing(part: Part, settings: PlaceSettings):
    for key, answer in filled_in(part, settings).items():
        for name, value in read(part, key, *answer).items():
            assert getattr(settings, name) == value, key


def test_no_zone_is_suggested_to_a_place_that_is_not_set_up():
    assert filled_in(Part.WHERE, PlaceSettings())["zone"] == ("",)
    assert filled_in(Part.WHERE, PlaceSettings(channel="5"))["zone"] == ("UTC",)
    assert filled_in(Part.WHERE, PlaceSettings(zone="Asia/Baku"))["zone"] == ("Asia/Baku",)


def test_without_a_thread_its_archive_time_stays():
    assert read(Part.DISCUSSION, "thread", "none") == {"thread": False}
    assert filled_in(Part.DISCUSSION, PlaceSettings(thread=False))["thread"] == ("none",)


@pytest.mark.parametrize(
    ("part", "key"), [(Part.WHERE, "channel"), (Part.PEOPLE, "moderators_channel")]
)
def test_nothing_picked_is_none(part: Part, key: str):
    assert read(part, key) == {key: None}


@pytest.mark.parametrize(
    ("part", "key", "answer"),
    [
        (Part.WHERE, "days", ("7",)),
        (Part.DISCUSSION, "thread", ("61",)),
        (Part.DISCUSSION, "poll", ("maybe",)),
        (Part.POST, "grace_hours", ()),
    ],
)
def test_what_the_form_does_not_offer_is_refused(part: Part, key: str, answer: tuple[str, ...]):
    with pytest.raises(BadInput, match="another version"):
        read(part, key, *answer)


def test_a_zone_is_read_as_people_name_it():
    assert read(Part.WHERE, "zone", "yerevan") == {"zone": "Asia/Yerevan"}


def test_several_zones_are_offered():
    with pytest.raises(Unclear, match="can mean") as caught:
        read(Part.WHERE, "zone", "IST")

    zones = {option.opens.args for option in caught.value.options}
    assert {("zone", "Asia/Kolkata"), ("zone", "Europe/Dublin")} <= zones


def test_what_is_nearest_to_no_zone_is_offered():
    with pytest.raises(Unclear, match="did you mean Europe/Berlin") as caught:
        read(Part.WHERE, "zone", "Berlim")

    assert caught.value.options[0].opens.args == ("zone", "Europe/Berlin")
    assert "Berlin" in caught.value.options[0].label


def test_a_part_is_found_by_its_name():
    assert part_named("where") is Part.WHERE
    with pytest.raises(BadInput, match="another version"):
        part_named("whither")


@pytest.mark.parametrize("typed", ["!", " ?bed! ", "."])
def test_a_prefix_ends_in_a_sign(typed: str):
    assert read_prefix(typed) == typed.strip()


@pytest.mark.parametrize("typed", ["", "why", "a b!", "much too long!"])
def test_what_is_no_prefix_is_refused(typed: str):
    with pytest.raises(BadInput, match="A prefix has at most 8 characters"):
        read_prefix(typed)
