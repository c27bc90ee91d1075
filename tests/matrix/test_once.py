"""A message that is handled twice, as after a crash, changes things once and is answered once."""

from __future__ import annotations

import json

import pytest

from bot.core.post import Reason, Trouble
from bot.delivery.sender import TryLater
from bot.on_matrix.identity import place
from bot.storage import inbox_store
from bot.storage.settings_store import settings_of
from tests.matrix.person import Person, until
from tests.matrix.polling import AnsweringBots
from tests.matrix.talking import Event, Talk, body, furnished, replying

FORGET = """
    UPDATE matrix_inbox SET state = 'new', ended_at = NULL, content = $2 WHERE event_id = $1
"""
STATE = "SELECT state FROM matrix_inbox WHERE event_id = $1"
KEPT = ("type", "event_id", "sender", "origin_server_ts", "content")


@pytest.fixture
async def room(answering: AnsweringBots, mira: Person, ada: Person) -> Talk:
    await answering.start()
    return await furnished(answering, mira, ada)


async def crash_before(room: Talk, person: Person, typed: str, *, sent: bool) -> list[Event]:
    """Type that, and let the bot die after the change; whether its answer was *sent* already.

    What is said in the end is what the bot said before and after its restart.
    """
    bots = room.bots
    asked = await person.say(room.id, typed)
    await until(lambda: room.replies_to(asked))
    await bots.stop()
    event = next(each for each in await person.events(room.id) if each["event_id"] == asked)
    content = json.dumps({key: event[key] for key in KEPT})
    await bots.database.execute(FORGET, asked, content)
    if not sent:
        # The homeserver knows answers again by the login, so that another one sends them anew.
        await bots.account.ask("POST", "/logout/all", {})
        for path in bots.folder.rglob("login*"):
            path.unlink()
    await bots.start()

    async def done() -> bool:
        row = await bots.database.fetch_one(STATE, asked)
        return row is not None and row["state"] == "done"

    await until(done)
    return await room.replies_to(asked)


async def test_one_change_is_taken_back_and_told_once(room: Talk, mira: Person):
    await room.told(mira, "!settings time 10:00")
    await room.told(mira, "!settings zone Baku")

    told = await crash_before(room, mira, "!settings undo", sent=True)

    assert ["Taken back." in body(each) for each in told] == [True]
    settings = await settings_of(room.bots.database, place(room.id))
    assert (f"{settings.at:%H:%M}", settings.zone) == ("10:00", "UTC")


async def test_an_answer_that_was_lost_says_that_it_is_done(room: Talk, mira: Person):
    await room.told(mira, "!settings time 10:00")
    await room.told(mira, "!settings zone Baku")

    told = await crash_before(room, mira, "!settings undo", sent=False)

    assert body(told[-1]).startswith("That was saved already; I was interrupted")
    assert (await settings_of(room.bots.database, place(room.id))).zone == "UTC"
    log = await room.told(mira, "!settings log")
    assert body(log).count("took back a change") == 1


async def test_a_rate_limit_between_an_answer_and_its_reactions_changes_neither(
    room: Talk, ada: Person, monkeypatch: pytest.MonkeyPatch
):
    """What was answered is kept until all of it is said: asked for again, it would differ."""
    assert room.bots.bot is not None
    server = room.bots.bot.homeserver
    send, refusals = server.send, [True, True]

    async def refuse_twice(room_id: str, content: object, key: str, **more: object) -> str:
        if more.get("kind") == "m.reaction" and refusals:
            refusals.pop()
            raise TryLater(Trouble(Reason.RATE_LIMITED), in_doubt=False)
        return await send(room_id, content, key, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(server, "send", refuse_twice)
    choice = await room.told(ada, "!why georgia")

    assert await room.invited_reactions(choice, 2) == ["1️⃣", "2️⃣"]
    assert (
        len(await room.replies_to(choice["content"]["m.relates_to"]["m.in_reply_to"]["event_id"]))
        == 1
    )


async def test_a_report_is_thanked_for_though_the_answer_had_to_wait(
    room: Talk, ada: Person, monkeypatch: pytest.MonkeyPatch
):
    assert room.bots.bot is not None
    card = await room.told(ada, "!why iran armenia")
    server = room.bots.bot.homeserver
    send, refusals = server.send, [True, True]

    async def refuse_twice(room_id: str, content: object, key: str, **more: object) -> str:
        if refusals:
            refusals.pop()
            raise TryLater(Trouble(Reason.UNREACHABLE), in_doubt=False)
        return await send(room_id, content, key, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(server, "send", refuse_twice)
    thanks = await room.told(ada, "!report The tie is weak, not medium.", **replying(card))

    assert body(thanks).startswith("Thank you.")
    rows = await room.bots.database.fetch_all("SELECT report_id FROM report")
    assert len(rows) == 1


@pytest.mark.parametrize(
    ("typed", "wanted"), [("!settings time 8:15", "08:15"), ("!settings grace 6", "6 hours")]
)
async def test_what_came_in_before_a_crash_is_answered_with_the_same_rights(
    room: Talk, mira: Person, typed: str, wanted: str
):
    """The inbox is there at once, and who moderates the room only when the homeserver told it."""
    bots = room.bots
    await bots.stop()
    asked = await mira.say(room.id, typed)
    event = next(each for each in await mira.events(room.id) if each["event_id"] == asked)
    content = json.dumps({key: event[key] for key in KEPT})
    account = bots.account.user_id
    async with bots.database.transaction() as connection:
        token = await inbox_store.token_of(connection, account)
        assert token is not None
        arrival = inbox_store.Arrival(asked, place(room.id), content)
        await inbox_store.take_in(connection, account, token, [arrival], bots.clock())
    await bots.start()
    await until(lambda: room.replies_to(asked))

    (answer,) = await room.replies_to(asked)
    assert wanted in body(answer)
