"""The inbox of Matrix as both engines keep it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.storage.database import Database
from bot.storage.inbox_store import (
    Arrival,
    Waiting,
    decrypt,
    due,
    finish,
    give_up_undecrypted,
    park,
    postpone,
    prune,
    take_in,
    token_of,
    undecrypted,
)

AT = datetime(2026, 11, 23, 12, tzinfo=UTC)
BOT, ROOM = "@bot:localhost", "matrix:!room"


def arrival(name: str, content: str | None = "{}") -> Arrival:
    return Arrival(name, ROOM, content)


async def receive(database: Database, token: str, *arrivals: Arrival, at: datetime = AT) -> None:
    async with database.transaction() as connection:
        await take_in(connection, BOT, token, arrivals, at)


async def names(database: Database, at: datetime = AT) -> list[str]:
    return [waiting.event_id for waiting in await due(database, at, 10)]


async def state_of(database: Database, event_id: str) -> tuple[str, str | None]:
    sql = "SELECT state, content FROM matrix_inbox WHERE event_id = $1"
    row = await database.fetch_one(sql, event_id)
    assert row is not None
    return row["state"], row["content"]


async def test_the_token_is_that_of_the_last_answer(database: Database):
    before = await token_of(database, BOT)
    await receive(database, "s1")
    await receive(database, "s2")

    assert (before, await token_of(database, BOT)) == (None, "s2")
    assert await token_of(database, "@other:localhost") is None


async def test_what_came_in_waits_in_its_order(database: Database):
    await receive(database, "s1", arrival("$b"), arrival("$a"))
    await receive(database, "s2", arrival("$0"))

    assert await names(database) == ["$b", "$a", "$0"]
    assert await due(database, AT, 1) == [Waiting("$b", ROOM, "{}", AT, 0)]


async def test_the_same_event_comes_in_once(database: Database):
    await receive(database, "s1", arrival("$a"))
    await finish(database, "$a", AT)
    await receive(database, "s1", arrival("$a"), arrival("$b"))

    assert await names(database) == ["$b"]


async def test_a_stale_event_is_done_as_soon_as_it_is_in(database: Database):
    await receive(database, "s1", arrival("$a", None))

    assert await names(database) == []
    assert await state_of(database, "$a") == ("done", None)


async def test_what_was_answered_is_forgotten(database: Database):
    await receive(database, "s1", arrival("$a"), arrival("$b"))
    await finish(database, "$a", AT)
    await park(database, "$b", AT)

    assert await names(database) == []
    assert await state_of(database, "$a") == ("done", None)
    assert await state_of(database, "$b") == ("parked", None)


async def test_an_attempt_that_failed_counts_and_waits(database: Database):
    await receive(database, "s1", arrival("$a"), arrival("$b"))
    await postpone(database, "$a", AT + timedelta(seconds=5), failed=True)

    assert await names(database) == ["$b"]
    assert [
        (w.event_id, w.attempts) for w in await due(database, AT + timedelta(seconds=5), 9)
    ] == [
        ("$a", 1),
        ("$b", 0),
    ]


async def test_a_flood_in_one_place_leaves_room_for_the_others(database: Database):
    flood = [arrival(f"${number:03}") for number in range(30)]
    await receive(database, "s1", *flood, Arrival("$other", "matrix:!quiet", "{}"))

    assert await names(database) == [f"${number:03}" for number in range(10)]
    waiting = [event.event_id for event in await due(database, AT, 50)]
    assert waiting == [*(f"${number:03}" for number in range(10)), "$other"]


async def test_being_told_to_wait_does_not_count(database: Database):
    await receive(database, "s1", arrival("$a"))
    await postpone(database, "$a", AT, failed=False)

    assert (await due(database, AT, 9))[0].attempts == 0


async def test_what_cannot_be_read_waits_for_its_key(database: Database):
    await receive(database, "s1", Arrival("$a", ROOM, "cipher", is_readable=False), arrival("$b"))
    unread = await undecrypted(database, 10)
    await decrypt(database, "$a", "plain")
    await decrypt(database, "$b", "of no use")

    assert unread == [Waiting("$a", ROOM, "cipher", AT, 0)]
    assert [waiting.content for waiting in await due(database, AT, 9)] == ["plain", "{}"]


async def test_what_nobody_could_read_is_given_up(database: Database):
    await receive(database, "s1", Arrival("$old", ROOM, "cipher", is_readable=False))
    later = AT + timedelta(hours=2)
    await receive(database, "s2", Arrival("$new", ROOM, "c", is_readable=False), at=later)
    async with database.transaction() as connection:
        given_up = await give_up_undecrypted(connection, AT + timedelta(hours=1), later)

    assert given_up == 1
    assert await state_of(database, "$old") == ("done", None)
    assert [waiting.event_id for waiting in await undecrypted(database, 9)] == ["$new"]


async def test_what_cannot_be_read_in_one_place_hides_none_of_another(database: Database):
    flood = [Arrival(f"${number:03}", ROOM, "c", is_readable=False) for number in range(300)]
    await receive(database, "s1", *flood, Arrival("$z", "matrix:!quiet", "c", is_readable=False))

    found = [waiting.event_id for waiting in await undecrypted(database, 300)]
    assert found == [*(f"${number:03}" for number in range(100, 300)), "$z"]


async def test_only_what_ended_long_ago_is_deleted(database: Database):
    await receive(database, "s1", arrival("$old", None), arrival("$waiting"))
    await receive(database, "s2", arrival("$new", None), at=AT + timedelta(days=1))
    await prune(database, AT + timedelta(hours=1))

    rows = await database.fetch_all("SELECT event_id FROM matrix_inbox ORDER BY event_id")
    assert [row["event_id"] for row in rows] == ["$new", "$waiting"]
