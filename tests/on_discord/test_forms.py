"""Forms as modals: what Discord is told, and what it tells back."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from bot.core.card import Route
from bot.core.channels import ChannelKind
from bot.core.form import ChannelField, Choice, ChoiceField, Field, Form, RoleField, TextField
from bot.on_discord.forms import answers, to_modal

SUBMITS = Route("save", ("where", "3"))


def sent(*fields: Field, title: str = "A form") -> dict[str, Any]:
    return to_modal(Form(title, SUBMITS, fields)).to_dict()


def component(field: Field) -> dict[str, Any]:
    (label,) = sent(field)["components"]
    return label["component"]


def test_the_custom_id_says_what_is_filled_in():
    assert sent(TextField("at", "Time"))["custom_id"] == "v1:save:where:3:0"


async def test_discord_keeps_nothing_of_it():
    assert to_modal(Form("A form", SUBMITS, (TextField("at", "Time"),))).is_finished()


def test_titles_labels_and_hints_are_cut_to_fit():
    form = sent(TextField("at", "L" * 99, "H" * 199), title="T" * 99)

    (label,) = form["components"]
    assert (len(form["title"]), len(label["label"]), len(label["description"])) == (45, 45, 100)


def test_a_field_without_a_hint_has_no_description():
    (label,) = sent(TextField("at", "Time"))["components"]

    assert "description" not in label


def test_a_line_and_a_text():
    line = component(TextField("at", "Time", value="9:00", longest=20))
    text = component(TextField("why", "Why", long=True, required=False))

    assert (line["style"], line["value"], line["max_length"]) == (1, "9:00", 20)
    assert (text["style"], text["required"]) == (2, False)


def test_choices_with_what_is_picked():
    choices = (Choice("On", "on", "Yes", is_picked=True), Choice("Off", "off"))
    menu = component(ChoiceField("poll", "Poll", choices))

    assert [option["default"] for option in menu["options"]] == [True, False]
    assert (menu["min_values"], menu["max_values"], menu["required"]) == (1, 1, True)


def test_choices_that_may_be_none():
    menu = component(ChoiceField("with", "With", (Choice("On", "on"),), least=0))

    assert (menu["min_values"], menu["required"]) == (0, False)


@pytest.mark.parametrize(
    ("kind", "types"),
    [
        (ChannelKind.TEXT, {0, 5}),
        (ChannelKind.THREAD, {10, 11, 12}),
        (ChannelKind.FORUM, {15}),
    ],
)
def test_only_channels_that_can_be_used_are_offered(kind: ChannelKind, types: set[int]):
    menu = component(ChannelField("channel", "Channel", (kind,), picked="5"))

    assert set(menu["channel_types"]) == types
    assert menu["default_values"] == [{"id": "5", "type": "channel"}]
    assert menu["required"]


def test_roles():
    menu = component(RoleField("roles", "Roles", picked=frozenset({"8", "7"}), most=25))

    assert [value["id"] for value in menu["default_values"]] == ["7", "8"]
    assert (menu["min_values"], menu["max_values"], menu["required"]) == (0, 25, False)


def test_more_than_five_fields_are_a_mistake_of_ours():
    with pytest.raises(ValueError, match="6 fields"):
        sent(*(TextField(str(number), "Line") for number in range(6)))


def test_answers_are_read_from_what_discord_sends():
    fields = [
        {"type": 4, "custom_id": "at", "value": "9"},
        {"type": 3, "custom_id": "days", "values": ["0", "1"]},
        {"type": 6, "custom_id": "roles", "values": []},
    ]
    labels = [{"type": 18, "component": field} for field in fields]
    data = {"custom_id": "v1:x:0", "components": [{"type": 10, "content": "read me"}, *labels]}

    assert answers(SimpleNamespace(data=data, guild_id=1)) == {
        "at": ("9",),
        "days": ("0", "1"),
        "roles": (),
    }
