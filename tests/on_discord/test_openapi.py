"""Every request body against Discord's own description of its interface."""

from datetime import time, timedelta
from typing import Any

import pytest

from bot.core.channels import ChannelKind
from bot.core.place_settings import Notify, PlaceSettings
from tests.on_discord import daily
from tests.on_discord.delivering import deliver
from tests.on_discord.openapi import (
    CALLBACKS,
    check_callbacks,
    check_posts,
    needs_description,
    validator,
)
from tests.on_discord.polling import (
    SECRET,
    SEVERAL,
    advance,
    close,
    on_wire,
    open_poll,
    submit,
)
from tests.on_discord.settings_panel import fill_in, set_up
from tests.on_discord.test_lookups import LOOKUPS
from tests.on_discord.world import World, buttons, options, title
from tests.services import places

pytestmark = needs_description


@pytest.mark.parametrize(("name", "arguments", "_title"), LOOKUPS)
async def test_answers_of_every_lookup(small: World, name, arguments, _title):
    asked = await small.ada.slash(small.channel, name, **arguments)
    for label, button in buttons(asked.response).items():
        if not button["disabled"]:
            await small.ben.click(asked.response, label=label)
    for value in options(asked.response).values():
        await small.ben.select(asked.response, [value])
    await small.ada.slash(small.channel, "actor", name="Zzyzx")

    assert check_callbacks(small) >= 2


async def test_pages_edited_in_place_and_suggestions(real: World):
    asked = await real.ada.slash(real.channel, "timeline")
    await real.ada.click(asked.response, label="More ›")
    await real.ada.autocomplete(real.channel, "why", "actor", "ar")

    assert check_callbacks(real) == 3


async def test_the_panel_its_forms_and_what_they_lead_to(small: World):
    shown = await set_up(small, zone="IST")
    shown = await small.mira.select(shown.response, [options(shown.response).popitem()[1]])
    for label in list(buttons(shown.response))[:5]:
        shown = await fill_in(small, shown, label)
    for label in ("Log", "Back to the settings", "Turn off", "Undo"):
        shown = await small.mira.click(shown.response, label=label)

    assert check_callbacks(small) == 3 + 1 + 2 * 5 + 4


async def test_the_commands_themselves(small: World):
    told: Any = next(r.json for r in small.env.http_requests if r.method == "PUT")

    for command in told:
        validator("ApplicationCommandUpdateRequest").validate(command)


def test_the_description_does_refuse_what_is_wrong():
    """A check that accepts anything would prove nothing."""
    body = {"type": 4, "data": {"components": [{"type": 17, "components": [{"type": 10}]}]}}

    assert not validator(CALLBACKS[4]).is_valid(body)


async def test_a_daily_post_with_thread_question_and_poll(small: World):
    await daily.set_up(small)
    small.clock.advance(timedelta(hours=1))

    await deliver(small)

    message, thread = "MessageCreateRequest", "CreateTextThreadWithMessageRequest"
    assert check_posts(small) == [message, thread, message, message]


async def test_a_daily_post_in_a_forum_that_pings_a_role(small: World):
    forum = small.guild.create_forum_channel("daily")
    role = small.guild.create_role("Readers", mentionable=True)
    settings = PlaceSettings(
        channel=str(forum.id),
        channel_kind=ChannelKind.FORUM,
        at=time(13),
        notify=Notify.ROLE,
        notify_role=str(role.id),
    )
    await places.set_up(small.database, settings, place=daily.place(small))
    small.clock.advance(timedelta(hours=1))

    await deliver(small)

    assert check_posts(small) == ["CreateForumThreadRequest", *["MessageCreateRequest"] * 2]


async def test_polls_of_both_kinds_from_the_form_to_the_result(small: World):
    ours = await open_poll(small, **SECRET, **SEVERAL, question="Tea?")
    told = await small.ada.click(ours, label="Yes")
    for label in ("Also: No", "Without: Yes", "Withdraw"):
        told = await small.ada.click(told.response, label=label)
    await close(small, small.mira, "Tea?")
    await advance(small, timedelta(minutes=2))
    many = "\n".join(f"Day {number}" for number in range(1, 11))
    await open_poll(small, **SECRET, question="Teapot?", options=many)
    await advance(small, timedelta(minutes=2))
    theirs = await open_poll(small, **SEVERAL, question="Coffee?")
    await small.ben.vote(theirs, answer=2)
    await close(small, small.mira, "Coffee?")
    await small.ada.slash(small.channel, "poll list")
    choice = await small.ada.slash(small.channel, "poll results", poll="tea")
    await small.ada.select(choice.response, [options(choice.response).popitem()[1]])
    await small.ada.autocomplete(small.channel, "poll close", "poll", "t")
    await advance(small, timedelta(minutes=2))
    refused = await submit(small, small.mira, options="one")
    await small.mira.click(refused.response, label="Write it again")

    assert check_posts(small) == ["MessageCreateRequest"] * 5
    assert check_callbacks(small) == 3 * 2 + 4 + 2 + 4 + 3


async def test_the_longest_polls_that_can_be_asked(small: World):
    longest = {
        "question": "*" * 300,
        "options": "\n".join(f"{number:*<55}" for number in range(10)),
    }
    theirs = await open_poll(small, **SEVERAL, **longest)
    await small.ben.vote(theirs, answer=2)
    await advance(small, timedelta(minutes=2))
    ours = await open_poll(small, **SECRET, **SEVERAL, **longest)
    every = list(options(on_wire(ours)).values())
    told = await small.ada.select(ours, [every[0]])
    for value in every[1:]:
        told = await small.ada.select(told.response, [value])
    await small.ada.click(ours, label="My vote")
    await advance(small, timedelta(days=3))
    await deliver(small)
    more = await small.ada.click(small.channel.last_message, label="More…")
    await small.ada.click(more.response, label="All polls")
    refused = await submit(small, small.mira, **{**longest, "options": "x" * 1_000})
    await small.mira.click(refused.response, label="Write it again")

    assert check_posts(small) == ["MessageCreateRequest"] * 4
    assert check_callbacks(small) == 2 * 2 + 10 + 1 + 2 + 3


async def test_what_people_have_of_their_own_data(small: World):
    await open_poll(small)
    shown = await small.mira.slash(small.channel, "privacy show")
    await small.mira.slash(small.channel, "privacy export")
    asked = await small.mira.click(shown.response, label="Delete it…")
    await small.mira.click(asked.response, label="Delete")
    for _ in range(8):
        refused = await small.mira.slash(small.channel, "privacy delete")

    assert "10 times a minute" in title(refused.response)
    assert check_callbacks(small) == 2 + 4 + 8
