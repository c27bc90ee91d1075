"""The daily explainer's commands and buttons, through real discord.py."""

from __future__ import annotations

import pytest
from discord import ui

from bot.core.card import Route
from bot.on_discord.rendering import custom_id
from bot.storage.post_store import post_on
from tests.on_discord.daily import TODAY, add_post, place, set_up
from tests.on_discord.world import World, buttons, options, texts, title

WHY = "why-coria-armed-alba"
QUESTION = "Why did the Corian Union arm Alba?"


async def test_without_a_schedule_there_is_one_for_today(small: World):
    result = await small.ada.slash(small.channel, "explainer today")

    assert title(result.response) == QUESTION
    assert "An explainer for today" in texts(result.response)
    assert not result.ephemeral


async def test_in_direct_messages_there_is_one_for_today_and_nothing_to_moderate(small: World):
    cleo = small.env.create_user("cleo")

    today = await cleo.slash("explainer today")
    preview = await cleo.slash("explainer preview")

    assert title(today.response) == QUESTION
    assert "in a server only" in texts(preview.response)


async def test_todays_has_a_link_to_where_it_is(small: World):
    channel = await set_up(small)
    await add_post(small, channel, WHY)

    result = await small.ada.slash(small.channel, "explainer today")

    link = f"https://discord.com/channels/{small.guild.id}/{channel.id}/30"
    assert f"[the post]({link})" in texts(result.response)


async def test_a_preview_is_for_moderators_alone(small: World):
    await set_up(small)

    mine = await small.mira.slash(small.channel, "explainer preview")
    hers = await small.ada.slash(small.channel, "explainer preview")

    assert title(mine.response) == QUESTION
    assert mine.ephemeral
    assert list(buttons(mine.response)) == ["Coria and Alba", "Sources", "Skip this one",
                                            "Post it now"]  # fmt: skip
    assert "Only moderators can do that here" in texts(hers.response)
    assert hers.ephemeral


async def test_the_button_skips_what_is_shown(real: World):
    await set_up(real)
    preview = await real.mira.slash(real.channel, "explainer preview")
    before = custom_id_of(preview)

    after = await real.mira.click(preview.response, label="Skip this one")

    shown = await real.mira.slash(real.channel, "explainer preview")
    assert custom_id_of(after) == custom_id_of(shown) != before


def custom_id_of(preview) -> str:
    return buttons(preview.response)["Skip this one"]["custom_id"]


async def test_the_command_skips_as_well(real: World):
    await set_up(real)
    first = await real.mira.slash(real.channel, "explainer preview")

    second = await real.mira.slash(real.channel, "explainer skip")

    assert custom_id_of(second) != custom_id_of(first)
    assert second.ephemeral


async def test_the_button_posts_what_is_shown(small: World):
    channel = await set_up(small)
    preview = await small.mira.slash(small.channel, "explainer preview")

    result = await small.mira.click(preview.response, label="Post it now")

    assert title(result.response) == "Posting it now."
    assert f"<#{channel.id}>" in texts(result.response)
    post = await post_on(small.database, place(small), TODAY)
    assert post is not None
    assert post.explainer == WHY


async def test_todays_is_posted_once(small: World):
    channel = await set_up(small)
    await add_post(small, channel, WHY)

    result = await small.mira.slash(small.channel, "explainer post")

    assert title(result.response) == "Today’s explainer is out already."
    assert "One a day is the promise" in texts(result.response)
    assert result.ephemeral


async def test_the_history_opens_what_was_posted(small: World):
    channel = await set_up(small)
    await add_post(small, channel, WHY)
    result = await small.ada.slash(small.channel, "explainer history")

    listed = texts(result.response)

    opened = await small.ada.select(result.response, [options(result.response)[QUESTION]])

    assert f"23 November 2026** — {QUESTION}" in listed
    assert title(opened.response) == QUESTION
    assert not result.ephemeral


async def test_the_history_opens_from_the_button_under_the_latest(small: World):
    channel = await set_up(small)
    await add_post(small, channel, "left-the-pack")
    today = await small.ada.slash(small.channel, "explainer today")

    result = await small.ada.click(today.response, label="Those before")

    assert title(result.response) == "The explainers posted here"


@pytest.mark.parametrize("route", [Route("explainer-do", ("burn",)), Route("explainer-do")])
async def test_a_button_of_another_version_says_so(small: World, route: Route):
    view = ui.LayoutView()
    view.add_item(ui.ActionRow(ui.Button(label="Old", custom_id=custom_id(route))))
    view.stop()
    channel = small.env.bot.get_channel(small.channel.id)
    await channel.send(view=view)

    result = await small.mira.click(small.channel.last_message, label="Old")

    assert "from another version of me" in texts(result.response)
