"""Each mistake on the way gets its sentence, and loses nothing."""

from __future__ import annotations

from typing import Any

import discord
import pytest
import simcord
from simcord.backend import serializers

from tests.on_discord.settings_panel import WHERE, fill_in, is_planned, set_up, stored
from tests.on_discord.world import World, options, texts

REQUIRES_TAG = 1 << 4


def denied(world: World, **permissions: bool) -> simcord.ChannelHandle:
    """A channel where the bot lacks *permissions*."""
    me = world.guild.me
    assert me is not None
    overwrite = discord.PermissionOverwrite(**permissions)
    return world.guild.create_text_channel("daily", overwrites={me: overwrite})


def thread(world: World, **state: bool) -> simcord.ChannelHandle:
    """A thread in the channel, archived or locked."""
    parent = denied(world, manage_threads=False)
    backend = world.env.backend
    made = backend.create_thread(parent.id, "old talk", world.mira.id)
    backend.edit_channel(made.id, {}, thread_metadata=state)
    return simcord.ChannelHandle(world.env, world.guild, made)


async def forum(world: World, flags: int, *tags: dict[str, Any]) -> simcord.ChannelHandle:
    made = world.guild.create_forum_channel("forum")
    backend = world.env.backend
    channel = backend.get_channel(made.id)
    channel.available_tags = [*tags]
    backend.emit(
        "CHANNEL_UPDATE", {**serializers.channel_payload(backend, channel), "flags": flags}
    )
    await world.env.settle()
    return made


def tag(number: int, name: str, *, moderated: bool = False) -> dict[str, Any]:
    return {"id": str(number), "name": name, "moderated": moderated, "emoji_name": None}


async def test_missing_permissions_are_named_with_the_channel(small: World):
    channel = denied(small, create_public_threads=False, send_polls=False)

    done = await set_up(small, channel, at="10")

    assert f"I need **Create Public Threads** and **Create Polls** in <#{channel.id}>." in texts(
        done.response
    )
    settings = await stored(small)
    assert settings.channel is None
    assert (settings.at.hour, settings.zone) == (10, "Europe/Berlin")


async def test_a_channel_that_the_bot_cannot_see_says_what_it_needs(small: World):
    channel = denied(small, view_channel=False)

    done = await set_up(small, channel)

    assert "I need **View Channel**, " in texts(done.response)


async def test_an_archived_thread(small: World):
    made = thread(small, archived=True)

    done = await set_up(small, made)

    assert f"<#{made.id}> is an archived thread; reopen it" in texts(done.response)
    assert not await is_planned(small)


async def test_a_locked_thread(small: World):
    made = thread(small, locked=True)

    done = await set_up(small, made)

    assert f"<#{made.id}> is a locked thread; unlock it" in texts(done.response)


async def test_an_open_thread_is_fine(small: World):
    made = thread(small)

    await set_up(small, made)

    assert (await stored(small)).channel == str(made.id)


async def test_a_forum_that_requires_a_tag_offers_its_tags(small: World):
    made = await forum(small, REQUIRES_TAG, tag(7, "news"), tag(8, "daily"))
    done = await set_up(small, made)
    said, offered, before = texts(done.response), options(done.response), await stored(small)

    picked = await small.mira.select(done.response, [offered["Tag: daily"]])

    assert f"<#{made.id}> is a forum where each post needs a tag" in said
    assert list(offered) == ["Tag: news", "Tag: daily"]
    assert before.channel is None
    settings = await stored(small)
    assert (settings.channel, settings.forum_tag) == (str(made.id), "8")
    assert "Forum tag: daily" in texts(picked.response)
    assert await is_planned(small)


async def test_a_forum_without_such_a_rule_is_fine_and_its_tag_can_be_set_later(small: World):
    made = await forum(small, 0, tag(7, "news"))
    shown = await set_up(small, made)

    await fill_in(small, shown, "Change the post", forum_tag=["7"])

    assert (await stored(small)).forum_tag == "7"


async def test_tags_for_moderators_are_not_offered_to_a_bot_that_is_none(small: World):
    me = small.guild.me
    assert me is not None
    role = small.guild.roles["TestBot"]
    lesser = discord.Permissions(role_permissions(small, role) & ~(1 << 34))
    small.env.backend.edit_role(small.guild.id, role.id, {"permissions": lesser.value})
    made = await forum(small, REQUIRES_TAG, tag(7, "official", moderated=True))

    done = await set_up(small, made)

    assert "I may use none of its" in texts(done.response)
    assert options(done.response) == {}


async def test_a_deleted_channel(small: World):
    gone = small.guild.create_text_channel("gone")
    panel = await small.mira.slash(small.channel, "settings panel")
    form = await small.mira.click(panel.response, label="Set up")
    handle_kept = {"channel": [gone], "at": "9", "zone": "Berlin", "days": ["0"]}
    forget(small, gone)

    done = await small.mira.submit_modal(form, handle_kept)

    assert f"I cannot see the channel <#{gone.id}>" in texts(done.response)
    settings = await stored(small)
    assert (settings.channel, settings.days) == (None, frozenset({0}))


async def test_a_channel_that_goes_later_stands_in_the_panel(small: World):
    channel = small.guild.create_text_channel("daily")
    await set_up(small, channel)
    small.env.backend.delete_channel(channel.id)
    await small.env.settle()

    panel = await small.mira.slash(small.channel, "settings panel")
    form = await small.mira.click(panel.response, label=WHERE)

    assert f"**To mend:** I cannot see the channel <#{channel.id}>" in texts(panel.response)
    assert "default_values" not in form.modal["components"][0]["component"]


async def test_an_unknown_zone_is_answered_with_a_guess(small: World):
    done = await set_up(small, zone="Berlim")

    assert "“Berlim” is no time zone; did you mean Europe/Berlin?" in texts(done.response)
    label = next(label for label in options(done.response) if label.startswith("Berlin"))
    await small.mira.select(done.response, [options(done.response)[label]])
    settings = await stored(small)
    assert settings.zone == "Europe/Berlin"
    assert settings.channel == str(small.channel.id)


async def test_an_ambiguous_zone_offers_its_candidates(small: World):
    done = await set_up(small, zone="IST")
    said, offered = texts(done.response), options(done.response)
    dublin = next(label for label in offered if label.startswith("Dublin"))

    picked = await small.mira.select(done.response, [offered[dublin]])

    assert "“IST” can mean" in said
    assert (await stored(small)).zone == "Europe/Dublin"
    assert "Europe/Dublin" in texts(picked.response)


@pytest.mark.parametrize("typed", ["soon", "25:00", "9 o'clock sharp"])
async def test_a_bad_time(small: World, typed: str):
    done = await set_up(small, at=typed)

    assert "is no time of day; write it like 9:00, 21:30 or 9 pm." in texts(done.response)
    assert "Time of day stays 09:00." in texts(done.response)
    assert (await stored(small)).zone == "Europe/Berlin"


async def test_a_ping_that_would_not_be_heard(small: World):
    channel = denied(small, mention_everyone=False)
    role = small.guild.create_role("Readers")
    shown = await set_up(small, channel)

    done = await fill_in(
        small, shown, "Change the post", notify=["role"], notify_role=[role], grace_hours=["3"]
    )

    assert "I cannot mention that role" in texts(done.response)
    settings = await stored(small)
    assert (settings.notify, settings.grace_hours) == ("silent", 3)


async def test_a_ping_without_a_role(small: World):
    shown = await set_up(small)

    done = await fill_in(small, shown, "Change the post", notify=["role"])

    assert "To mention a role, choose which one." in texts(done.response)


@pytest.mark.parametrize(
    ("button", "field"),
    [
        ("Change the post", "notify_role"),
        ("Change people", "moderator_roles"),
        ("Change people", "poll_roles"),
    ],
)
async def test_everyone_is_no_role(small: World, button: str, field: str):
    """Discord offers it among the roles, and every member has it."""
    shown = await set_up(small)
    before = await stored(small)
    everyone = small.guild.roles["@everyone"]

    done = await fill_in(small, shown, button, **{field: [everyone]})

    assert "is no role to choose here" in texts(done.response)
    assert await stored(small) == before


async def test_a_thread_that_cannot_be_made_is_refused_when_it_is_turned_on(small: World):
    channel = denied(small, create_public_threads=False)
    shown = await set_up(small)
    shown = await fill_in(small, shown, "Change discussion", thread=["none"])
    shown = await fill_in(small, shown, WHERE, channel=[channel])

    done = await fill_in(small, shown, "Change discussion", thread=["1440"])

    assert f"I need **Create Public Threads** in <#{channel.id}>." in texts(done.response)
    assert not (await stored(small)).thread


async def test_what_moderators_write_becomes_no_markup_and_no_mention(small: World):
    done = await set_up(small, zone="**@everyone** <@1>")

    shown = texts(done.response)
    assert "@everyone" not in shown.replace("@\u200beveryone", "")
    assert "\\*\\*" in shown


def role_permissions(world: World, role: simcord.RoleHandle) -> int:
    return world.env.backend.get_role(world.guild.id, role.id).permissions


def forget(world: World, channel: simcord.ChannelHandle) -> None:
    """Take the channel from the bot, while the moderator's picker still shows it."""
    world.env.bot.get_guild(world.guild.id)._remove_channel(channel)
    world.env.inject_error(
        "GET", f"/channels/{channel.id}", status=404, code=10003, message="Unknown Channel"
    )
