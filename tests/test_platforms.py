"""Platforms side by side: none takes another down."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, field

import pytest

from bot.core.identity import Place
from bot.errors import BotError, ConfigurationError, Unreachable
from bot.platforms import Company, log_in
from tests.delivery.fake_sender import FakeSender


@dataclass
class FakePlatform:
    name: str
    refuses: Exception | None = None
    ends: Exception | None = None
    sender: FakeSender = field(default_factory=FakeSender)
    runs: asyncio.Event = field(default_factory=asyncio.Event)

    async def log_in(self) -> None:
        if self.refuses:
            raise self.refuses

    async def run(self) -> None:
        self.runs.set()
        if self.ends:
            raise self.ends
        await asyncio.Event().wait()

    async def has_left(self, _place: Place) -> bool:
        return False


async def test_every_refusal_is_listed_at_once():
    one = FakePlatform("discord", ConfigurationError("One."))
    other = FakePlatform("matrix", ConfigurationError("Two."))

    with pytest.raises(ConfigurationError, match=r"^One\.\nTwo\.$"):
        await log_in([one, other])


async def test_a_refusal_stops_even_if_the_other_works():
    with pytest.raises(ConfigurationError, match=r"^One\.$"):
        await log_in([FakePlatform("discord", ConfigurationError("One.")), FakePlatform("matrix")])


async def test_what_gives_no_answer_is_left_for_later():
    await log_in([FakePlatform("discord", Unreachable("Away.")), FakePlatform("matrix")])


async def test_nothing_that_answers_is_an_end():
    away = [FakePlatform("discord", Unreachable("A.")), FakePlatform("matrix", Unreachable("B."))]

    with pytest.raises(ConfigurationError, match=r"^A\.\nB\.$"):
        await log_in(away)


async def test_a_bug_is_no_refusal():
    with pytest.raises(ZeroDivisionError):
        await log_in([FakePlatform("discord", ZeroDivisionError()), FakePlatform("matrix")])


@pytest.mark.parametrize("end", [ConfigurationError("Logged out."), ZeroDivisionError("bug")])
async def test_the_others_go_on_without_one_that_ends(
    end: Exception, caplog: pytest.LogCaptureFixture
):
    ending, lasting = FakePlatform("matrix", ends=end), FakePlatform("discord")
    company = Company([ending, lasting])
    with caplog.at_level(logging.ERROR):
        await company.run(ending)
    going = asyncio.ensure_future(company.run(lasting))
    await lasting.runs.wait()

    assert not going.done()
    assert [line for line in caplog.messages if line.startswith("matrix has stopped")]
    going.cancel()


async def test_the_last_that_ends_ends_the_program():
    one = FakePlatform("matrix", ends=ConfigurationError("Logged out."))
    other = FakePlatform("discord", ends=ConfigurationError("Refused."))
    company = Company([one, other])
    await company.run(one)

    with pytest.raises(BotError, match="Refused"):
        await company.run(other)
