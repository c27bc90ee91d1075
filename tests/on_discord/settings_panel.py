"""How a moderator gets on in the panel."""

from __future__ import annotations

from typing import Any

import simcord

from bot.core.place_settings import PlaceSettings
from bot.on_discord.askers import place
from bot.storage.post_store import planned_post
from bot.storage.settings_store import settings_of
from tests.on_discord.world import World

WEEK = [str(day) for day in range(7)]
WHERE = "Change place and time"


def left_as_it_is(form: Any, world: World) -> dict[str, Any]:
    """What a form holds when it opens, ready to be submitted."""
    fields = [label["component"] for label in form.modal["components"]]
    return {field["custom_id"]: _held(field, world) for field in fields}


async def fill_in(
    world: World, shown: Any, label: str, *, by: simcord.MemberActor | None = None, **answers: Any
) -> Any:
    """Press the button *label*, change *answers* in the form it opens, and send it off."""
    actor = by or world.mira
    form = await actor.click(shown.response, label=label)
    return await actor.submit_modal(form, {**left_as_it_is(form, world), **answers})


async def set_up(world: World, channel: Any = None, **answers: Any) -> Any:
    """From the command to the schedule in three interactions."""
    panel = await world.mira.slash(world.channel, "settings panel")
    given = {"channel": [channel or world.channel], "zone": "Berlin", **answers}
    return await fill_in(world, panel, "Set up", **given)


async def stored(world: World) -> PlaceSettings:
    return await settings_of(world.database, place(world.guild.id))


async def is_planned(world: World) -> bool:
    return await planned_post(world.database, place(world.guild.id)) is not None


def _held(field: dict[str, Any], world: World) -> Any:
    if field["type"] == 4:
        return field.get("value") or ""
    if "options" in field:
        return [option["value"] for option in field["options"] if option.get("default")]
    handles = {each.id: each for each in (*world.guild.channels.values(), *_roles(world))}
    return [handles[int(value["id"])] for value in field.get("default_values", [])]


def _roles(world: World) -> list[simcord.RoleHandle]:
    return [*world.guild.roles.values()]
