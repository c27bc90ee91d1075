"""Settings as they are typed."""

from __future__ import annotations

import pytest

from bot.core.card import Route
from bot.core.form import Choice, ChoiceField, Form, TextField
from bot.core.settings_inputs import NONE, Part
from bot.errors import BadInput
from bot.on_matrix.commands.setting_words import (
    Setting,
    is_here,
    is_off,
    read_answer,
    read_start,
    setting_named,
)

ON_OFF = ChoiceField("poll", "Poll", (Choice("On", "on"), Choice("Off", "off")))
GRACE = ChoiceField(
    "grace_hours",
    "If late",
    (Choice("1 hour", "1"), Choice("12 hours", "12"), Choice("1 day", "24")),
)
THREAD = ChoiceField(
    "thread", "Thread", (Choice("None", NONE), Choice("1 day", "1440", is_picked=True))
)
NO_THREAD = ChoiceField(
    "thread", "Thread", (Choice("None", NONE, is_picked=True), Choice("1 week", "10080"))
)
ZONE = TextField("zone", "Time zone", "A city, or an id")


@pytest.mark.parametrize(
    ("word", "setting"),
    [
        ("time", Setting(Part.WHERE, "at")),
        ("AT", Setting(Part.WHERE, "at")),
        ("moderators", Setting(Part.PEOPLE, "moderators_channel")),
        ("prefix", Setting(Part.CONTENT, "prefix")),
    ],
)
def test_a_setting_by_its_name(word: str, setting: Setting):
    assert setting_named(word) == setting


def test_no_setting_says_which_there_are_or_which_was_meant():
    with pytest.raises(BadInput, match="did you mean “prefix”"):
        setting_named("perfix")
    with pytest.raises(BadInput, match="there are time, zone, days"):
        setting_named("colour")


@pytest.mark.parametrize(
    ("typed", "answers"),
    [
        ("", {}),
        ("9:00", {"at": ("9:00",)}),
        ("9 pm in Tehran", {"at": ("9 pm",), "zone": ("Tehran",)}),
        ("at 21:30 New York", {"at": ("21:30",), "zone": ("New York",)}),
        ("Berlin", {"zone": ("Berlin",)}),
        ("25:00", {"at": ("25:00",)}),
    ],
)
def test_time_and_zone_at_once(typed: str, answers: dict[str, tuple[str, ...]]):
    assert read_start(typed) == answers


@pytest.mark.parametrize("typed", ["#general:example.org", "!room"])
def test_another_room_is_not_set_up_from_here(typed: str):
    with pytest.raises(BadInput, match="the room where you say this"):
        read_start(typed)


@pytest.mark.parametrize(
    ("field", "typed", "answer"),
    [
        (ON_OFF, "on", ("on",)),
        (ON_OFF, "Yes", ("on",)),
        (ON_OFF, "no", ("off",)),
        (GRACE, "1 hour", ("1",)),
        (GRACE, "12", ("12",)),
        (GRACE, "12 hours", ("12",)),
        (GRACE, "1 d", ("24",)),
        (THREAD, "off", (NONE,)),
        (THREAD, "on", ("1440",)),
        (NO_THREAD, "on", ("10080",)),
        (ZONE, " Baku ", ("Baku",)),
    ],
)
def test_an_answer(field: ChoiceField | TextField, typed: str, answer: tuple[str, ...]):
    form = Form("", Route("settings-submit"), (field,))

    assert read_answer(Setting(Part.WHERE, field.key), typed, form) == answer


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        (ON_OFF, "maybe", "Poll: choose On or Off."),
        (ON_OFF, "", "Poll: choose On or Off."),
        (GRACE, "2", "If late: choose 1 hour, 12 hours or 1 day."),
        (THREAD, "a week", "say on or off"),
        (ZONE, "", "Time zone: a city, or an id."),
    ],
)
def test_no_answer_says_what_would_be_one(
    field: ChoiceField | TextField, typed: str, sentence: str
):
    form = Form("", Route("settings-submit"), (field,))

    with pytest.raises(BadInput, match=sentence):
        read_answer(Setting(Part.WHERE, field.key), typed, form)


def test_days_are_read_as_words():
    form = Form("", Route("settings-submit"), (ChoiceField("days", "Days", ()),))

    assert read_answer(Setting(Part.WHERE, "days"), "fri, mon", form) == ("0", "4")


def test_words_for_here_and_off():
    assert is_here("Here")
    assert is_off("none")
    assert not is_off("here")
