"""Set up by a moderator, as they see it."""

from __future__ import annotations

from datetime import time

import discord
import pytest

from bot.core.place_settings import Notify
from tests.on_discord.settings_panel import WHERE, fill_in, is_planned, set_up, stored
from tests.on_discord.world import World, buttons, options, texts


def interactions(world: World) -> int:
    return sum(1 for r in world.env.http_requests if r.path.endswith("/callback"))


async def test_from_the_command_to_the_schedule_in_three_interactions(small: World):
    done = await set_up(small, at="9 am", days=["0", "1", "2", "3", "4"])

    settings = await stored(small)
    assert interactions(small) == 3
    assert (settings.channel, settings.at) == (str(small.channel.id), time(9))
    assert settings.zone == "Europe/Berlin"
    assert await is_planned(small)
    assert "**Next:** Tuesday 24 November, 09:00 Europe/Berlin, <t:" in texts(done.response)
    assert f"in <#{small.channel.id}>" in texts(done.response)


async def test_everything_is_seen_by_the_moderator_alone_and_in_one_message(small: World):
    panel = await small.mira.slash(small.channel, "settings panel")
    done = await fill_in(small, panel, "Set up", channel=[small.channel], zone="Berlin", days=["0"])

    assert panel.ephemeral
    assert done.response.id == panel.response.id
    assert len(small.channel.history()) == 0


async def test_set_up_stands_out(small: World):
    panel = await small.mira.slash(small.channel, "settings panel")

    (first, *others) = buttons(panel.response).values()
    assert (first["label"], first["style"]) == ("Set up", discord.ButtonStyle.primary.value)
    assert {button["style"] for button in others} == {discord.ButtonStyle.secondary.value}


async def test_every_part_can_be_changed(small: World):
    shown = await set_up(small)
    role = small.guild.create_role("Readers", mentionable=True)
    staff = small.guild.create_text_channel("staff")
    for label, answers in (
        ("Change the post", {"notify": ["role"], "notify_role": [role], "grace_hours": ["12"]}),
        ("Change discussion", {"thread": ["60"], "poll": ["off"]}),
        (
            "Change people",
            {
                "moderator_roles": [role],
                "poll_openers": ["roles"],
                "poll_roles": [role],
                "moderators_channel": [staff],
            },
        ),
        ("Change content", {"language": ["en"]}),
    ):
        shown = await fill_in(small, shown, label, **answers)

    settings = await stored(small)
    assert (settings.notify, settings.notify_role) == (Notify.ROLE, str(role.id))
    assert (settings.grace_hours, settings.archive_minutes, settings.poll) == (12, 60, False)
    assert settings.moderator_roles == settings.poll_roles == {str(role.id)}
    assert settings.moderators_channel == str(staff.id)
    assert "Nothing was changed." in texts(shown.response)


async def test_a_form_sent_off_as_it_opened_changes_nothing(small: World):
    shown = await set_up(small)

    for label in list(buttons(shown.response))[:5]:
        shown = await fill_in(small, shown, label)

        assert "Nothing was changed." in texts(shown.response), label


async def test_undo_takes_the_last_change_back(small: World):
    shown = await set_up(small)
    shown = await fill_in(small, shown, WHERE, at="21:30")

    undone = await small.mira.click(shown.response, label="Undo")

    assert "Time of day: 21:30 → 09:00" in texts(undone.response)
    assert (await stored(small)).at == time(9)
    assert "Time zone: Europe/Berlin" in texts(undone.response)


async def test_the_log_names_people_and_leads_back(small: World):
    await set_up(small)

    log = await small.mira.slash(small.channel, "settings log")
    told = texts(log.response)
    back = await small.mira.click(log.response, label="Back to the settings")

    assert log.ephemeral
    assert f"<@{small.mira.id}> on <t:" in told
    assert "Time zone: UTC → Europe/Berlin" in told
    assert "**Next:**" in texts(back.response)


async def test_a_long_log_is_turned_page_by_page(small: World):
    shown = await set_up(small)
    for minute in range(30):
        shown = await fill_in(small, shown, WHERE, at=f"10:{minute:02}")
    log = await small.mira.click(shown.response, label="Log")
    newest = texts(log.response)

    older = await small.mira.click(log.response, label="More ›")

    assert "10:28 → 10:29" in newest
    assert "10:28 → 10:29" not in texts(older.response)
    assert "Time zone: UTC → Europe/Berlin" in texts(older.response)


async def test_undo_works_as_a_command_too(small: World):
    await set_up(small)

    undone = await small.mira.slash(small.channel, "settings undo")

    assert undone.ephemeral
    assert "**Off:** choose a channel to begin." in texts(undone.response)
    assert not await is_planned(small)


async def test_it_can_be_turned_off(small: World):
    shown = await set_up(small)

    off = await small.mira.click(shown.response, label="Turn off")

    assert "**Off:**" in texts(off.response)
    assert next(iter(buttons(off.response))) == "Set up"
    assert not await is_planned(small)


async def test_a_member_without_rights_is_refused_by_the_command(small: World):
    with pytest.raises(Exception, match="permission"):
        await small.ada.slash(small.channel, "settings panel")


async def test_rights_are_asked_for_at_every_step_and_not_only_at_the_first(small: World):
    shown = await set_up(small)
    form = await small.mira.click(shown.response, label=WHERE)
    role = small.guild.roles["Moderators"]
    small.env.backend.remove_member_role(small.guild.id, small.mira.id, role.id)
    before = await stored(small)

    answers = [
        await small.mira.submit_modal(
            form, {"channel": [small.channel], "at": "10", "zone": "UTC", "days": ["0"]}
        ),
        *[
            await small.mira.click(shown.response, label=label)
            for label in (WHERE, "Undo", "Log", "Turn off")
        ],
    ]

    for answer in answers:
        assert "Only moderators can see and change the settings" in texts(answer.response)
    assert await stored(small) == before


async def test_a_moderator_role_is_enough_where_the_server_lets_them_use_the_command(
    small: World,
):
    role = small.guild.create_role("Helpers")
    small.env.backend.add_member_role(small.guild.id, small.ada.id, role.id)
    told = await small.env.bot.tree.fetch_commands()
    command = next(each for each in told if each.name == "settings")
    small.guild.set_command_permissions(command, {role: True})
    shown = await set_up(small)
    refused = await small.ada.slash(small.channel, "settings panel")
    await fill_in(small, shown, "Change people", moderator_roles=[role])

    panel = await small.ada.slash(small.channel, "settings panel")
    await fill_in(small, panel, WHERE, by=small.ada, at="10")

    assert "Only moderators" in texts(refused.response)
    assert (await stored(small)).at == time(10)


async def test_a_form_opened_before_a_restart_is_accepted_after_it(small: World):
    panel = await small.mira.slash(small.channel, "settings panel")
    form = await small.mira.click(panel.response, label="Set up")

    await small.restart()
    done = await small.mira.submit_modal(
        form, {"channel": [small.channel], "at": "9", "zone": "Baku", "days": ["6"]}
    )

    assert "Asia/Baku" in texts(done.response)
    assert await is_planned(small)


async def test_the_bot_keeps_no_form_in_memory(small: World):
    await set_up(small)

    assert not small.env.bot._connection._view_store._modals
    assert not small.env.bot._connection._view_store._views


async def test_two_moderators_at_once_lose_nothing(small: World):
    shown = await set_up(small)
    role = small.guild.roles["Moderators"]
    noah = small.guild.add_member(small.env.create_user("noah"), roles=[role])
    other = await noah.slash(small.channel, "settings panel")
    forms = {
        small.mira: await small.mira.click(shown.response, label=WHERE),
        noah: await noah.click(other.response, label=WHERE),
    }
    same = {"channel": [small.channel], "zone": "Europe/Berlin", "days": [*"0123456"]}

    await small.mira.submit_modal(forms[small.mira], {**same, "at": "10"})
    late = await noah.submit_modal(forms[noah], {**same, "at": "11", "days": ["5"]})

    settings = await stored(small)
    assert (settings.at, settings.days) == (time(10), frozenset({5}))
    assert f"<@{small.mira.id}> changed this meanwhile" in texts(late.response)
    assert "Time of day: 10:00." in texts(late.response)


@pytest.mark.parametrize("ending", ["settings:sideways:0", "settings-save:where:soon:0"])
async def test_a_button_of_another_version_says_so(small: World, ending: str):
    panel = await small.mira.slash(small.channel, "settings panel")
    message = small.env.backend.get_message(small.channel.id, panel.response.id)
    (row,) = [each for each in message.components if each["type"] == 1]
    row["components"][0]["custom_id"] = f"v1:{ending}"

    pressed = await small.mira.click(panel.response, custom_id=f"v1:{ending}")

    assert "another version of me" in texts(pressed.response)


async def test_nothing_is_offered_to_pick_from_unless_something_is_unclear(small: World):
    assert options((await set_up(small)).response) == {}
