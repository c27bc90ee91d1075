"""Votes against a model that knows nothing of a database."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from hypothesis.stateful import run_state_machine_as_test as run

from bot.core.poll import Poll, PollState
from bot.errors import BadInput
from bot.storage.connect import open_database
from tests.clock import SetClock
from tests.services.polling import MIRA, Room
from tests.services.polls.electorate import OPTIONS, Urls, counted, person


class Voting(RuleBasedStateMachine):
    """A secret poll beside a mapping from people to what they chose."""

    urls: Urls
    several: str

    def __init__(self) -> None:
        super().__init__()
        self.runner, self.stack = asyncio.Runner(), AsyncExitStack()
        database = self.await_(self.stack.enter_async_context(open_database(self.urls())))
        self.room = Room(database, SetClock())
        self.poll: Poll = self.await_(self.room.opened(several=self.several))
        self.model: dict[int, frozenset[int]] = {}
        self.is_open = True

    def await_(self, coroutine):
        return self.runner.run(coroutine)

    def teardown(self) -> None:
        if self.is_open:
            self.close()
        self.await_(self.stack.aclose())
        self.runner.close()

    def attempt(self, coroutine) -> bool:
        """Whether it was done, which only an open poll allows."""
        try:
            self.await_(coroutine)
        except BadInput:
            assert not self.is_open
            return False
        assert self.is_open
        return True

    @rule(number=st.integers(0, 6), option=st.integers(0, OPTIONS - 1))
    def vote(self, number: int, option: int) -> None:
        if self.attempt(self.room.polls.vote(person(number), self.poll.id, option)):
            before = self.model.get(number, frozenset()) if self.several == "several" else set()
            self.model[number] = frozenset({*before, option})

    @rule(number=st.integers(0, 6), option=st.integers(0, OPTIONS - 1))
    def leave_out(self, number: int, option: int) -> None:
        if self.attempt(self.room.polls.leave_out(person(number), self.poll.id, option)):
            self.model[number] = self.model.get(number, frozenset()) - {option}

    @rule(number=st.integers(0, 6))
    def withdraw(self, number: int) -> None:
        if self.attempt(self.room.polls.withdraw(person(number), self.poll.id)):
            self.model.pop(number, None)

    @rule(number=st.integers(0, 6))
    @precondition(lambda self: self.is_open)
    def look(self, number: int) -> None:
        card = self.await_(self.room.polls.ballot(person(number), self.poll.id))
        assert (card.title == "Your vote.") == bool(self.model.get(number))

    @rule()
    def scrub(self) -> None:
        self.await_(self.room.polls.close_due(10))

    @rule(by_time=st.booleans())
    @precondition(lambda self: self.is_open and len(self.model) > 2)
    def end(self, by_time: bool) -> None:
        if by_time:
            self.room.clock.now = self.poll.closes
            self.await_(self.room.polls.close_due(10))
            self.is_open = False
        else:
            self.close()

    def close(self) -> None:
        self.await_(self.room.polls.close(MIRA, self.poll.id))
        self.is_open = False

    @invariant()
    def the_result_is_that_of_the_model(self) -> None:
        found = self.await_(self.room.found(self.poll.id))
        if self.is_open:
            assert found.result is None
            return
        assert found.state is PollState.CLOSED
        assert found.result == counted(self.model.values())
        assert self.await_(self.room.count("vote")) == 0


@pytest.mark.parametrize("several", ["one", "several"])
def test_whatever_is_voted_in_whatever_order_the_result_is_right(urls: Urls, several: str):
    machine = type("Machine", (Voting,), {"urls": staticmethod(urls), "several": several})

    run(
        machine,
        settings=settings(
            max_examples=15,
            stateful_step_count=25,
            suppress_health_check=list(HealthCheck),
        ),
    )
