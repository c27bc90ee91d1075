"""How people in the simulated Discord get on with polls."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import simcord
from simcord.backend.serializers import message_payload
from simcord.enums import InteractionType
from simcord.interactions import base_payload

from bot.core.place_settings import PlaceSettings, PollOpeners
from bot.core.poll import Poll
from bot.storage.poll_store import polls_of
from tests.on_discord.daily import place
from tests.on_discord.delivering import deliver
from tests.on_discord.world import World, buttons
from tests.services import places

QUESTION = "Shall we meet on Friday?"
FILLED_IN = {
    "question": QUESTION,
    "options": "Yes\nNo\nLater",
    "kind": ["native"],
    "length": "1 day",
    "several": ["one"],
}
SECRET = {"kind": ["secret"]}
SEVERAL = {"several": ["several"]}


async def let_everybody_open(world: World) -> None:
    await places.set_up(
        world.database, PlaceSettings(poll_openers=PollOpeners.EVERYBODY), place=place(world)
    )


async def submit(
    world: World,
    who: simcord.MemberActor,
    *,
    channel: simcord.ChannelHandle | None = None,
    role: simcord.RoleHandle | None = None,
    **changes: Any,
) -> Any:
    """Fill in the form of a new poll and send it off."""
    given = {"role": role} if role else {}
    form = await who.slash(channel or world.channel, "poll new", **given)
    return await who.submit_modal(form, {**FILLED_IN, **changes})


async def open_poll(world: World, who: simcord.MemberActor | None = None, **changes: Any) -> Any:
    """A poll which is out; the message it is in."""
    await submit(world, who or world.mira, **changes)
    await deliver(world)
    return (changes.get("channel") or world.channel).last_message


async def advance(world: World, by: timedelta) -> None:
    """Both clocks: ours, and the one by which Discord ends its own polls."""
    world.clock.advance(by)
    await world.env.advance_time(by.total_seconds())


async def close(world: World, who: simcord.MemberActor, poll: str = QUESTION) -> Any:
    """Close it by command, with all that follows."""
    shown = await who.slash(world.channel, "poll close", poll=poll)
    await deliver(world)
    return shown


async def press_at_once(
    world: World, message: Any, *presses: tuple[simcord.MemberActor, str]
) -> list[simcord.InteractionResult]:
    """Members press buttons of *message*, by label, before the bot has answered any of them.

    An actor of simcord waits for the answer, so this does what one does, without that.
    """
    backend = world.env.backend
    shown = buttons(on_wire(message))
    records = []
    for member, label in presses:
        record, payload = base_payload(
            backend,
            type=InteractionType.MESSAGE_COMPONENT,
            channel_id=message.channel.id,
            guild_id=world.guild.id,
            user_id=member.id,
            data={"custom_id": shown[label]["custom_id"], "component_type": 2},
        )
        record.source_message_id = message.id
        stored = backend.get_message(message.channel.id, message.id)
        backend.emit("INTERACTION_CREATE", {**payload, "message": message_payload(backend, stored)})
        records.append(record)
    await world.env.settle()
    return [simcord.InteractionResult(world.env, record) for record in records]


async def polls(world: World) -> list[Poll]:
    return await polls_of(world.database, place(world), 100)


async def votes(world: World) -> list[int]:
    """The votes of secret polls as they are stored: a bit for each option."""
    rows = await world.database.fetch_all("SELECT choices FROM vote ORDER BY choices")
    return [row["choices"] for row in rows]


async def the_poll(world: World) -> Poll:
    (poll,) = await polls(world)
    return poll


def on_wire(message: Any) -> Any:
    """*message* with its components as Discord sends them."""
    components = [component.to_dict() for component in message.components]
    return SimpleNamespace(id=message.id, components=components)


def on_screen(channel: simcord.ChannelHandle, message: Any) -> Any:
    """*message* as it stands in *channel* now."""
    (now,) = [each for each in channel.history() if each.id == message.id]
    return on_wire(now)
