"""Forms as Discord's modals, and what was filled in."""

from __future__ import annotations

from typing import Any, Literal

import discord
from discord import ui

from bot.core.channels import ChannelKind
from bot.core.form import (
    MAX_FIELDS,
    Answers,
    ChannelField,
    Choice,
    ChoiceField,
    Field,
    Form,
    RoleField,
    TextField,
)
from bot.errors import BadInput
from bot.on_discord.rendering import custom_id

# https://docs.discord.com/developers/components/reference#label
MAX_TITLE, MAX_LABEL, MAX_HINT = 45, 45, 100
MAX_CHOICE = 100  # of a label, a value and a hint
# Types of components: what holds a field, and a menu of roles.
LABEL, ROLES = 18, 6
EVERYONE = "@everyone is no role to choose here; pick one that some members have and others do not."
KINDS = {
    ChannelKind.TEXT: (discord.ChannelType.text, discord.ChannelType.news),
    ChannelKind.THREAD: (
        discord.ChannelType.public_thread,
        discord.ChannelType.private_thread,
        discord.ChannelType.news_thread,
    ),
    ChannelKind.FORUM: (discord.ChannelType.forum,),
}


def to_modal(form: Form) -> ui.Modal:
    """The modal of *form*.

    It is stopped: what is submitted is answered from its custom id alone, so discord.py need not
    keep it, and a form opened before a restart is accepted after it.
    """
    if len(form.fields) > MAX_FIELDS:
        raise ValueError(f"a form of {len(form.fields)} fields: {form.submits}")
    modal = ui.Modal(title=form.title[:MAX_TITLE], custom_id=custom_id(form.submits))
    for field in form.fields:
        modal.add_item(
            ui.Label(
                text=field.label[:MAX_LABEL],
                description=field.hint[:MAX_HINT] or None,
                component=_component(field),
            )
        )
    modal.stop()
    return modal


def answers(interaction: discord.Interaction[discord.Client]) -> Answers:
    """What was filled in, read from the raw submission.

    Raises:
        BadInput: @everyone was picked, which Discord offers among the roles: by the name of a role,
            all members would be moderators.
    """
    submitted: dict[str, Any] = {**(interaction.data or {})}
    fields = [each["component"] for each in submitted["components"] if each["type"] == LABEL]
    for field in fields:
        # The role of that name has the id of the server.
        if field["type"] == ROLES and str(interaction.guild_id) in field["values"]:
            raise BadInput(EVERYONE)
    return {field["custom_id"]: _answer(field) for field in fields}


def _answer(field: dict[str, Any]) -> tuple[str, ...]:
    return (field["value"],) if "value" in field else tuple(field["values"])


def _component(field: Field) -> ui.Item[ui.Modal]:
    match field:
        case TextField():
            return _text(field)
        case ChoiceField():
            return _choices(field)
        case ChannelField():
            return _channel(field)
        case RoleField():
            return _roles(field)


def _text(field: TextField) -> ui.TextInput[ui.Modal]:
    return ui.TextInput(
        custom_id=field.key,
        style=discord.TextStyle.long if field.long else discord.TextStyle.short,
        default=field.value[: field.longest] or None,
        required=field.required,
        max_length=field.longest,
    )


def _choices(field: ChoiceField) -> ui.Select[ui.Modal]:
    return ui.Select(
        custom_id=field.key,
        options=[_option(choice) for choice in field.choices],
        min_values=field.least,
        max_values=field.most,
        required=field.least > 0,
    )


def _option(choice: Choice) -> discord.SelectOption:
    return discord.SelectOption(
        label=choice.label[:MAX_CHOICE],
        value=choice.value,
        description=choice.hint[:MAX_CHOICE] or None,
        default=choice.is_picked,
    )


def _channel(field: ChannelField) -> ui.ChannelSelect[ui.Modal]:
    return ui.ChannelSelect(
        custom_id=field.key,
        channel_types=[each for kind in field.kinds for each in KINDS[kind]],
        min_values=int(field.required),
        required=field.required,
        default_values=[_picked(field.picked, "channel")] if field.picked else [],
    )


def _roles(field: RoleField) -> ui.RoleSelect[ui.Modal]:
    return ui.RoleSelect(
        custom_id=field.key,
        min_values=int(field.required),
        max_values=field.most,
        required=field.required,
        default_values=[_picked(role, "role") for role in sorted(field.picked)],
    )


def _picked(name: str, kind: Literal["channel", "role"]) -> discord.SelectDefaultValue:
    # Its constructor takes a number and sends it as one; ids are texts in Discord's interface.
    as_sent: Any = {"id": name, "type": kind}
    return discord.SelectDefaultValue.from_dict(as_sent)
