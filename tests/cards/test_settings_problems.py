"""Each mistake has a sentence of its own, which says what would be right."""

from __future__ import annotations

import pytest

from bot.cards.plain import to_text
from bot.cards.settings_problems import candidates, refusal, sentences
from bot.cards.settings_words import Names, names_in
from bot.core.card import Card, Option, Paragraph, Route
from bot.core.channels import Channel, ChannelKind, Permission, Tag
from bot.core.obstacles import Fault, Obstacle
from bot.core.place_settings import PlaceSettings
from bot.core.settling import Hindered, Unread
from bot.errors import BadInput, Unclear

NAMES = Names({"small": "The small one"})
FORUM = Channel("5", "forum", ChannelKind.FORUM, requires_tag=True, tags=(Tag("6", "news"),))
NO_TAG = Hindered("channel", {"channel": "5"}, (Obstacle(Fault.NO_TAG, "5"),))
LACKING = Hindered("channel", {"channel": "5"}, (Obstacle(Fault.PERMISSION, "5", Permission.SEND),))


def said(*found: Obstacle) -> list[str]:
    return [to_text(Card("", (Paragraph(line),))) for line in sentences(found)]


@pytest.mark.parametrize("fault", [each for each in Fault if each is not Fault.PERMISSION])
def test_each_fault_has_its_sentence(fault: Fault):
    (sentence,) = said(Obstacle(fault, "5"))

    assert sentence.strip().endswith(".")
    others = [said(Obstacle(other, "5"))[0] for other in Fault if other is not Fault.PERMISSION]
    assert others.count(sentence) == 1


def test_permissions_are_named_together_with_their_channel():
    found = [
        Obstacle(Fault.PERMISSION, "5", Permission.SEND),
        Obstacle(Fault.PERMISSION, "4", Permission.VIEW),
        Obstacle(Fault.PERMISSION, "5", Permission.THREADS),
        Obstacle(Fault.PERMISSION, "5", Permission.POLLS),
    ]

    assert [sentence.strip() for sentence in said(*found)] == [
        "I need Send Messages, Create Public Threads and Create Polls in channel 5.",
        "I need View Channel in channel 4.",
    ]


def test_a_mention_that_cannot_work_says_both_ways_out():
    (sentence,) = said(Obstacle(Fault.PERMISSION, "5", Permission.MENTION))

    assert "let anyone mention it" in sentence
    assert str(Permission.MENTION) in sentence


def test_what_cannot_be_read_says_what_stays():
    ((line,),) = [refusal(Unread("at", BadInput("No.")), PlaceSettings(), NAMES)]

    assert "".join(map(str, line)) == "No. Time of day stays 09:00."


def test_what_may_have_been_meant_is_offered():
    option = Option("Berlin", Route("settings-choose", ("zone", "Europe/Berlin")))
    unclear = Unread("zone", Unclear("Which?", [option]))
    refusals = (unclear, Unread("at", BadInput("No.")), NO_TAG, LACKING)

    offered = candidates(refusals, {"5": FORUM})

    assert offered == (option, Option("Tag: news", Route("settings-choose", ("tag", "5", "6"))))


def test_a_wish_about_no_channel_offers_no_tags():
    poll = Hindered("poll", {"poll": True}, (Obstacle(Fault.PERMISSION, "5", Permission.POLLS),))

    assert candidates([poll], {"5": FORUM}) == ()


def test_names_come_from_the_channels_that_are_there():
    assert names_in({}, {"5": FORUM, "6": None}).tags == {"6": "news"}
