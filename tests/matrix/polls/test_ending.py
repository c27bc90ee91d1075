"""How polls end: on time, late, early, deleted; and what is told then."""

from __future__ import annotations

import pytest

from bot.core.outgoing import PollMessage
from bot.core.poll import PollState
from bot.delivery.sender import Target
from bot.on_matrix.identity import place
from bot.on_matrix.poll_events import END, START
from tests.matrix.person import Person, until
from tests.matrix.polling import (
    HOUR,
    MINUTE,
    SEEN,
    TEA,
    AnsweringBots,
    Room,
    download,
    furnished,
    in_reply_to,
    in_words,
    note_explainer_poll,
    refers,
)


async def test_the_bot_was_away_at_the_end(room: Room, mira: Person, ada: Person):
    poll = await room.open(mira, TEA)
    await room.vote(ada, poll, "2")
    await room.bots.stop()
    await room.bots.start()
    await room.bots.deliver(later=5 * HOUR)

    assert await room.counts() == (0, 1, 0)
    assert "3 hours late: I was not running" in (await room.said())[-1]


async def test_closing_it_before(room: Room, mira: Person, ada: Person, ben: Person):
    poll = await room.open(ada, TEA)
    await room.vote(ben, poll, "1")
    refused = await room.ask(ben, "!poll close")
    assert refused == "Only the person who opened that poll and the moderators can close it."
    assert (await room.ask(ada, "!poll close")).startswith("Closing it.")
    await room.bots.deliver()

    assert await room.counts() == (1, 0, 0)
    room.bots.clock.ahead = 2 * MINUTE
    await room.open(ada, "!poll new Which cake? | Plum | Apple")
    assert (await room.ask(mira, "!poll close cake")).startswith("Closing it.")


@pytest.mark.parametrize("by_reply", [False, True])
async def test_a_moderator_ends_it_by_their_client(
    room: Room, mira: Person, ada: Person, by_reply: bool
):
    poll = await room.open(ada, TEA)
    await room.vote(ada, poll, "2")
    await room.end(mira, poll)
    await room.is_now(PollState.CLOSING)
    await room.vote(ada, poll, "1")
    more = in_reply_to(in_words(poll)) if by_reply else {}
    said = await room.ask(ada, "!vote 1", **more)
    assert ("That poll is closed" if by_reply else "No poll is open") in said
    await room.bots.deliver()

    assert await room.counts() == (0, 1, 0)
    assert await room.of_kind(END) == []
    assert "Most votes: Black." in (await room.said())[-1]


async def test_a_stranger_ends_nothing(room: Room, mira: Person, ada: Person):
    poll = await room.open(mira, TEA)
    await room.end(ada, poll)
    assert await room.ask(ada, "!vote 2") == SEEN
    assert "Black — 1 vote" in await room.ask(ada, "!poll results")
    assert await room.state() == PollState.OPEN
    await room.bots.deliver(later=2 * HOUR)

    assert await room.counts() == (0, 1, 0)
    assert len(await room.of_kind(END)) == 1


async def test_who_may_delete_may_end(room: Room, mira: Person, ada: Person):
    """The level is that of deleting, as MSC3381 has it, and not that of moderators."""
    levels = await mira.ask("GET", f"/rooms/{room.id}/state/m.room.power_levels")
    users = levels.get("users", {}) | {ada.user_id: 10}
    await mira.set_state(room.id, "m.room.power_levels", levels | {"redact": 10, "users": users})
    poll = await room.open(mira, TEA)
    await room.end(ada, poll)

    await room.is_now(PollState.CLOSING)


@pytest.mark.parametrize("version", ["10", "12"])
async def test_its_deletion_is_told_by_rooms_of_all_versions(
    bots: AnsweringBots, mira: Person, ada: Person, version: str
):
    await bots.start()
    room = await furnished(bots, mira, ada, version=version)
    poll = await room.open(ada, TEA)
    await room.delete(mira, poll["event_id"])

    await room.is_now(PollState.LOST)


async def test_a_deleted_poll_is_noticed(room: Room, mira: Person, ada: Person):
    poll = await room.open(ada, TEA)
    await room.delete(mira, poll["event_id"])
    await room.is_now(PollState.LOST)

    assert "It is lost" in await room.ask(ada, "!poll results tea")
    assert "That poll is lost" in await room.ask(ada, "!poll close tea")
    assert await room.ask(ada, "!vote 1") == "No poll is open here."
    said = await room.ask(ada, "!vote 1", **in_reply_to(in_words(poll)))
    assert said == "The message you reply to is no poll of mine; reply to the poll, or to nothing."
    await room.bots.deliver(later=3 * HOUR)
    assert await room.of_kind(END) == []


async def test_a_poll_deleted_while_the_bot_was_away(room: Room, mira: Person):
    poll = await room.open(mira, TEA)
    await room.bots.stop()
    await room.delete(mira, poll["event_id"])
    await room.bots.database.execute("DELETE FROM matrix_inbox")
    await room.bots.start()
    await room.bots.deliver(later=3 * HOUR)

    assert await room.state() == PollState.LOST


async def test_votes_without_keys_are_waited_for_and_then_told(
    room: Room, mira: Person, ada: Person
):
    poll = await room.open(mira, TEA)
    await room.vote(mira, poll, "1")
    await room.send(
        ada,
        "m.room.encrypted",
        {"algorithm": "m.megolm.v1.aes-sha2", "ciphertext": "…", "session_id": "s"} | refers(poll),
    )
    assert (await room.ask(mira, "!poll close")).startswith("Closing it.")
    await room.bots.deliver()
    assert await room.state() == PollState.CLOSING
    await room.bots.deliver(later=16 * MINUTE)

    assert await room.counts() == (1, 0, 0)
    said = await room.said()
    assert any("1 vote could not be counted: the keys" in text for text in said[-2:])


async def test_the_totals_and_the_voters_as_a_text(room: Room, mira: Person, ada: Person):
    poll = await room.open(mira, TEA)
    await room.vote(ada, poll, "2")
    assert "votes of that poll are not counted yet" in await room.ask(mira, "!poll export tea")
    assert "Only moderators" in await room.ask(ada, "!poll export tea voters")
    await room.bots.deliver(later=2 * HOUR)

    told = await room.ask(mira, "!poll export tea")
    assert told.startswith("I wrote it to you in a direct chat")
    await room.ask(mira, "!poll export voters tea")
    assert room.bots.bot is not None
    direct = await room.bots.bot.homeserver.direct_room(mira.user_id)
    await mira.join(direct)
    events = [event["content"] for event in await mira.events(direct)]
    files = [each for each in events if each.get("msgtype") == "m.file"]
    poll_id = (await room.bots.poll(room.id)).id
    assert [each["body"] for each in files] == [f"poll-{poll_id}.csv", f"poll-{poll_id}-voters.csv"]
    assert [await download(mira, each["url"]) for each in files] == [
        "question,answer,votes,percent,turnout\r\nWhich tea?,Green,0,0,1\r\n"
        "Which tea?,Black,1,100,1\r\nWhich tea?,None,0,0,1\r\n",
        f"answer,person,name\r\nBlack,'{ada.user_id},{ada.user_id[1:].partition(':')[0]}\r\n",
    ]


async def test_the_poll_of_the_daily_explainer_is_closed_too(room: Room, mira: Person, ada: Person):
    """There is no record of it but which message it is."""
    target = Target(place(room.id), room.id)
    message = PollMessage("Which tea?", ("Green", "Black"), 24)
    sent = await room.bots.sender.send(target, message, "daily/poll")
    (poll,) = await room.of_kind(START)
    assert poll["event_id"] == sent
    text = in_words(poll)
    assert "no poll of mine" in await room.ask(ada, "!vote 1", **in_reply_to(text))
    await note_explainer_poll(room, sent)
    assert await room.ask(ada, "!vote 2") == SEEN
    assert await room.ask(ada, "!vote 1", **in_reply_to(text)) == SEEN
    hers = await room.say(ada, "Black is better.")
    assert "no poll of mine" in await room.ask(ada, "!vote 2", **in_reply_to(hers))
    await room.react(mira, in_words(poll), "1️⃣")
    await room.bots.deliver(later=23 * HOUR)
    assert await room.of_kind(END) == []
    await room.bots.deliver(later=25 * HOUR)

    assert len(await room.of_kind(END)) == 1
    told = (await room.said())[-1].splitlines()
    assert told == ["The poll is closed: Which tea?", "", "- Green — 2 votes", "- Black — 0 votes"]
    assert "That poll is closed" in await room.ask(ada, "!vote 2", **in_reply_to(text))


async def test_a_poll_is_lost_with_the_room_that_is_replaced_and_its_opener_told(
    bots: AnsweringBots, mira: Person, ada: Person
):
    await bots.start()
    room = await furnished(bots, mira, ada, version="11")
    await room.open(ada, "!poll new Which tea? | Green | Black")
    me = bots.account.user_id
    answer = await mira.ask("POST", f"/rooms/{room.id}/upgrade", {"new_version": "12"})
    await mira.invite(answer["replacement_room"], me)
    await room.is_now("lost")
    await bots.deliver()

    async def invited() -> list[str]:
        told = await ada.ask("GET", "/sync")
        return list(told["rooms"].get("invite", ()))

    (direct,) = await until(invited)
    await ada.join(direct)
    (letter,) = await until(lambda: ada.said_by(direct, me))
    assert letter.startswith("Your poll in a room could not be counted\n\nWhich tea?")
