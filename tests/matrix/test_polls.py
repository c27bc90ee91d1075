"""Polls in real rooms: opened, voted in by every way there is, closed, and what may go wrong."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.core.outgoing import PollMessage
from bot.core.place_settings import PlaceSettings, PollOpeners, write_place_settings
from bot.core.poll import PollState
from bot.core.post import State
from bot.delivery.sender import Target
from bot.on_matrix.identity import place
from bot.on_matrix.poll_events import END, START
from bot.services.pack_library import PackLibrary
from bot.services.services import Services
from bot.storage import post_store
from bot.storage.database import Database
from tests.matrix.bots import ShiftedClock
from tests.matrix.conftest import NewPerson
from tests.matrix.person import ENCRYPTED, Person, until
from tests.matrix.polling import (
    SEEN,
    AnsweringBots,
    Member,
    Room,
    download,
    in_reply_to,
    in_thread,
    in_words,
    refers,
)
from tests.matrix.sealed import sealed
from tests.matrix.synapse import Synapse, running_synapse
from tests.services.places import add_post

TESTS = Path(__file__).parents[1]
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
TEA = "!poll new Which tea? | Green | Black | None | for 2 hours"
SET = """
    INSERT INTO place_settings (place, version, settings, changed_at) VALUES ($1, 1, $2, 0)
    ON CONFLICT (place) DO UPDATE SET settings = excluded.settings
"""


@pytest.fixture
async def bots(
    synapse: Synapse,
    account: Person,
    database: Database,
    tmp_path: Path,
) -> AsyncIterator[AnsweringBots]:
    clock = ShiftedClock()
    packs = PackLibrary(TESTS, tmp_path / "cache", "small_pack")
    services = Services.of(database, packs, clock)
    made = AnsweringBots(
        synapse.url, account, database, tmp_path / "state", clock, services=services
    )
    async with made.running():
        yield made


@pytest.fixture
def ben(new_person: NewPerson) -> Person:
    return new_person("ben")


@pytest.fixture
def mira(new_person: NewPerson) -> Person:
    return new_person("mira")


@pytest.fixture
async def room(bots: AnsweringBots, mira: Person, ada: Person, ben: Person) -> Room:
    """Mira made it and moderates it; everybody may open polls."""
    await bots.start()
    return await furnished(bots, mira, ada, ben)


async def furnished(bots: AnsweringBots, host: Member, *others: Member, **more: object) -> Room:
    me = bots.account.user_id
    plain = [who if isinstance(who, Person) else who.plain for who in (host, *others)]
    room = await plain[0].new_room(me, *(each.user_id for each in plain[1:]), **more)
    for each in plain[1:]:
        await each.join(room)
    await until(lambda: host.said_by(room, me))
    settings = PlaceSettings(poll_openers=PollOpeners.EVERYBODY)
    await bots.database.execute(SET, place(room), write_place_settings(settings))
    return Room(bots, room, host)


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


async def test_a_quick_question(room: Room, mira: Person, ada: Person):
    poll = await room.open(mira, "!poll quick Shall we meet on Friday?")
    texts = [each["org.matrix.msc1767.text"] for each in poll["content"][START]["answers"]]
    assert texts == ["Agree", "Disagree", "Unsure"]
    assert await room.ask(ada, "!vote agree") == SEEN
    me = room.bots.account.user_id
    mention = {"m.mentions": {"user_ids": [me]}}
    assert await room.ask(ada, f"{me}: poll quick Or on Monday?", **mention) == SEEN


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


async def test_the_poll_of_the_daily_explainer_is_closed_too(room: Room, mira: Person, ada: Person):
    """There is no record of it but which message it is."""
    target = Target(place(room.id), room.id)
    message = PollMessage("Which tea?", ("Green", "Black"), 24)
    sent = await room.bots.sender.send(target, message, "daily/poll")
    (poll,) = await room.of_kind(START)
    assert poll["event_id"] == sent
    text = in_words(poll)
    assert "no poll of mine" in await room.ask(ada, "!vote 1", **in_reply_to(text))
    post = await add_post(
        room.bots.database,
        date(2026, 11, 23),
        State.DONE,
        explainer="a",
        place=place(room.id),
        channel=room.id,
    )
    await post_store.mark_poll(room.bots.database, post, sent)
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


async def test_a_vote_in_the_room_is_sent_to_the_thread_of_the_explainer(room: Room, ada: Person):
    root = await room.say(ada, "As if it were the explainer.")
    target = Target(place(room.id), root)
    message = PollMessage("Which tea?", ("Green", "Black"), 24)
    sent = await room.bots.sender.send(target, message, "daily/poll")
    assert await room.ask(ada, "!vote 1") == "No poll is open here."
    post = await add_post(
        room.bots.database,
        date(2026, 11, 23),
        State.DONE,
        explainer="a",
        place=place(room.id),
        channel=room.id,
    )
    await post_store.mark_poll(room.bots.database, post, sent)
    said = await room.ask(ada, "!vote 1")
    assert said == "The poll that is open is in the thread below the latest explainer; vote there."
    assert await room.ask(ada, "!vote 1", **in_thread(root)) == SEEN


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
