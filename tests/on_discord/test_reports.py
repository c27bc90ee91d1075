"""*Report an error* from a message to the moderators and the list of corrections."""

from __future__ import annotations

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
import simcord
from discord import ui

from bot.cards.explainer import daily_card
from bot.cards.report import report_card
from bot.core.place_settings import PlaceSettings, write_place_settings
from bot.core.report import Report
from bot.on_discord.rendering import to_view
from bot.storage.report_store import accepted_reports, find_report
from tests.on_discord.world import World, buttons, texts, title, walk

MENU = "Report an error"
WRONG = "The base closed in 2002, not in 2001."
LINK = "https://example.org/base"
EXPLAINER = "why-coria-armed-alba"
SET = """
    INSERT INTO place_settings (place, version, settings, changed_at) VALUES ($1, 1, $2, 1)
"""
ESCAPES = (
    "**@everyone** <@&1> [x](https://example.org) </why:1> # h\n# h\n-# s\n> q\n||s||\n```c```"
)


@pytest.fixture
async def channel(small: World) -> simcord.ChannelHandle:
    """The moderators' channel, chosen."""
    made = small.guild.create_text_channel("moderators")
    stored = write_place_settings(PlaceSettings(moderators_channel=str(made.id)))
    await small.database.execute(SET, f"discord:{small.guild.id}", stored)
    return made


async def card(world: World) -> Any:
    shown = await world.ada.slash(world.channel, "why", actor="coria", backs="alba", on="1999")
    return shown.response


async def report(
    world: World, who: simcord.MemberActor, wrong: str = WRONG, source: str = LINK
) -> Any:
    shown = await who.context_menu(world.channel, MENU, await card(world))
    return await who.submit_modal(shown, {"wrong": wrong, "source": source})


async def reports(world: World) -> list[Report]:
    rows = await world.database.fetch_all("SELECT report_id FROM report ORDER BY ordinal")
    found = [await find_report(world.database, row["report_id"]) for row in rows]
    return [each for each in found if each]


async def post(world: World, channel: simcord.ChannelHandle, view: Any) -> Any:
    """Send *view* as the bot would on its own."""
    target = world.env.bot.get_partial_messageable(channel.id)
    await target.send(view=view)
    return channel.last_message


def on_screen(channel: simcord.ChannelHandle, message: Any) -> Any:
    """*message* as it stands in *channel* now."""
    (now,) = [each for each in channel.history() if each.id == message.id]
    return SimpleNamespace(components=[component.to_dict() for component in now.components])


async def laid_before(world: World, channel: simcord.ChannelHandle) -> Any:
    (made,) = await reports(world)
    return await post(world, channel, to_view(report_card(world.shelf.pack, made)))


async def test_everybody_can_report(small: World, channel: simcord.ChannelHandle):
    answer = await report(small, small.ben)

    (made,) = await reports(small)
    assert answer.ephemeral
    assert "went to the moderators" in texts(answer.response)
    assert (made.wrong, made.source) == (WRONG, LINK)
    assert str(made.subject.card) == "why:coria:alba:1999:0"
    assert made.by == f"discord:{small.ben.id}"
    (row,) = await small.database.fetch_all("SELECT target_id, step FROM outbox")
    assert (row["target_id"], row["step"]) == (str(channel.id), "report")


async def test_without_a_channel_both_are_told_what_becomes_of_it(small: World):
    member = await report(small, small.ben)
    moderator = await report(small, small.mira, WRONG.replace("2002", "2003"))

    assert "have not chosen a channel" in texts(member.response)
    assert "`/settings panel`" not in texts(member.response)
    assert "`/settings panel`" in texts(moderator.response)


async def test_a_daily_explainer_has_a_button_for_it(small: World):
    day = date(2026, 11, 23)
    view = to_view(daily_card(small.shelf.pack, EXPLAINER, day, discuss=True))
    posted = await post(small, small.channel, view)

    pressed = await small.ben.click(posted, label="Report an error")
    await small.ben.submit_modal(pressed, {"wrong": WRONG})
    again = await small.ada.context_menu(small.channel, MENU, posted)
    await small.ada.submit_modal(again, {"wrong": f"{WRONG} Twice."})

    for made in await reports(small):
        assert (made.subject.card.args, made.subject.day) == ((EXPLAINER,), day)
        assert made.source is None


async def test_a_page_of_a_long_card_is_known_by_itself(real: World):
    shown = await real.ada.slash(real.channel, "timeline", actor="Russia")
    turned = await real.ada.click(shown.response, label="More ›")

    form = await real.ben.context_menu(real.channel, MENU, turned.response)
    await real.ben.submit_modal(form, {"wrong": WRONG})

    (made,) = await reports(real)
    assert str(made.subject.card) == "timeline:russia::::0"


async def test_any_other_message_gets_a_sentence(small: World):
    said = await small.ben.send(small.channel, "Alba has two provinces.")
    failed = await small.ada.slash(small.channel, "actor", name="Zzyzx")

    for message in (said, failed.response):
        answer = await small.ada.context_menu(small.channel, MENU, message)

        assert answer.ephemeral
        assert "Use this on one of my cards; the sources command" in texts(answer.response)


@pytest.mark.parametrize(
    ("wrong", "source", "sentence"),
    [
        ("No.", "", "Say what is wrong in 10 to 1,000 characters; this has 3."),
        (WRONG, "my own book", "The source has to be one web address"),
    ],
)
async def test_a_wrong_input_gets_a_sentence_and_what_was_typed(
    small: World, wrong: str, source: str, sentence: str
):
    answer = await report(small, small.ben, wrong, source)

    shown = texts(answer.response)
    assert answer.ephemeral
    assert sentence in shown
    assert wrong in shown
    assert source in shown
    assert await reports(small) == []


async def test_what_was_given_back_can_be_sent_again(small: World):
    refused = await report(small, small.ben, "No.")

    pressed = await small.ben.click(refused.response, label="Write it again")
    answer = await small.ben.submit_modal(pressed, {"wrong": WRONG})

    (made,) = await reports(small)
    assert title(answer.response) == "Thank you."
    assert str(made.subject.card) == "why:coria:alba:1999:0"


async def test_too_many_have_to_wait_before_anything_is_typed(small: World):
    for number in range(3):
        await report(small, small.ben, f"{WRONG} Number {number}.")

    refused = await small.ben.context_menu(small.channel, MENU, await card(small))
    small.clock.advance(timedelta(hours=1))
    later = await report(small, small.ben)

    assert refused.ephemeral
    assert "your next one is possible in 60 minutes" in texts(refused.response)
    assert title(later.response) == "Thank you."


async def test_the_same_report_is_not_taken_twice(small: World):
    await report(small, small.ben)

    again = await report(small, small.ben)

    assert "That was reported already" in texts(again.response)


async def test_a_moderator_accepts_after_a_restart(small: World, channel: simcord.ChannelHandle):
    await report(small, small.ben)
    shown = await laid_before(small, channel)
    await small.restart()

    pressed = await small.mira.click(shown, label="Accept")

    (accepted,) = await accepted_reports(small.database, small.clock())
    assert accepted.decided_by == f"discord:{small.mira.id}"
    assert pressed.response.id == shown.id
    assert f"Accepted by <@{small.mira.id}>" in texts(pressed.response)
    assert list(buttons(pressed.response)) == ["Open the card"]


async def test_a_moderator_declines(small: World, channel: simcord.ChannelHandle):
    await report(small, small.ben)

    pressed = await small.mira.click(await laid_before(small, channel), label="Decline")

    assert f"Declined by <@{small.mira.id}>" in texts(pressed.response)
    assert await accepted_reports(small.database, small.clock()) == []


async def test_a_second_decision_changes_nothing_and_says_who_was_first(
    small: World, channel: simcord.ChannelHandle
):
    await report(small, small.ben)
    shown, copy = await laid_before(small, channel), await laid_before(small, channel)
    await small.mira.click(shown, label="Accept")

    late = await small.mira.click(copy, label="Decline")

    told = texts(late.followups[-1])
    assert f"<@{small.mira.id}> accepted it already" in told
    assert f"Accepted by <@{small.mira.id}>" in texts(on_screen(channel, copy))
    (accepted,) = await accepted_reports(small.database, small.clock())
    assert accepted.decided_by == f"discord:{small.mira.id}"


async def test_a_stranger_decides_nothing(small: World, channel: simcord.ChannelHandle):
    await report(small, small.ben)
    shown = await laid_before(small, channel)

    pressed = await small.ada.click(shown, label="Accept")

    assert pressed.ephemeral
    assert "Only moderators can decide" in texts(pressed.response)
    assert list(buttons(on_screen(channel, shown))) == ["Open the card", "Accept", "Decline"]


async def test_the_card_that_is_reported_opens_for_the_moderator_alone(
    small: World, channel: simcord.ChannelHandle
):
    await report(small, small.ben)

    opened = await small.mira.click(await laid_before(small, channel), label="Open the card")

    assert opened.ephemeral
    assert title(opened.response) == "Why did the Corian Union back Alba?"


async def test_what_was_typed_is_no_markup_and_mentions_nobody(
    small: World, channel: simcord.ChannelHandle
):
    await report(small, small.ben, ESCAPES)

    shown = texts(on_screen(channel, await laid_before(small, channel)))
    for mark in (
        "@everyone",
        "\n# h",
        "\n-# s",
        "\n> q",
        "[x](",
        "<@&1>",
        "</why:1>",
        "||s||",
        "```",
    ):
        assert mark not in shown.replace("@\u200beveryone", "").replace("\\" + mark, "")


async def test_the_longest_report_fits_one_message(small: World):
    await report(small, small.ben, "*" * 1000, "https://example.org/".ljust(500, "("))

    view = to_view(report_card(small.shelf.pack, (await reports(small))[0]))

    assert view.content_length() <= 4000
    assert not any("Page 1" in c.get("content", "") for c in walk(view.to_components()))


async def test_a_button_of_another_version_gets_a_sentence(small: World):
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.ActionRow(ui.Button(label="Old", custom_id="v1:report-decide:x:0")))
    view.stop()

    pressed = await small.mira.click(await post(small, small.channel, view), label="Old")

    assert "from another version of me" in texts(pressed.response)
