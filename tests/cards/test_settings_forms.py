"""The forms: at most five fields each, filled in with what is set."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.cards.settings_forms import settings_form
from bot.cards.settings_words import Names
from bot.core.channels import Channel, ChannelKind, Tag
from bot.core.form import MAX_FIELDS, ChannelField, ChoiceField, Field, Form, RoleField, TextField
from bot.core.place_settings import PlaceSettings
from bot.core.settings_inputs import INPUTS, Part, filled_in

NAMES = Names({"small": "The small one", "large": "The large one"})
FORUM = Channel("5", "forum", ChannelKind.FORUM, tags=(Tag("6", "news"), Tag("7", "daily")))
TALK = Channel("4", "talk", ChannelKind.TEXT)
SET = PlaceSettings(
    channel="5",
    forum_tag="7",
    thread=False,
    notify_role="8",
    moderator_roles=frozenset({"8", "9"}),
    moderators_channel="4",
    pack="large",
)
CHANNELS = {"4": TALK, "5": FORUM}


def form(part: Part, settings: PlaceSettings = SET, **channels: Channel | None) -> Form:
    return settings_form(part, settings, 3, NAMES, {**CHANNELS, **channels})


def answer(field: Field) -> tuple[str, ...]:
    """What comes back if *field* is left as it stands."""
    match field:
        case TextField(value=value):
            return (value,)
        case ChoiceField(choices=choices):
            return tuple(choice.value for choice in choices if choice.is_picked)
        case ChannelField(picked=picked):
            return (picked,) if picked else ()
        case RoleField(picked=picked):
            return tuple(sorted(picked))


@pytest.mark.parametrize("part", Part)
@pytest.mark.parametrize("settings", [PlaceSettings(), SET])
def test_a_form_left_as_it_stands_says_what_is_set(part: Part, settings: PlaceSettings):
    made = form(part, settings)
    expected = filled_in(part, settings)

    assert {field.key: answer(field) for field in made.fields} == {
        field.key: expected[field.key] for field in made.fields
    }
    assert made.submits.args == (part.value, "3")


@pytest.mark.parametrize("part", Part)
def test_a_form_fits_discord(part: Part):
    made = form(part)

    assert len(made.fields) <= MAX_FIELDS
    assert {field.key for field in made.fields} == set(INPUTS[part]) - {"prefix"}  # no forms there
    assert len(made.title) <= 45
    for field in made.fields:
        assert len(field.label) <= 45
        assert len(field.hint) <= 100


def test_a_tag_is_asked_for_only_where_there_are_some():
    def keys(channel: Channel | None) -> list[str]:
        settings = PlaceSettings(channel="5")
        return [field.key for field in form(Part.POST, settings, **{"5": channel}).fields]

    assert "forum_tag" in keys(FORUM)
    assert "forum_tag" not in keys(replace(FORUM, tags=()))
    assert "forum_tag" not in keys(None)


def test_no_tag_is_a_choice_unless_the_forum_requires_one():
    def labels(channel: Channel) -> list[str]:
        (*_, tag) = form(Part.POST, **{"5": channel}).fields
        assert isinstance(tag, ChoiceField)
        return [choice.label for choice in tag.choices]

    assert labels(FORUM) == ["No tag", "news", "daily"]
    assert labels(replace(FORUM, requires_tag=True)) == ["news", "daily"]


def test_a_channel_that_is_gone_is_not_filled_in():
    channel = form(Part.WHERE, **{"5": None}).fields[0]

    assert isinstance(channel, ChannelField)
    assert channel.picked is None
