"""Opening a poll: what is asked, who may ask, and where."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from bot.cards.plain import to_text
from bot.cards.poll_forms import KIND, LENGTH, OPTIONS, QUESTION, SEVERAL
from bot.core.card import Route
from bot.core.form import ChoiceField, TextField
from bot.core.outgoing import OpenPoll
from bot.core.place_settings import PlaceSettings, PollOpeners
from bot.core.poll import PollKind, PollState, Question
from bot.errors import BadInput, NotAllowed
from tests.clock import NOW
from tests.services.polling import ADA, BEN, CHANNEL, CHANNELS, MIRA, NOAH, PLACE, Room

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
WAITING = "SELECT item_id, place, target_id, give_up_at FROM outbox"


async def test_a_poll_is_stored_and_put_into_the_outbox(room: Room):
    card = await room.fill_in()

    (poll_id,) = await room.ids()
    poll = await room.found(poll_id)
    question = Question("Which tea?", ("Green", "Black", "None"), PollKind.SECRET)
    assert (poll.question, poll.state, poll.opened, poll.closes) == (
        question,
        PollState.OPENING,
        NOW,
        NOW + 2 * HOUR,
    )
    assert (poll.place, poll.channel, poll.opened_by) == (PLACE, CHANNEL, MIRA.person)
    assert await room.sent() == [OpenPoll(poll_id)]
    assert card.private
    assert f"It goes to channel {CHANNEL} and closes 2026-11-23 14:00 UTC." in to_text(card)


async def test_it_is_tried_for_an_hour_and_not_after_it_would_close(room: Room):
    first = await room.opening(length="3 days")
    room.clock.advance(MINUTE)
    second = await room.opening(length="10 minutes")

    rows = await room.database.fetch_all(WAITING)
    ends = {row["item_id"]: row["give_up_at"] - int(NOW.timestamp()) for row in rows}
    assert ends == {f"poll/{first.id}/open": 3600, f"poll/{second.id}/open": 660}


async def test_only_a_secret_poll_has_a_secret(room: Room):
    await room.opening(kind="native")
    assert await room.count("poll_secret") == 0

    room.clock.advance(MINUTE)
    await room.opening()
    room.clock.advance(MINUTE)
    await room.opening()

    rows = await room.database.fetch_all("SELECT secret FROM poll_secret")
    assert len({row["secret"] for row in rows}) == 2
    assert all(len(bytes.fromhex(row["secret"])) == 32 for row in rows)


async def test_a_quick_one_asks_for_opinions(room: Room):
    card = await room.polls.quick(MIRA, CHANNEL, " Tea is better. ", CHANNELS)

    (poll_id,) = await room.ids()
    poll = await room.found(poll_id)
    assert card.title == "Opening it."
    assert poll.question == Question("Tea is better.", ("Agree", "Disagree", "Unsure"))
    assert poll.closes == NOW + 24 * HOUR


async def test_the_zone_of_the_place_says_when_it_ends(room: Room):
    await room.settle(PlaceSettings(zone="Asia/Yerevan"))

    poll = await room.opening(length="until tomorrow noon")

    assert poll.closes == NOW + 20 * HOUR


async def test_the_form_has_five_fields_and_the_role_in_its_route(room: Room):
    await room.settle(PlaceSettings(zone="Asia/Yerevan"))

    form = await room.polls.form(MIRA, question="What now?", role="55")

    assert form.submits == Route("poll-open", ("55",))
    assert [field.key for field in form.fields] == [QUESTION, OPTIONS, KIND, LENGTH, SEVERAL]
    texts = [field for field in form.fields if isinstance(field, TextField)]
    assert texts[0].value == "What now?"
    assert "Asia/Yerevan" in texts[2].hint
    kinds, several = (field for field in form.fields if isinstance(field, ChoiceField))
    assert [choice.value for choice in kinds.choices if choice.is_picked] == ["secret"]
    assert [choice.value for choice in several.choices if choice.is_picked] == ["one"]


async def test_without_a_role_the_form_offers_the_platforms_own_poll(room: Room):
    form = await room.polls.form(MIRA)
    again = await room.polls.form(MIRA, kind=PollKind.SECRET, several=True)

    picked = [
        [choice.value for choice in field.choices if choice.is_picked]
        for each in (form, again)
        for field in each.fields
        if isinstance(field, ChoiceField)
    ]
    assert form.submits == Route("poll-open", ("",))
    assert picked == [["native"], ["one"], ["secret"], ["several"]]


@pytest.mark.parametrize(
    ("settings", "may"),
    [
        (PlaceSettings(), {MIRA}),
        (PlaceSettings(moderator_roles=frozenset({"55"})), {MIRA, NOAH}),
        (
            PlaceSettings(poll_openers=PollOpeners.ROLES, poll_roles=frozenset({"55"})),
            {MIRA, NOAH},
        ),
        (PlaceSettings(poll_openers=PollOpeners.EVERYBODY), {MIRA, NOAH, ADA}),
    ],
)
async def test_the_settings_say_who_may_open_one(room: Room, settings: PlaceSettings, may):
    await room.settle(settings)

    for asker in (MIRA, NOAH, ADA):
        card = await room.fill_in(asker)
        if asker in may:
            assert card.title == "Opening it."
            with pytest.raises(BadInput, match="your next one is possible in 60 seconds"):
                await room.polls.form(asker)
        else:
            assert "You may not open polls here" in card.title
            with pytest.raises(NotAllowed, match="settings panel"):
                await room.polls.form(asker)


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({QUESTION: " "}, "A poll needs a question."),
        ({QUESTION: "x" * 301}, "A question has at most 300 characters"),
        ({OPTIONS: "Green"}, "A poll has 2 to 10 answers"),
        ({OPTIONS: "Green\nGREEN"}, "is there 2 times"),
        ({OPTIONS: "Green\n" + "x" * 56}, "An answer has at most 55 characters"),
        ({LENGTH: "whenever"}, "“whenever” is no length of time"),
        ({LENGTH: "1 minute"}, "A poll is open for 5 minutes to 32 days"),
        ({KIND: "loud"}, "That form is from another version of me"),
        ({SEVERAL: "some"}, "That form is from another version of me"),
    ],
)
async def test_what_cannot_be_asked_is_given_back(room: Room, answers, sentence: str):
    card = await room.fill_in(role="55", **answers)

    filled_in = {"question": "Which tea?", "options": "Green\nBlack\nNone", "length": "2 hours"}
    assert sentence in card.title
    text = to_text(card)
    for key, typed in {**filled_in, **answers}.items():
        if key in filled_in:
            assert typed.strip() in text
    assert card.private
    assert [button.opens.kind for button in card.buttons] == ["poll-again"]
    assert await room.ids() == []
    assert await room.sent() == []


async def test_all_that_is_wrong_is_told_at_once(room: Room):
    wrong = {QUESTION: " ", OPTIONS: "Green", LENGTH: "whenever"}
    card = await room.fill_in(role="55", kind="native", **wrong)

    assert card.title == (
        "A poll needs a question. "
        "A poll has 2 to 10 answers, each on a line of its own; this has 1. "
        "The platform’s own polls cannot be limited to a role; choose a secret poll, or name no "
        "role. "
        "“whenever” is no length of time; write it like 3 days, 90 minutes or until Friday 18:00."
    )


async def test_the_form_opens_again_with_what_was_picked(room: Room):
    card = await room.fill_in(role="55", length="whenever", several="several")

    assert card.buttons[0].opens == Route("poll-again", ("55", "secret", "several"))


async def test_an_unfinished_form_is_given_back_as_well(room: Room):
    card = await room.polls.open(MIRA, CHANNEL, {}, None, CHANNELS)

    assert "from another version" in card.title
    assert card.blocks == ()


async def test_the_platforms_own_polls_cannot_be_limited_to_a_role(room: Room):
    card = await room.fill_in(role="55", kind="native")

    assert "choose a secret poll, or name no role" in card.title


@pytest.mark.parametrize(
    ("channel", "kind", "sentence"),
    [
        ("24", "native", "I need Create Polls in channel 24."),
        ("25", "secret", "View Channel, Send Messages and Read Message History in channel 25"),
        ("23", "secret", "channel 23 is a locked thread"),
        ("99", "native", "I cannot see the channel channel 99"),
    ],
)
async def test_what_stands_in_the_way_is_named(room: Room, channel: str, kind: str, sentence: str):
    card = await room.fill_in(channel=channel, kind=kind)

    assert card.title == "I cannot open a poll there."
    assert sentence in to_text(card)
    assert "Which tea?" in to_text(card)
    assert await room.ids() == []


@pytest.mark.parametrize(("channel", "kind"), [("24", "secret"), ("22", "native")])
async def test_where_all_is_well_it_opens(room: Room, channel: str, kind: str):
    assert (await room.fill_in(channel=channel, kind=kind)).title == "Opening it."


async def test_a_person_has_one_a_minute_and_ten_an_hour(room: Room):
    for _ in range(10):
        assert (await room.fill_in()).title == "Opening it."
        assert "your next one is possible in" in (await room.fill_in()).title
        room.clock.advance(2 * MINUTE)
        await room.database.execute("UPDATE poll SET state = 'lost', closed_at = 1, slot = NULL")

    assert "your next one is possible in 40 minutes" in (await room.fill_in()).title
    room.clock.advance(40 * MINUTE)
    assert (await room.fill_in()).title == "Opening it."


async def test_others_do_not_have_to_wait(room: Room):
    await room.open_to_all()
    await room.opening(ADA)

    assert (await room.fill_in(BEN)).title == "Opening it."


async def test_a_channel_has_five_at_once(room: Room):
    polls = []
    for _ in range(5):
        polls.append(await room.opened())
        room.clock.advance(MINUTE)
    crowded = await room.fill_in()
    elsewhere = await room.fill_in(channel="21")
    await room.polls.close(MIRA, polls[1].id)
    room.clock.advance(MINUTE)

    assert "5 polls are open in that channel" in crowded.title
    assert elsewhere.title == "Opening it."
    assert (await room.fill_in()).title == "Opening it."
    room.clock.advance(MINUTE)
    assert "5 polls are open" in (await room.fill_in()).title


async def test_of_several_at_the_same_moment_one_is_opened(room: Room):
    cards = await asyncio.gather(*(room.fill_in() for _ in range(8)))

    opened = [card for card in cards if card.title == "Opening it."]
    refused = [card.title for card in cards if card not in opened]
    assert len(opened) == len(await room.ids()) == len(await room.sent()) == 1
    assert all("at this very moment" in title or "one poll a minute" in title for title in refused)


async def test_however_many_ask_at_once_a_channel_keeps_its_limit(room: Room):
    await room.open_to_all()
    people = [type(ADA)(f"discord:{number}", PLACE) for number in range(20)]

    cards = await asyncio.gather(*(room.fill_in(person) for person in people))

    opened = sum(card.title == "Opening it." for card in cards)
    assert 1 <= opened == await room.count("poll") <= 5
