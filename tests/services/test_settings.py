"""Settings as a service: what is saved, planned and refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time

import pytest

from bot.cards.plain import to_text
from bot.core.channels import ChannelKind
from bot.core.form import ChannelField, TextField
from bot.core.post import Reason
from bot.errors import BadInput, NotAllowed, Unclear
from bot.storage.database import Database
from bot.storage.post_store import pause_of
from bot.storage.settings_store import load
from tests.clock import SetClock
from tests.services.settings_scene import ADA, MIRA, MUTE, NOAH, PLACE, SET_UP, Scene


@pytest.fixture
def scene(database: Database, clock: SetClock) -> Scene:
    return Scene(database, clock)


async def test_a_new_place_is_told_how_to_begin(scene: Scene):
    card = await scene.service.panel(MIRA, scene.directory)

    assert "Off: choose a channel to begin." in to_text(card)
    assert card.private


async def test_one_form_sets_it_up_and_plans_the_first_post(scene: Scene):
    card = await scene.set_up()

    settings = await scene.settings()
    assert (settings.channel, settings.at, settings.zone) == ("5", time(9, 30), "Europe/Berlin")
    assert settings.days == frozenset(range(5))
    assert await scene.due() == datetime(2026, 11, 24, 8, 30, tzinfo=UTC)
    shown = to_text(card)
    assert "Next: Tuesday 24 November, 09:30 Europe/Berlin, " in shown
    assert "Time zone: UTC → Europe/Berlin" in shown
    assert "Channel: none → channel 5" in shown


async def test_what_is_wrong_in_a_form_gets_its_sentence_and_the_rest_is_saved(scene: Scene):
    await scene.set_up()

    shown = await scene.fill_in("where", channel="6", at="soon", zone="Atlantis", days="0")

    settings = await scene.settings()
    assert (settings.channel, settings.days) == ("6", frozenset({0}))
    assert "Not saved: “soon” is no time of day; write it like 9:00, 21:30 or 9 pm." in shown
    assert "Time of day stays 09:30." in shown
    assert "“Atlantis” is no time zone" in shown


async def test_nothing_is_posted_at_the_hours_of_a_zone_that_nobody_chose(scene: Scene):
    shown = await scene.fill_in("where", channel="5", at="9:30", zone="Xyzzy", days="0")

    settings = await scene.settings()
    assert (settings.channel, settings.at, settings.days) == (None, time(9, 30), frozenset({0}))
    assert await scene.due() is None
    assert "Nothing is posted in channel 5 yet: without the time zone it would come" in shown


async def test_a_channel_that_cannot_be_used_is_told_of_along_with_the_zone(scene: Scene):
    shown = await scene.fill_in("where", channel="7", zone="Xyzzy")

    assert "I need Send Messages in channel 7." in shown
    assert "Nothing is posted in" not in shown


async def test_a_zone_that_was_chosen_before_is_good_enough(scene: Scene):
    await scene.set_up()
    await scene.service.turn_off(MIRA, scene.directory)

    await scene.fill_in("where", channel="6", zone="Xyzzy")

    settings = await scene.settings()
    assert (settings.channel, settings.zone) == ("6", "Europe/Berlin")


async def test_an_ambiguous_zone_is_settled_by_a_pick(scene: Scene):
    card = await scene.service.fill_in(
        MIRA, "where", 0, {**SET_UP, "zone": ("IST",)}, scene.directory
    )
    option = next(each for each in card.options if each.opens.args[1] == "Asia/Kolkata")

    held = await scene.settings()
    picked = await scene.service.choose(MIRA, option.opens.args, scene.directory)

    assert held.channel is None
    settings = await scene.settings()
    assert (settings.zone, settings.channel) == ("Asia/Kolkata", "5")
    assert "Time zone: UTC → Asia/Kolkata" in to_text(picked)
    assert await scene.due() == datetime(2026, 11, 24, 4, 0, tzinfo=UTC)


async def test_a_forum_that_requires_a_tag_is_saved_with_the_tag_picked(scene: Scene):
    card = await scene.service.fill_in(
        MIRA, "where", 0, {**SET_UP, "channel": ("8",)}, scene.directory
    )
    before = (await scene.settings()).channel
    (option,) = card.options

    await scene.service.choose(MIRA, option.opens.args, scene.directory)

    settings = await scene.settings()
    assert before is None
    assert option.label == "Tag: daily"
    assert (settings.channel, settings.channel_kind, settings.forum_tag) == (
        "8",
        ChannelKind.FORUM,
        "9",
    )


@pytest.mark.parametrize("picked", [(), ("zone",), ("planet", "Mars")])
async def test_only_what_was_offered_can_be_picked(scene: Scene, picked: tuple[str, ...]):
    with pytest.raises(BadInput, match="another version"):
        await scene.service.choose(MIRA, picked, scene.directory)


async def test_a_zone_that_is_none_cannot_be_picked(scene: Scene):
    with pytest.raises(Unclear):
        await scene.service.choose(MIRA, ("zone", "Atlantis"), scene.directory)


async def test_a_channel_that_cannot_be_used_is_not_saved(scene: Scene):
    await scene.set_up()

    shown = await scene.fill_in("where", channel="7", at="10")

    settings = await scene.settings()
    assert (settings.channel, settings.at) == ("5", time(10))
    assert "Not saved: I need Send Messages in channel 7." in shown


async def test_nothing_changed_is_said_and_not_logged(scene: Scene):
    await scene.set_up()

    shown = await scene.fill_in("where", at="09:30")

    assert "Nothing was changed." in shown
    assert (await load(scene.database, PLACE)).version == 1


async def test_the_plan_follows_the_time_and_nothing_else(scene: Scene):
    await scene.set_up()

    await scene.fill_in("discussion", poll="off")
    planned = await scene.due()
    await scene.fill_in("where", at="14:00")

    assert planned == datetime(2026, 11, 24, 8, 30, tzinfo=UTC)
    assert await scene.due() == datetime(2026, 11, 23, 13, tzinfo=UTC)


async def test_who_is_no_moderator_is_refused_everywhere(scene: Scene):
    service, directory = scene.service, scene.directory
    for refused in (
        service.panel(ADA, directory),
        service.form(ADA, "where", directory),
        service.fill_in(ADA, "where", 0, SET_UP, directory),
        service.choose(ADA, ("zone", "UTC"), directory),
        service.turn_off(ADA, directory),
        service.undo(ADA, directory),
        service.log(ADA, directory),
    ):
        with pytest.raises(NotAllowed, match="Only moderators"):
            await refused

    assert (await load(scene.database, PLACE)).version == 0


async def test_a_moderator_role_is_as_good_as_the_platforms_permission(scene: Scene):
    await scene.fill_in("people", moderator_roles="30")

    await scene.fill_in("discussion", by=ADA, poll="off")

    assert not (await scene.settings()).poll


async def test_a_form_comes_filled_in(scene: Scene):
    await scene.set_up()

    form = await scene.service.form(MIRA, "where", scene.directory)
    del scene.directory.channels["5"]
    without = await scene.service.form(MIRA, "where", scene.directory)

    channel, at, zone, _ = form.fields
    assert form.submits.args == ("where", "1")
    assert isinstance(channel, ChannelField)
    assert isinstance(at, TextField)
    assert isinstance(zone, TextField)
    assert (channel.picked, at.value, zone.value) == ("5", "09:30", "Europe/Berlin")
    assert without.fields[0] == replace(channel, picked=None)


async def test_a_form_of_no_part_is_refused(scene: Scene):
    with pytest.raises(BadInput, match="another version"):
        await scene.service.form(MIRA, "whither", scene.directory)


async def test_a_schedule_that_paused_itself_runs_again_once_that_is_mended(scene: Scene):
    await scene.set_up()
    await scene.stand_still(Reason.CHANNEL_GONE)
    paused = to_text(await scene.service.panel(MIRA, scene.directory))

    unrelated = await scene.fill_in("post", grace_hours="3")
    mended = await scene.fill_in("where", channel="6")

    assert "Paused: The schedule paused itself" in paused
    assert "The schedule runs again." not in unrelated
    assert "The schedule runs again." in mended
    assert await pause_of(scene.database, PLACE) is None


async def test_what_is_still_in_the_way_leaves_it_paused(scene: Scene):
    await scene.set_up()
    scene.directory.channels["5"] = replace(MUTE, id="5")
    await scene.stand_still(Reason.NO_PERMISSION)

    shown = await scene.fill_in("discussion", poll="off")

    assert "To mend: I need Send Messages in channel 5." in shown
    assert await pause_of(scene.database, PLACE) is not None


async def test_a_pause_that_a_moderator_made_is_theirs_to_end(scene: Scene):
    await scene.set_up()
    await scene.stand_still(Reason.PAUSED, NOAH.person)

    shown = await scene.fill_in("where", channel="6")

    assert "Paused: The schedule was paused by person 11" in shown
