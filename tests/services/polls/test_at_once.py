"""Votes by many at once, and while a poll is closed."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

import pytest

from bot.core.identity import Asker
from bot.core.outgoing import PollResults
from bot.core.personal_data import Kept
from bot.core.poll import Poll, Result
from bot.errors import BadInput
from bot.services.privacy import Privacy
from bot.storage import vote_store
from bot.storage.connect import open_database
from tests.clock import SetClock
from tests.services.polling import MIRA, PLACE, Room
from tests.services.polls.electorate import OPTIONS, Urls, counted, person

CONNECTIONS, PEOPLE, VOTES = 20, 500, 2_000


@asynccontextmanager
async def processes(url: str, number: int, clock: SetClock) -> AsyncIterator[list[Room]]:
    """So many programs on one database, which share nothing else."""
    async with AsyncExitStack() as stack:
        opened = [await stack.enter_async_context(open_database(url)) for _ in range(number)]
        yield [Room(database, clock) for database in opened]


@pytest.mark.parametrize("several", ["one", "several"])
@pytest.mark.parametrize("programs", [1, CONNECTIONS])
async def test_two_thousand_votes_over_twenty_connections_are_all_counted(
    urls: Urls, clock: SetClock, programs: int, several: str
):
    luck, model = random.Random(7), dict[int, frozenset[int]]()
    votes = [luck.randrange(PEOPLE) for _ in range(VOTES - PEOPLE)] + list(range(PEOPLE))
    luck.shuffle(votes)
    async with processes(urls(), programs, clock) as rooms:
        poll = await rooms[0].opened(several=several)

        async def work(worker: int) -> None:
            """The votes of some people, each in their order, through one program or another."""
            own = random.Random(worker)
            for number in votes:
                if number % CONNECTIONS == worker:
                    option = own.randrange(OPTIONS)
                    polls = own.choice(rooms).polls
                    await polls.vote(person(number), poll.id, option)
                    before = model.get(number, frozenset()) if several == "several" else set()
                    model[number] = frozenset({*before, option})

        await asyncio.gather(*map(work, range(CONNECTIONS)))
        clock.now = poll.closes
        await asyncio.gather(*(room.polls.close_due(10) for room in rooms))

        found = await rooms[0].found(poll.id)
    assert len(model) == PEOPLE
    assert found.result == counted(model.values())


async def test_of_several_that_close_at_once_one_does(urls: Urls, clock: SetClock):
    async with processes(urls(), 3, clock) as rooms:
        poll = await rooms[0].opened()
        for number in range(5):
            await rooms[0].polls.vote(person(number), poll.id, 0)
        clock.now = poll.closes

        done = await asyncio.gather(
            *(room.polls.close(MIRA, poll.id) for room in rooms),
            *(room.polls.close_due(10) for room in rooms),
            return_exceptions=True,
        )

        sent = await rooms[0].sent()
        found = await rooms[0].found(poll.id)
    failed = [each for each in done if isinstance(each, BaseException)]
    assert all(isinstance(each, BadInput) for each in failed)
    assert sent.count(PollResults(poll.id)) == 1
    assert found.result == Result(5, (5, 0, 0))


@pytest.mark.parametrize("seed", range(5))
async def test_a_vote_at_the_moment_of_closing_is_counted_or_refused(
    urls: Urls, clock: SetClock, seed: int
):
    luck = random.Random(seed)
    async with processes(urls(), 2, clock) as rooms:
        poll = await rooms[0].opened()

        async def vote(number: int) -> int | None:
            try:
                await luck.choice(rooms).polls.vote(person(number), poll.id, number % OPTIONS)
            except BadInput as refused:
                assert "was not counted" in str(refused)  # noqa: PT017 - both outcomes are right
                return None
            return number % OPTIONS

        attempts = [vote(number) for number in range(40)]
        attempts.insert(luck.randrange(10, 30), rooms[0].polls.close(MIRA, poll.id))
        told = await asyncio.gather(*attempts)

        found = await rooms[0].found(poll.id)
        left = await rooms[0].count("vote")
    accepted = [frozenset({each}) for each in told if isinstance(each, int)]
    assert found.result == counted(accepted)
    assert left == 0


async def test_polls_are_opened_closed_and_voted_in_side_by_side(urls: Urls, clock: SetClock):
    """What closes one poll and writes its tables anew touches no vote in another."""
    async with processes(urls(), 2, clock) as rooms:
        polls: list[Poll] = []
        for number in range(4):
            asker = Asker(f"discord:{5000 + number}", PLACE, manages=True)
            polls.append(await rooms[0].opened(asker, length=f"{number + 1} hours"))

        async def vote(number: int) -> None:
            await rooms[number % 2].polls.vote(person(number), polls[3].id, number % OPTIONS)

        async def close(number: int) -> None:
            await rooms[number % 2].polls.close(MIRA, polls[number].id)
            await rooms[number % 2].polls.close_due(10)

        await asyncio.gather(*map(vote, range(60)), *map(close, range(3)), *map(vote, range(60)))
        await rooms[0].polls.close(MIRA, polls[3].id)

        found = await rooms[0].found(polls[3].id)
    assert found.result == Result(60, (20, 20, 20))


@pytest.mark.parametrize("seed", range(5))
async def test_who_is_forgotten_at_the_moment_of_closing_is_counted_or_withdrawn(
    urls: Urls, clock: SetClock, seed: int
):
    """And is told which of the two."""
    luck = random.Random(seed)
    async with processes(urls(), 2, clock) as rooms:
        poll = await rooms[0].opened()
        for number in range(30):
            await rooms[0].polls.vote(person(number), poll.id, 0)

        async def forget(number: int) -> int:
            privacy = Privacy(luck.choice(rooms).database, clock)
            return (await privacy.forget(person(number).person)).get(Kept.VOTE, 0)

        works = [forget(number) for number in range(20)]
        works.insert(luck.randrange(2, 18), closed(rooms[1], poll))
        withdrawn = await asyncio.gather(*works)

        found = await rooms[0].found(poll.id)
    assert found.result is not None
    assert found.result.turnout == 30 - sum(withdrawn)


async def closed(room: Room, poll: Poll) -> int:
    await room.polls.close(MIRA, poll.id)
    return 0


async def test_votes_are_found_among_however_many_polls(
    urls: Urls, clock: SetClock, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(vote_store, "AT_ONCE", 2)
    async with processes(urls(), 1, clock) as (room,):
        polls = []
        for number in range(5):
            opener = Asker(f"discord:{900 + number}", PLACE, manages=True)
            polls.append(await room.opened(opener, question=f"Tea {number}?"))
        for poll in polls[1:]:
            await room.polls.vote(person(1), poll.id, 2)
            await room.polls.vote(person(2), poll.id, 0)

        found = await vote_store.votes_of(room.database, person(1).person)
        withdrawn = await Privacy(room.database, clock).forget(person(1).person)

        kept = await room.count("vote")
    assert {(vote.poll, vote.chosen) for vote in found} == {
        (poll.id, ("None",)) for poll in polls[1:]
    }
    assert withdrawn[Kept.VOTE] == 4
    assert kept == 4
