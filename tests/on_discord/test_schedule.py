"""The schedule's commands, through real discord.py."""

from __future__ import annotations

import discord

from bot.cards.notice import trouble_card
from bot.core.card import Route
from bot.core.outgoing import TroubleNotice
from bot.core.post import Pause, Reason, Trouble
from bot.on_discord.rendering import custom_id, to_view
from bot.storage import post_store
from tests.clock import NOW
from tests.on_discord.daily import TODAY, add_post, place, set_up
from tests.on_discord.world import World, texts, title

WHY = "why-coria-armed-alba"


async def test_the_next_dates_are_told(small: World):
    channel = await set_up(small)

    result = await small.ada.slash(small.channel, "schedule next")

    shown = texts(result.response)
    assert f"<#{channel.id}>" in shown
    assert "Monday 23 November, 13:00 UTC, <t:1795438800:R>" in shown
    assert shown.count("13:00 UTC") == 3
    assert result.ephemeral


async def test_why_links_to_the_post_of_a_date(small: World):
    channel = await set_up(small)
    await add_post(small, channel, WHY)

    result = await small.ada.slash(small.channel, "schedule why", date="23 November")

    assert title(result.response) == "Monday, 23 November 2026"
    assert f"/{small.guild.id}/{channel.id}/30)" in texts(result.response)


async def test_why_without_a_date_is_about_today(small: World):
    await set_up(small)

    result = await small.ada.slash(small.channel, "schedule why")

    assert "It will be posted in" in texts(result.response)


async def test_a_date_nobody_can_read_gets_one_sentence(small: World):
    result = await small.ada.slash(small.channel, "schedule why", date="**soon**")

    assert "no date I can read" in texts(result.response)
    assert result.ephemeral


async def test_a_moderator_pauses_and_resumes(small: World):
    await set_up(small)

    paused = await small.mira.slash(small.channel, "schedule pause")
    during = await small.ada.slash(small.channel, "schedule next")
    resumed = await small.mira.slash(small.channel, "schedule resume")

    assert title(paused.response) == "The schedule is paused."
    assert f"paused by <@{small.mira.id}>" in texts(during.response)
    assert title(resumed.response) == "The schedule runs again."


async def test_only_moderators_pause_and_resume(small: World):
    await set_up(small)

    for command in ("schedule pause", "schedule resume"):
        result = await small.ada.slash(small.channel, command)
        assert "Only moderators can do that here" in texts(result.response)


async def test_resuming_names_the_permission_that_is_missing(small: World):
    channel = await set_up(small)
    locked_out = Pause(NOW, None, Trouble(Reason.NO_PERMISSION, ("Send Messages",)))
    async with small.database.transaction() as connection:
        await post_store.pause(connection, place(small), locked_out)
    found = small.env.bot.get_channel(channel.id)
    await found.set_permissions(found.guild.me, send_messages=False)

    result = await small.mira.slash(small.channel, "schedule resume")

    assert "stays paused" in title(result.response)
    assert f"I need **Send Messages** in <#{channel.id}>" in texts(result.response)


async def test_the_button_of_a_notice_tells_what_happened(small: World):
    await set_up(small)
    notice = TroubleNotice(TODAY, Reason.NO_ACCESS, (), "20", paused=True)
    await small.env.bot.get_channel(small.channel.id).send(
        view=to_view(trouble_card(notice, place(small)))
    )

    result = await small.mira.click(small.channel.last_message, label="What happened")

    assert title(result.response) == "Monday, 23 November 2026"
    assert result.ephemeral


async def test_a_button_of_another_version_says_so(small: World):
    view = discord.ui.LayoutView()
    old = discord.ui.Button(label="Old", custom_id=custom_id(Route("schedule", ("burn",))))
    view.add_item(discord.ui.ActionRow(old))
    view.stop()
    await small.env.bot.get_channel(small.channel.id).send(view=view)

    result = await small.mira.click(small.channel.last_message, label="Old")

    assert "from another version of me" in texts(result.response)
