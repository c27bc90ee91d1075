"""Votes in a secret poll against bare aiosqlite: `python -m benchmarks.votes`.

Both write on files of the same disk with the same settings, in turn, in one run: ours all that a
vote takes, from the permission to the card that tells what was counted; bare aiosqlite nothing but
the statement that stores it, under a key it is given. Each vote is committed and on the disk. The
ratio is ours to bare, of votes a second.
"""

from __future__ import annotations

import asyncio
import statistics
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from itertools import count
from pathlib import Path

import aiosqlite

from bot.clock import utc_now
from bot.core.identity import Asker
from bot.core.poll import Poll
from bot.core.polling import voter_key
from bot.services.polls import Polls
from bot.storage.connect import open_database
from bot.storage.poll_store import find_poll
from bot.storage.sqlite import PRAGMAS, WRITE_AHEAD
from bot.storage.vote_store import CHOOSE
from tests.clock import SetClock
from tests.services.polling import Room

ROUNDS = 25
PEOPLE = 500
VOTES = 400
TASKS = 50
OPTIONS = 3
SECRET = "5e" * 32
STATEMENT = CHOOSE.replace("FOR SHARE", "")
Vote = Callable[[], Awaitable[object]]


@asynccontextmanager
async def ours(path: Path) -> AsyncIterator[Vote]:
    async with open_database(f"sqlite:{path}") as database:
        room = Room(database, SetClock(utc_now()))
        poll = await room.opened()
        voters = [Asker(person(number), poll.place) for number in range(PEOPLE)]
        polls = Polls(database, utc_now)
        picks = changing_minds()

        def vote() -> Awaitable[object]:
            voter, option = next(picks)
            return polls.vote(voters[voter], poll.id, option)

        yield vote


@asynccontextmanager
async def bare(path: Path) -> AsyncIterator[Vote]:
    """One connection, which is what most programs have."""
    poll = await made_by_us(path)
    keys = [voter_key(SECRET, person(number)) for number in range(PEOPLE)]
    async with aiosqlite.connect(path, isolation_level=None) as connection:
        for pragma in (WRITE_AHEAD, *(f"PRAGMA {pragma}" for pragma in PRAGMAS)):
            await connection.execute(pragma)

        picks = changing_minds()

        def vote() -> Awaitable[object]:
            voter, option = next(picks)
            named = {"1": poll.id, "2": keys[voter], "3": 1 << option}
            return connection.execute_fetchall(STATEMENT, named)

        yield vote


async def made_by_us(path: Path) -> Poll:
    """A poll in a database of ours, which nobody has open."""
    async with open_database(f"sqlite:{path}") as database:
        poll = await Room(database, SetClock(utc_now())).opened()
        found = await find_poll(database, poll.id)
    assert found is not None
    return found


def changing_minds() -> Iterator[tuple[int, int]]:
    """Voters and what they choose: each time they come something else, which has to be written."""
    return ((voter, number % OPTIONS) for number in count() for voter in range(PEOPLE))


def person(number: int) -> str:
    return f"discord:{7_100_000_000_000_000_000 + number}"


async def one_by_one(vote: Vote) -> float:
    """Votes a second."""
    begun = time.perf_counter()
    for _ in range(VOTES):
        await vote()
    return VOTES / (time.perf_counter() - begun)


async def at_once(vote: Vote) -> float:
    async def task() -> None:
        for _ in range(VOTES // TASKS):
            await vote()

    begun = time.perf_counter()
    await asyncio.gather(*(task() for _ in range(TASKS)))
    return VOTES / (time.perf_counter() - begun)


async def measure(folder: Path) -> None:
    async with ours(folder / "ours.db") as our_vote, bare(folder / "bare.db") as bare_vote:
        print(f"votes a second, medians of {ROUNDS} rounds, ours against bare aiosqlite")
        for name, how in (("one by one", one_by_one), (f"{TASKS} at once", at_once)):
            await how(our_vote), await how(bare_vote)  # warm up, and fill the table
            rounds = [(await how(our_vote), await how(bare_vote)) for _ in range(ROUNDS)]
            ratio = statistics.median(one / other for one, other in rounds)
            mine, other = (statistics.median(column) for column in zip(*rounds, strict=True))
            print(f"{name:12} {mine:8.0f} {other:8.0f}  ratio {ratio:.2f}")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(measure(Path(folder)))


if __name__ == "__main__":
    main()
