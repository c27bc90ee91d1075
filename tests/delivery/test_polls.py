"""Polls on their way out: opened in time or not at all, and told of once, whatever fails."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from itertools import count

import pytest

from bot.core.card import Card
from bot.core.identity import Asker
from bot.core.outgoing import PollMessage
from bot.core.poll import Poll, PollState
from bot.core.post import Reason, Trouble
from bot.delivery.outbox import LEASE
from bot.delivery.sender import CardMessage, Rejected, Target, TryLater
from bot.services.poll_closing import AGAIN
from bot.storage.errors import DatabaseFailed
from bot.storage.poll_store import find_poll
from tests.delivery.conftest import PLACE, Delivery
from tests.services.polling import CHANNELS, FILLED_IN

MIRA = Asker("discord:900", PLACE, manages=True)
VOTERS = [Asker(f"discord:{number}", PLACE) for number in range(700, 704)]
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
STEPS = {
    "native": ["poll", "end", "count", "poll-results"],
    "secret": ["poll-ballot", "poll-results", "edit"],
}
DEATH = DatabaseFailed()  # as if the process ended: nothing is noted of what came of the attempt
LATER = TryLater(Trouble(Reason.UNREACHABLE), in_doubt=True)


@dataclass
class Scene:
    delivery: Delivery

    async def ask(self, kind: str, **answers: str) -> Poll:
        """A poll that was asked for and is not out yet."""
        given = {**FILLED_IN, "kind": kind, **answers}
        filled_in = {key: (answer,) for key, answer in given.items()}
        card: Card = await self.delivery.polls.open(MIRA, "20", filled_in, None, CHANNELS)
        assert card.title == "Opening it."
        (row,) = await self.delivery.database.fetch_all("SELECT poll_id FROM poll")
        return await self.found(row["poll_id"])

    async def found(self, poll_id: str) -> Poll:
        poll = await find_poll(self.delivery.database, poll_id)
        assert poll is not None
        return poll

    async def run(self, after: timedelta = timedelta()) -> list[str]:
        self.delivery.clock.advance(after)
        return [sent.kind for sent in await self.delivery.run()]

    def fail(self, error: Exception, *, nth: int = 1, acted: bool) -> None:
        """Fail with the *nth* message from now, before or after it has been sent."""
        numbers = count(1)

        def behave(_target: object, _message: object) -> Exception | None:
            return error if next(numbers) == nth else None

        if acted:
            self.delivery.sender.after = behave
        else:
            self.delivery.sender.before = behave

    @property
    def kinds(self) -> list[str]:
        return [sent.kind for sent in self.delivery.sender.sent]


@pytest.fixture
def scene(delivery: Delivery) -> Scene:
    return Scene(delivery)


@pytest.mark.parametrize("kind", STEPS)
async def test_each_step_is_taken_once(scene: Scene, kind: str):
    poll = await scene.ask(kind)

    opened = await scene.run()
    assert (await scene.found(poll.id)).state is PollState.OPEN
    closed = await scene.run(2 * HOUR)

    assert opened + closed == STEPS[kind]
    assert (await scene.found(poll.id)).state is PollState.CLOSED
    assert await scene.run(24 * HOUR) == []


@pytest.mark.parametrize("acted", [True, False])
@pytest.mark.parametrize("step", range(1, 5))
@pytest.mark.parametrize("kind", STEPS)
async def test_a_doubt_at_any_step_doubles_nothing_that_people_see(
    scene: Scene, kind: str, step: int, acted: bool
):
    poll = await scene.ask(kind)
    scene.fail(LATER, nth=step, acted=acted)
    await scene.run()
    await scene.run(10 * MINUTE)
    await scene.run(2 * HOUR)
    for _ in range(4):
        await scene.run(10 * MINUTE)

    assert (await scene.found(poll.id)).state is PollState.CLOSED
    repeated = {"end", "count", "edit"}  # which change nothing
    assert [each for each in scene.kinds if each not in repeated] == [
        each for each in STEPS[kind] if each not in repeated
    ]


@pytest.mark.parametrize(("length", "down"), [("2 hours", HOUR), ("10 minutes", 10 * MINUTE)])
@pytest.mark.parametrize("kind", STEPS)
async def test_what_nobody_opened_in_time_is_not_opened(
    scene: Scene, kind: str, length: str, down: timedelta
):
    poll = await scene.ask(kind, length=length)

    assert await scene.run(down) == ["letter"]

    assert (await scene.found(poll.id)).state is PollState.LOST
    assert scene.delivery.sender.sent[0].target == Target(PLACE, "@900")


@pytest.mark.parametrize("kind", STEPS)
async def test_what_may_be_out_is_looked_for_after_its_time_as_well(scene: Scene, kind: str):
    """It was sent by a process that died before it could tell."""
    poll = await scene.ask(kind, length="10 minutes")
    scene.fail(DEATH, acted=True)
    await scene.run()
    assert (await scene.found(poll.id)).state is PollState.OPENING

    await scene.run(LEASE + 10 * MINUTE)

    assert (await scene.found(poll.id)).state is PollState.CLOSED
    assert scene.kinds == STEPS[kind]


@pytest.mark.parametrize("nth", [1, 2])
@pytest.mark.parametrize("kind", STEPS)
async def test_a_closing_goes_on_after_weeks(scene: Scene, kind: str, nth: int):
    """The process died in its middle, and nobody started another."""
    poll = await scene.ask(kind)
    await scene.run()
    scene.fail(DEATH, nth=nth, acted=False)
    await scene.run(2 * HOUR)

    await scene.run(timedelta(weeks=3))

    assert (await scene.found(poll.id)).state is PollState.CLOSED
    assert scene.kinds == STEPS[kind]


@pytest.mark.parametrize("kind", STEPS)
async def test_what_is_not_out_by_then_never_comes(scene: Scene, kind: str):
    poll = await scene.ask(kind, length="10 minutes")
    scene.fail(DEATH, acted=False)
    await scene.run()

    await scene.run(LEASE + 10 * MINUTE)

    assert (await scene.found(poll.id)).state is PollState.LOST
    assert scene.kinds == ["letter"]


@pytest.mark.parametrize("kind", STEPS)
async def test_a_result_comes_when_the_channel_lets_it_in_again(scene: Scene, kind: str):
    poll = await scene.ask(kind)
    await scene.run()
    for voter in VOTERS if kind == "secret" else ():
        await scene.delivery.polls.vote(voter, poll.id, 0)
    denied = Rejected(Trouble(Reason.NO_PERMISSION))
    scene.delivery.sender.before = lambda _target, message: (
        denied if isinstance(message, CardMessage) else None
    )
    closed = await scene.run(2 * HOUR)
    scene.delivery.sender.before = lambda _target, _message: None

    assert await scene.run(MINUTE) == []
    assert "poll-results" not in closed
    assert await scene.run(AGAIN) == STEPS[kind][STEPS[kind].index("poll-results") :]
    assert await scene.run(AGAIN) == []


async def test_discord_never_ends_one_of_its_own_too_early(scene: Scene):
    poll = await scene.ask("native", length="90 minutes")
    await scene.run()

    (sent,) = scene.delivery.sender.sent
    assert sent.message == PollMessage(
        "Which tea?", ("Green", "Black", "None"), 2, closes=poll.closes, poll=poll.id
    )
