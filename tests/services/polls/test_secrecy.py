"""After a secret poll closes, nothing that is stored anywhere tells who voted how."""

from __future__ import annotations

import hmac
import re
from collections.abc import AsyncIterator, Iterable
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from bot.core.identity import Asker, Person, local_id
from bot.core.poll import Poll
from bot.core.polling import voter_key
from bot.storage.backup import back_up
from bot.storage.connect import open_database
from bot.storage.database import Database
from bot.storage.sqlite import SqliteDatabase
from tests.clock import SetClock
from tests.services.polling import MIRA, PLACE, Room
from tests.services.reading import reading
from tests.storage.server import Server

VOTERS = [Asker(f"discord:{7_100_000_000_000_000_000 + n * 977}", PLACE) for n in range(120)]
MEMBERS = [*VOTERS, *(Asker(f"discord:{8_200_000_000_000_000 + n}", PLACE) for n in range(30))]
MINUTE = timedelta(minutes=1)
HEX, NUMBER = re.compile(rb"[0-9a-f]{64,}"), re.compile(rb"\d{15,20}")
SECRET = "SELECT secret FROM poll_secret WHERE poll_id = $1"
KEYS = "SELECT voter_key FROM vote WHERE poll_id = $1"


async def vote_about(room: Room, poll: Poll) -> None:
    for number, voter in enumerate(VOTERS):
        await room.polls.vote(voter, poll.id, number % 3)
    await think_again(room, poll)


async def think_again(room: Room, poll: Poll) -> None:
    """Some vote otherwise, some take their vote back."""
    for number, voter in enumerate(VOTERS[::3]):
        await room.polls.vote(voter, poll.id, number % 2)
    for voter in VOTERS[::10]:
        await room.polls.withdraw(voter, poll.id)


async def secret_of(room: Room, poll: Poll) -> str:
    row = await room.database.fetch_one(SECRET, poll.id)
    assert row is not None
    return row["secret"]


def tokens(stored: bytes) -> set[bytes]:
    """Everything in it that can be a key or a secret."""
    runs = HEX.findall(stored)
    return {run[start : start + 64] for run in runs for start in range(len(run) - 63)}


def recomputed(stored: bytes, members: Iterable[Asker]) -> set[Person]:
    """Whose key can be found by trying each of them with everything stored that may be a secret."""
    found, tries = set(), tokens(stored)
    for secret in (form for text in tries for form in (text, bytes.fromhex(text.decode()))):
        for member in members:
            key = hmac.digest(secret, member.person.encode(), "sha256")
            if key.hex().encode() in tries:
                found.add(member.person)
    return found


def traces(stored: bytes, secret: str) -> set[str]:
    """What of the members, of their keys and of the *secret* stands there."""
    wanted = {local_id(member.person) for member in MEMBERS} | {secret}
    wanted |= {voter_key(secret, member.person) for member in MEMBERS}
    texts = {each.decode() for each in (*tokens(stored), *NUMBER.findall(stored.lower()))}
    parts = {half for half in (secret[:32], secret[32:]) if half.encode() in stored}
    return wanted & texts | parts


def bare(stored: bytes, secret: str) -> set[str]:
    """The same as numbers and bytes."""
    forms = {bytes.fromhex(secret): "secret"}
    for member in MEMBERS:
        number = int(local_id(member.person))
        for form in (number.to_bytes(8, "big"), number.to_bytes(8, "little")):
            forms[form] = member.person
        forms[bytes.fromhex(voter_key(secret, member.person))] = member.person
    return {name for form, name in forms.items() if form in stored}


def everything_in(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file())


@asynccontextmanager
async def room_in(folder: Path, clock: SetClock) -> AsyncIterator[Room]:
    async with open_database(f"sqlite:{folder}/bot.db") as database:
        yield Room(database, clock)


async def test_before_it_closes_the_search_finds_everybody(tmp_path: Path, clock: SetClock):
    """So that finding nothing afterwards means something."""
    async with room_in(tmp_path, clock) as room:
        poll = await room.opened()
        await vote_about(room, poll)
        stored, secret = everything_in(tmp_path), await secret_of(room, poll)

    voted = {voter.person for voter in VOTERS}
    assert recomputed(stored, MEMBERS) == voted
    assert secret in traces(stored, secret)


async def others_beside(room: Room, count: int) -> list[Poll]:
    """Polls that stay open and share the pages of the tables."""
    others = []
    for number in range(count):
        room.clock.advance(MINUTE)
        long = {"question": "x" * 200, "options": f"{'a' * 50}\n{'b' * number}!"}
        others.append(await room.opened(channel="21", length="3 days", **long))
    return others


@pytest.mark.parametrize("count", [0, 4])
async def test_afterwards_no_file_and_no_backup_tells_anything(
    tmp_path: Path, clock: SetClock, count: int
):
    folder = tmp_path / "state"
    folder.mkdir()
    async with room_in(folder, clock) as room:
        poll = await room.opened()
        others = await others_beside(room, count)
        for number, voter in enumerate(VOTERS):
            await room.polls.vote(voter, poll.id, number % 3)
            if others:
                elsewhere = Asker(f"discord:{number}", PLACE)
                await room.polls.vote(elsewhere, others[number % count].id, 0)
        await think_again(room, poll)
        secret = await secret_of(room, poll)
        clock.now = poll.closes
        await room.polls.close_due(10)
        live = everything_in(folder)
        back_up(folder / "bot.db", tmp_path / "copy.db")
        result = (await room.found(poll.id)).result
        kept = await room.count("vote")
    closed = everything_in(folder)
    copy = (tmp_path / "copy.db").read_bytes()

    assert result is not None
    assert (result.turnout, kept) == (108, 120 if count else 0)
    for stored in (live, closed, copy):
        assert traces(stored, secret) == set()
        assert bare(stored, secret) == set()
        assert recomputed(stored, VOTERS) == set()


async def test_a_process_that_died_in_between_leaves_it_to_the_next(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, clock: SetClock
):
    async with room_in(tmp_path, clock) as room:
        poll = await room.opened()
        await room.polls.close_due(10)  # what an earlier process may have left is gone by now
        await vote_about(room, poll)
        secret = await secret_of(room, poll)
        await room.polls.close(MIRA, poll.id)
        assert traces(everything_in(tmp_path), secret) != set()
        copy = tmp_path_factory.mktemp("backup") / "copy.db"
        back_up(tmp_path / "bot.db", copy)

        await Room(room.database, clock).polls.close_due(10)

        assert traces(everything_in(tmp_path), secret) == set()
        assert traces(copy.read_bytes(), secret) == set()


async def test_while_somebody_reads_it_is_tried_again(
    tmp_path: Path, clock: SetClock, monkeypatch: pytest.MonkeyPatch
):
    tries = []
    scrub = SqliteDatabase.scrub

    async def counted(database: SqliteDatabase, *tables: str) -> bool:
        tries.append(await scrub(database, *tables))
        return tries[-1]

    monkeypatch.setattr(SqliteDatabase, "scrub", counted)
    async with room_in(tmp_path, clock) as room:
        poll = await room.opened()
        await vote_about(room, poll)
        secret = await secret_of(room, poll)
        await room.polls.close(MIRA, poll.id)
        async with reading(tmp_path / "bot.db"):
            await room.polls.close_due(10)
        await room.polls.close_due(10)
        await room.polls.close_due(10)

        assert tries == [False, True]
        assert traces(everything_in(tmp_path), secret) == set()


@pytest.mark.parametrize("meanwhile", ["nothing", "an older transaction", "an analysis"])
async def test_on_postgresql_the_tables_keep_nothing(
    postgres: Server, clock: SetClock, meanwhile: str
):
    """Nor do copies for who could still look at deleted rows, nor samples for planning queries."""
    url = postgres.new_database()
    async with open_database(url) as database, open_database(url) as other:
        room = Room(database, clock)
        poll = await room.opened()
        await vote_about(room, poll)
        secret = await secret_of(room, poll)
        if meanwhile == "an analysis":
            await database.execute("ANALYZE")
        before = table_files(postgres)
        async with AsyncExitStack() as stack:
            if meanwhile == "an older transaction":
                connection = await stack.enter_async_context(other.transaction())
                await connection.execute("INSERT INTO departure (place, left_at) VALUES ('x', 0)")
            await room.polls.close(MIRA, poll.id)
            await room.polls.close_due(10)
            after = table_files(postgres)

    key = voter_key(secret, VOTERS[1].person)
    assert {key, secret} <= traces(before, secret)
    assert traces(after, secret) == set()


def table_files(server: Server) -> bytes:
    """All of the data but the write-ahead log, which the server recycles."""
    server.sql("CHECKPOINT")
    base = server.folder / "data" / "base"
    return b"".join(path.read_bytes() for path in base.rglob("*") if path.is_file())


async def test_scrubbing_keeps_what_is_there(database: Database, clock: SetClock):
    room = Room(database, clock)
    poll = await room.opened(length="3 days", several="several")
    for number, voter in enumerate(VOTERS[:20]):
        await room.polls.vote(voter, poll.id, number % 3)
    before = await database.fetch_all(f"{KEYS} ORDER BY voter_key", poll.id)

    await room.polls.close_due(10)

    after = await database.fetch_all(f"{KEYS} ORDER BY voter_key", poll.id)
    assert [row["voter_key"] for row in after] == [row["voter_key"] for row in before]
    await room.polls.vote(VOTERS[0], poll.id, 2)
    assert await room.count("vote") == 20
    await database.execute("DELETE FROM poll")
    assert [await room.count(table) for table in ("vote", "poll_secret")] == [0, 0]
