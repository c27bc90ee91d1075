"""Who may open, close and look at polls."""

from __future__ import annotations

import discord
import pytest

from bot.core.place_settings import PlaceSettings, PollOpeners
from tests.on_discord.daily import place
from tests.on_discord.polling import (
    FILLED_IN,
    QUESTION,
    close,
    let_everybody_open,
    open_poll,
    polls,
    submit,
    the_poll,
)
from tests.on_discord.world import World, texts, title
from tests.services import places


async def test_a_stranger_cannot_close_what_others_opened(small: World):
    await let_everybody_open(small)
    await open_poll(small, small.ada)

    refused = await close(small, small.ben)
    allowed = await close(small, small.ada)

    assert "Only the person who opened that poll" in title(refused.response)
    assert title(allowed.response) == "Closing it."


@pytest.mark.parametrize("command", ["poll new", "poll quick"])
async def test_who_may_open_is_a_setting(small: World, command: str):
    arguments = {"question": "Tea?"} if command == "poll quick" else {}

    refused = await small.ada.slash(small.channel, command, **arguments)
    await let_everybody_open(small)
    allowed = await small.ada.slash(small.channel, command, **arguments)

    assert "You may not open polls here" in title(refused.response)
    assert refused.ephemeral
    assert allowed.modal or title(allowed.response) == "Opening it."


async def test_a_role_can_be_let_to_open(small: World):
    role = small.guild.create_role("Askers")
    small.env.backend.add_member_role(small.guild.id, small.ada.id, role.id)
    settings = PlaceSettings(poll_openers=PollOpeners.ROLES, poll_roles=frozenset({str(role.id)}))
    await places.set_up(small.database, settings, place=place(small))

    hers = await small.ada.slash(small.channel, "poll new")
    his = await small.ben.slash(small.channel, "poll new")

    assert hers.modal
    assert "You may not open polls here" in title(his.response)


async def test_rights_are_asked_for_again_when_the_form_is_sent_off(small: World):
    await let_everybody_open(small)
    form = await small.ada.slash(small.channel, "poll new")
    await small.database.execute("DELETE FROM place_settings")

    refused = await small.ada.submit_modal(form, FILLED_IN)

    assert "You may not open polls here" in title(refused.response)
    assert await polls(small) == []


async def test_missing_permissions_are_named_with_the_channel(small: World):
    channel = small.env.bot.get_channel(small.channel.id)
    await channel.set_permissions(channel.guild.me, send_polls=False)

    refused = await submit(small, small.mira)

    assert title(refused.response) == "I cannot open a poll there."
    assert "**Create Polls**" in texts(refused.response)
    assert f"<#{small.channel.id}>" in texts(refused.response)
    assert QUESTION in texts(refused.response)


async def test_what_happens_in_a_hidden_channel_stays_there(small: World):
    let_in = discord.PermissionOverwrite(view_channel=True)
    hidden = small.guild.create_text_channel(
        "staff",
        overwrites={
            small.guild.default_role: discord.PermissionOverwrite(view_channel=False),
            small.guild.roles["Moderators"]: let_in,
            small.guild.me: let_in,
        },
    )
    await open_poll(small, channel=hidden)
    poll = await the_poll(small)

    hers = await small.ada.slash(small.channel, "poll results", poll=poll.id)
    list_of_hers = await small.ada.slash(small.channel, "poll list")
    mine = await small.mira.slash(small.channel, "poll results", poll=poll.id)

    assert "No poll has been opened here yet" in title(hers.response)
    assert QUESTION not in texts(list_of_hers.response)
    assert await small.ada.autocomplete(small.channel, "poll results", "poll", "") == []
    assert title(mine.response) == QUESTION


async def test_polls_are_for_servers_and_for_all_who_are_let(small: World):
    told = next(r.json for r in small.env.http_requests if r.method == "PUT")

    for name in ("poll", "Make a poll of this"):
        (command,) = [command for command in told if command["name"] == name]
        assert command["contexts"] == [0]
        assert command["integration_types"] == [0]
        assert command["default_member_permissions"] is None
