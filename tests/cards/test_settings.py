"""The panel and the log."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time

from bot.cards.plain import to_text
from bot.cards.settings import Situation, log_card, not_saved, panel_card
from bot.cards.settings_words import Names
from bot.cards.troubles import reason_line
from bot.core.card import Card, Paragraph, Section
from bot.core.channels import Permission
from bot.core.obstacles import Fault, Obstacle
from bot.core.place_settings import Notify, PlaceSettings, PollOpeners
from bot.core.post import Pause, Post, Reason, State, Trouble
from bot.core.settings_change import Change
from bot.core.settling import Overtaken

PLACE = "discord:1"
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
NAMES = Names({"small": "The small one", "large": "The large one"}, {"6": "news"})
ON = PlaceSettings(channel="5", zone="Europe/Berlin")
POST = Post(PLACE, date(2026, 11, 24), datetime(2026, 11, 24, 8, tzinfo=UTC), State.PLANNED)
OFF = Situation(PLACE, PlaceSettings(), NAMES)


def labels(card: Card) -> list[str]:
    sections = [block.button.label for block in card.blocks if isinstance(block, Section)]
    return [*sections, *(button.label for button in card.buttons)]


def test_set_up_comes_first_and_stands_out():
    (first, *others) = [b for b in panel_card(OFF).blocks if isinstance(b, Section)]

    assert (first.button.label, first.button.is_main) == ("Set up", True)
    assert not any(section.button.is_main for section in others)
    assert labels(panel_card(OFF))[-3:] == ["Undo", "Log", "Delete everything…"]


def test_a_place_that_is_set_up_can_be_changed_and_turned_off():
    card = panel_card(replace(OFF, settings=ON, post=POST))

    assert labels(card)[0] == "Change place and time"
    assert labels(card)[-2] == "Turn off"
    assert len(set(labels(card))) == len(labels(card))


def test_the_panel_says_what_comes_next():
    text = to_text(panel_card(replace(OFF, settings=ON, post=POST)))

    assert (
        "Next: Tuesday 24 November, 09:00 Europe/Berlin, 2026-11-24 08:00 UTC, in channel 5" in text
    )


def test_or_that_nothing_does():
    assert "Next: no post is planned in channel 5." in to_text(
        panel_card(replace(OFF, settings=ON))
    )


def test_a_schedule_that_paused_itself_says_why():
    pause = Pause(NOW, None, Trouble(Reason.CHANNEL_GONE))

    text = to_text(panel_card(replace(OFF, settings=ON, pause=pause)))

    assert "Paused: The schedule paused itself, " in text
    reason = Paragraph(reason_line(pause.trouble, PLACE, "5"))
    assert to_text(Card("", (reason,))).strip() in text
    assert "schedule resume" in text
    assert "Next:" not in text


def test_a_pause_of_a_moderator_names_them():
    pause = Pause(NOW, "discord:10", Trouble(Reason.PAUSED))

    text = to_text(panel_card(replace(OFF, settings=ON, pause=pause)))

    assert "Paused: The schedule was paused by person 10" in text


def test_what_is_in_the_way_stands_on_top():
    found = (Obstacle(Fault.PERMISSION, "5", Permission.SEND),)

    lines = to_text(panel_card(replace(OFF, settings=ON, post=POST, obstacles=found))).splitlines()

    assert lines[3] == "To mend: I need Send Messages in channel 5."


def test_every_setting_that_matters_is_stated_in_plain_words():
    settings = PlaceSettings(
        channel="5",
        forum_tag="6",
        at=time(21, 30),
        zone="Asia/Baku",
        days=frozenset({0, 1, 2}),
        notify=Notify.ROLE,
        notify_role="7",
        archive_minutes=60,
        question=False,
        grace_hours=1,
        moderator_roles=frozenset({"8", "9", "7"}),
        poll_openers=PollOpeners.ROLES,
        poll_roles=frozenset({"8", "9"}),
        moderators_channel="4",
        pack="large",
    )

    text = to_text(panel_card(replace(OFF, settings=settings)))

    for stated in (
        "Channel: channel 5 · Time of day: 21:30 · Time zone: Asia/Baku · Days: Monday to Wed",
        "Notification: mentioning a role · Role to mention: role 7 · Forum tag: news · ",
        "Posted late by at most: 1 hour",
        "Thread: on · Thread closes after: 1 hour of silence · Discussion question: off · Poll: on",
        "Moderator roles: role 7, role 8 and role 9",
        "Who may open polls: moderators and some roles · Roles that may open polls: role 8 and r",
        "Moderators’ channel: channel 4",
        "Language: English · Pack: The large one",
    ):
        assert stated in text


def test_what_does_not_matter_is_not_stated():
    text = to_text(panel_card(replace(OFF, settings=PlaceSettings(thread=False))))

    for label in ("Thread closes", "Role to mention", "Forum tag", "Roles that may"):
        assert label not in text


def test_a_pack_or_tag_that_is_gone_is_still_told():
    settings = PlaceSettings(channel="5", forum_tag="60", pack="lost")

    text = to_text(panel_card(replace(OFF, settings=settings)))

    assert "Forum tag: one that is gone" in text
    assert "Pack: lost" in text


def test_a_log_of_nothing_says_so():
    assert "Nothing was set here yet." in to_text(log_card([], NAMES))


def test_who_had_their_name_deleted_is_somebody():
    old, new = PlaceSettings(), PlaceSettings(poll=False, channel_kind="forum")
    change = Change(1, None, NOW, ("channel_kind", "poll"), old, new)

    text = to_text(log_card([change], NAMES))

    assert text.splitlines()[2:] == ["- Somebody 2026-11-23 12:00 UTC", "    - Poll: on → off"]
    (block,) = not_saved([Overtaken(("poll",), None)], new, NAMES)
    assert "Somebody changed this meanwhile" in to_text(Card("x", (block,)))
