"""Polls are opened once, with what is to be known of them, or refused with a sentence."""

from __future__ import annotations

import re

import pytest

from bot.core.outgoing import PollMessage
from bot.core.place_settings import PlaceSettings, write_place_settings
from bot.core.poll import PollState
from bot.delivery.sender import Target
from bot.on_matrix.identity import place
from bot.on_matrix.poll_events import START
from tests.matrix.person import Person
from tests.matrix.polling import (
    MINUTE,
    SEEN,
    SET,
    TEA,
    AnsweringBots,
    Room,
    furnished,
    in_words,
)
from tests.matrix.synapse import running_synapse


async def test_what_is_said_of_votes(room: Room, mira: Person):
    await room.open(mira, TEA)

    *asked, closes, seen = (await room.said())[-1].splitlines()
    assert asked == [
        "Which tea?",
        "",
        "1️⃣ Green",
        "2️⃣ Black",
        "3️⃣ None",
        "",
        "Vote in the poll below if you see one; or react here with a number, or type !vote 1. "
        "Your last vote counts; to take it back, type !vote 0.",
    ]
    assert re.fullmatch(r"It closes on \d+ \w+ 20\d\d, \d\d:\d\d UTC\.", closes)
    assert seen == "Everybody in this room can see who votes how."


async def test_a_quick_question(room: Room, mira: Person, ada: Person):
    poll = await room.open(mira, "!poll quick Shall we meet on Friday?")
    texts = [each["org.matrix.msc1767.text"] for each in poll["content"][START]["answers"]]
    assert texts == ["Agree", "Disagree", "Unsure"]
    assert await room.ask(ada, "!vote agree") == SEEN
    me = room.bots.account.user_id
    mention = {"m.mentions": {"user_ids": [me]}}
    assert await room.ask(ada, f"{me}: poll quick Or on Monday?", **mention) == SEEN


async def test_it_is_opened_once_however_often_it_is_handled(room: Room, mira: Person):
    await room.open(mira, TEA)
    (asked,) = [each for each in room.bots.heard if each.body == TEA]
    answering = room.bots.answering
    assert answering is not None
    await answering(asked)
    await room.bots.stop()
    await room.bots.start()  # as after a crash before the inbox knew
    assert room.bots.answering is not answering
    await room.bots.answer(asked)
    await room.bots.deliver()

    assert len(await room.of_kind(START)) == 1
    assert await room.reactions(asked.event_id) == [SEEN]
    assert [text.splitlines()[0] for text in (await room.said())[1:]] == ["Which tea?"]


async def test_what_is_sent_twice_stands_once(room: Room):
    message = PollMessage("Which tea?", ("Green", "Black"), 24)
    target = Target(place(room.id), room.id)
    first = await room.bots.sender.send(target, message, "poll/1")
    second = await room.bots.sender.send(target, message, "poll/1")

    assert first == second
    assert await room.bots.sender.find(target, message, room.bots.clock() - MINUTE) == first
    assert len(await room.of_kind(START)) == 1


async def test_a_poll_is_out_even_if_the_server_holds_back_its_reactions(
    tmp_path_factory: pytest.TempPathFactory, bots: AnsweringBots, ada: Person
):
    with running_synapse(tmp_path_factory.mktemp("strict"), rate=0.1, burst=6) as strict:
        bots.url = strict.url
        bots.account = Person.new(strict, ada.session, "bot")
        await bots.start()
        room = await furnished(bots, Person.new(strict, ada.session, "mira"))
        poll = await room.open(room.host, f"!poll new Which letter? | {' | '.join('abcdefghij')}")

        assert await room.state() == PollState.OPEN
        assert len(await room.reactions(in_words(poll))) < 10
        await bots.stop()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("!poll new", "Write the question and its answers, parted by | or each on a line of"),
        ("!poll new Which tea?", "Write the question and its answers"),
        ("!poll new Which tea? | green", "A poll has 2 to 10 answers"),
        ("!poll new ? | a | a", "The answer “a” is there 2 times"),
        (f"!poll new Which? | {'x' * 56} | b", "An answer has at most 55 characters"),
        (f"!poll new {'x' * 301} | a | b", "A question has at most 300 characters"),
        (f"!poll new Which? | {' | '.join('abcdefghijk')}", "A poll has 2 to 10 answers"),
        ("!poll new Which? | a | b | for 3 minutes", "A poll is open for 5 minutes to 32 days"),
        ("!poll new Which? | a | b | until yesterday", "“until yesterday” is no length of time"),
        ("!poll new Which? | a | b | secret", "No poll on Matrix is secret"),
        ("!poll quick", "Write what people are to agree with"),
        ("!poll close", "No poll has been opened here yet."),
        ("!poll results tea", "No poll has been opened here yet."),
        ("!poll export", "No poll has been opened here yet."),
        ("!vote 1", "No poll is open here."),
    ],
)
async def test_wrong_input_gets_a_sentence(room: Room, mira: Person, typed: str, sentence: str):
    assert (await room.ask(mira, typed)).startswith(sentence)
    assert await room.bots.polls(room.id) == []


async def test_who_may_open_polls(room: Room, mira: Person, ada: Person):
    await room.bots.database.execute(SET, place(room.id), write_place_settings(PlaceSettings()))
    said = await room.ask(ada, TEA)
    assert said.startswith("You may not open polls here; moderators say who may")
    await room.open(mira, TEA)
    assert "one poll a minute" in await room.ask(mira, TEA)


async def test_a_room_that_takes_no_polls(room: Room, mira: Person):
    levels = await mira.ask("GET", f"/rooms/{room.id}/state/m.room.power_levels")
    events = levels.get("events", {}) | {START: 50}
    await mira.set_state(room.id, "m.room.power_levels", levels | {"events": events})
    said = await room.ask(mira, TEA)
    assert said.startswith("I cannot open a poll there.")
    assert "Create Polls" in said
