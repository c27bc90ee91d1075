"""Polls in real rooms, voted in by every way there is."""

from __future__ import annotations

from contextlib import AsyncExitStack

import pytest

from bot.core.outgoing import PollMessage
from bot.delivery.sender import Target
from bot.on_matrix.identity import place
from bot.on_matrix.poll_events import END, START
from tests.matrix.conftest import NewPerson
from tests.matrix.person import ENCRYPTED, Person
from tests.matrix.polling import (
    HOUR,
    MINUTE,
    SEEN,
    TEA,
    AnsweringBots,
    Member,
    Room,
    furnished,
    in_reply_to,
    in_thread,
    in_words,
    note_explainer_poll,
)
from tests.matrix.sealed import sealed


async def live_through(room: Room, mira: Member, ada: Member, ben: Member) -> None:
    """A whole poll, voted in by every way there is, with changes of mind, until after its end."""
    poll = await room.open(mira, TEA)
    beside = in_words(poll)
    assert await room.reactions(beside) == ["1️⃣", "2️⃣", "3️⃣"]
    await room.vote(ada, poll, "1")
    await room.react(ben, beside, "1️⃣")
    assert "no such answer" in await room.ask(mira, "!vote none of it")
    assert await room.ask(mira, "!vote black") == SEEN

    so_far = await room.ask(ada, "!poll results")
    assert "Green — 2 votes, 67 %" in so_far
    assert "Black — 1 vote, 33 %" in so_far
    assert "These are the votes so far." in so_far

    await room.vote(ada, poll, "2")  # each changes their mind, in another way than before
    assert await room.ask(ben, "!vote 3") == SEEN
    await room.react(mira, beside, "3️⃣")
    await room.vote(mira, poll, "7")  # and this one spoils it
    await room.bots.deliver(later=2 * HOUR)

    assert await room.counts() == (0, 1, 1)
    (end,) = await room.of_kind(END)
    assert end["content"]["m.relates_to"]["event_id"] == poll["event_id"]
    assert end["content"]["body"] == "Closed: Black 1, None 1, Green 0."
    result = (await room.said())[-1]
    assert result.startswith("Which tea?")
    assert "A tie: Black and None have 1 vote each." in result
    assert "late" not in result

    await room.vote(mira, poll, "1")
    await room.react(ada, beside, "1️⃣")
    assert await room.ask(ben, "!vote 1") == "No poll is open here."
    assert "That poll is closed" in await room.ask(ben, "!vote 1", **in_reply_to(beside))
    assert "That poll is closed" in await room.ask(ben, "!vote 1", **in_reply_to(poll["event_id"]))
    assert await room.ask(mira, "!poll close tea") == "That poll is closed already."
    await room.bots.deliver(later=3 * HOUR)
    assert await room.counts() == (0, 1, 1)
    assert len(await room.of_kind(END)) == 1
    again = await room.ask(ada, "!poll results which")
    assert "A tie: Black and None" in again


@pytest.mark.parametrize("version", ["11", "12"])
async def test_a_poll(bots: AnsweringBots, mira: Person, ada: Person, ben: Person, version: str):
    await bots.start()
    room = await furnished(bots, mira, ada, ben, version=version)
    await live_through(room, mira, ada, ben)


@pytest.mark.parametrize("version", ["11", "12"])
async def test_a_poll_in_an_encrypted_room(
    bots: AnsweringBots,
    new_person: NewPerson,
    tmp_path_factory: pytest.TempPathFactory,
    version: str,
):
    bots.more = {"encryption": True}
    await bots.start()
    async with AsyncExitStack() as stack:
        people = [
            await stack.enter_async_context(sealed(new_person(name), tmp_path_factory.mktemp(name)))
            for name in ("mira", "ada", "ben")
        ]
        for each in people:
            await each.sync()
        room = await furnished(bots, *people, version=version, initial_state=[ENCRYPTED])
        for each in people:
            for other in (bots.account, *(who.plain for who in people)):
                await each.knows(room.id, other.user_id)
        await live_through(room, *people)

        kinds = {event["type"] for event in await people[0].plain.events(room.id)}
        assert "m.room.encrypted" in kinds
        assert not kinds & {START, END, "m.room.message", "org.bedfellows.vote"}


async def test_several_answers(room: Room, mira: Person, ada: Person, ben: Person):
    poll = await room.open(mira, "!poll new Which tea?\n- Green\n- Black\n- None\nseveral")
    assert poll["content"][START]["max_selections"] == 3
    await room.vote(ada, poll, "1", "2", "2")
    await room.react(ben, in_words(poll), "1️⃣")
    await room.react(ben, in_words(poll), "3️⃣")
    assert await room.ask(mira, "!vote 2, 3") == SEEN
    await room.bots.deliver(later=24 * HOUR)

    assert await room.counts() == (2, 2, 2)
    assert "everybody could choose several answers" in (await room.said())[-1]


async def test_a_reaction_taken_back_and_a_vote_withdrawn(room: Room, mira: Person, ada: Person):
    poll = await room.open(mira, TEA)
    first = await room.react(ada, in_words(poll), "1️⃣")
    await room.react(ada, in_words(poll), "2️⃣")
    assert "Black — 1 vote" in await room.ask(mira, "!poll results")
    await room.delete(ada, first)
    await room.vote(mira, poll, "1")
    assert await room.ask(mira, "!vote 0") == SEEN
    await room.bots.deliver(later=2 * HOUR)

    assert await room.counts() == (0, 1, 0)


async def test_a_deleted_vote_is_as_if_it_had_not_been(room: Room, mira: Person, ada: Person):
    poll = await room.open(mira, TEA)
    await room.vote(ada, poll, "1")
    second = await room.vote(ada, poll, "2")
    await room.delete(ada, second)
    await room.bots.deliver(later=2 * HOUR)

    assert await room.counts() == (1, 0, 0)


async def test_a_hidden_poll(room: Room, mira: Person, ada: Person):
    poll = await room.open(mira, f"{TEA} | hidden")
    assert poll["content"][START]["kind"] == "org.matrix.msc3381.poll.undisclosed"
    assert await room.reactions(in_words(poll)) == []
    assert "whoever looks for it can see who votes how" in (await room.said())[-1]
    await room.vote(ada, poll, "1")
    assert await room.ask(mira, "!vote 1") == SEEN
    shown = await room.ask(mira, "!poll results")
    assert "The result is shown when it closes." in shown
    assert "Green" not in shown
    await room.bots.deliver(later=2 * HOUR)

    assert "Green — 2 votes, 100 %" in (await room.said())[-1]


async def test_two_open_polls(room: Room, mira: Person, ada: Person):
    tea = await room.open(mira, TEA)
    room.bots.clock.ahead = MINUTE
    cake = await room.open(ada, "!poll new Which cake? | Plum | Apple")
    which = await room.ask(mira, "!vote 1")
    assert which == "Several polls are open here; say it in reply to the one you mean."
    assert await room.ask(mira, "!vote 1", **in_reply_to(in_words(tea))) == SEEN
    assert await room.ask(mira, "!vote 2", **in_reply_to(cake["event_id"])) == SEEN

    assert "Green — 1 vote" in await room.ask(ada, "!poll results tea")
    assert "Apple — 1 vote" in await room.ask(ada, "!poll results which cake")
    choice = await room.ask(ada, "!poll results which")
    assert choice.startswith("Several polls fit that; which do you mean?")
    listed = await room.ask(ada, "!poll list")
    assert listed.index("Which cake?") < listed.index("Which tea?")
    by_reply = await room.ask(ada, "!poll results", **in_reply_to(tea["event_id"]))
    assert "Green — 1 vote" in by_reply


async def test_a_poll_is_picked_by_its_number(room: Room, mira: Person, ada: Person):
    await room.open(mira, TEA)
    room.bots.clock.ahead = MINUTE
    await room.open(ada, "!poll new Which cake? | Plum | Apple")
    await room.ask(ada, "!poll close which")
    assert "Only the person who opened that poll" in await room.ask(ada, "!open 2")
    assert (await room.ask(ada, "!open 1")).startswith("Closing it.")


async def test_a_poll_in_a_thread(room: Room, mira: Person, ada: Person):
    root = await room.say(mira, "Let us talk about tea.")
    poll = await room.open(mira, TEA, **in_thread(root))
    assert poll["content"]["m.relates_to"]["event_id"] == root
    assert await room.ask(ada, "!vote 1") == "No poll is open here."
    assert await room.ask(ada, "!vote 1", **in_thread(root)) == SEEN
    assert "Green — 1 vote" in await room.ask(ada, "!poll results", **in_thread(root))
    await room.vote(mira, poll, "1")
    await room.bots.deliver(later=2 * HOUR)

    assert await room.counts() == (2, 0, 0)
    result = (await room.of_kind("m.room.message"))[-1]
    assert result["content"]["m.relates_to"]["event_id"] == root


async def test_a_vote_in_the_room_is_sent_to_the_thread_of_the_explainer(room: Room, ada: Person):
    root = await room.say(ada, "As if it were the explainer.")
    target = Target(place(room.id), root)
    message = PollMessage("Which tea?", ("Green", "Black"), 24)
    sent = await room.bots.sender.send(target, message, "daily/poll")
    assert await room.ask(ada, "!vote 1") == "No poll is open here."
    await note_explainer_poll(room, sent)
    said = await room.ask(ada, "!vote 1")
    assert said == "The poll that is open is in the thread below the latest explainer; vote there."
    assert await room.ask(ada, "!vote 1", **in_thread(root)) == SEEN
