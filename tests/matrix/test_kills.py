"""Killed again and again while people ask: nothing unanswered, nothing answered twice."""

from __future__ import annotations

import asyncio
import os
import random
import subprocess
import sys
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.matrix.conftest import NewPerson
from tests.matrix.person import ENCRYPTED, Person, until
from tests.matrix.sealed import sealed

KILLS = int(os.environ.get("KILLS", "6"))
COMMANDS = 200 if "KILLS" in os.environ else 60
LIFE_SECONDS = (0.3, 2.5)  # before it is killed; starting takes more than half a second of it

Say = Callable[[str, str], Awaitable[object]]
SaidBy = Callable[[str, str], Awaitable[list[str]]]


@dataclass
class Mortal:
    account: Person
    folder: Path
    encryption: str
    module: str = "mortal_bot"
    process: subprocess.Popen[bytes] | None = None

    def live(self) -> None:
        account = self.account
        given = (account.url, account.user_id, account.password, str(self.folder), self.encryption)
        with (self.folder / "bot.log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", f"tests.matrix.{self.module}", *given], stderr=log
            )

    def die(self) -> None:
        assert self.process is not None
        assert self.process.poll() is None, "it ended by itself"
        self.process.kill()
        self.process.wait()


@asynccontextmanager
async def living(mortal: Mortal) -> AsyncIterator[None]:
    mortal.live()
    try:
        yield
    finally:
        mortal.die()


async def put_to_the_test(mortal: Mortal, room: str, say: Say, said_by: SaidBy) -> None:
    asked = [f"!ask {number}" for number in range(COMMANDS)]
    dice = random.Random(7)

    async def ask() -> None:
        for text in asked:
            await say(room, text)
            await asyncio.sleep(dice.uniform(0, 2 * KILLS * 1.4 / COMMANDS))

    asking = asyncio.ensure_future(ask())
    for _ in range(KILLS):
        await asyncio.sleep(dice.uniform(*LIFE_SECONDS))
        mortal.die()
        mortal.live()
    await asking

    async def answers() -> list[str]:
        said = await said_by(room, mortal.account.user_id)
        return [text for text in said if text.startswith("re ")]

    async def complete() -> bool:
        return len(set(await answers())) == COMMANDS

    await until(complete, seconds=40, every=0.5)
    assert Counter(await answers()) == Counter(f"re {text}" for text in asked)


@pytest.mark.timeout(300)
async def test_killed_in_a_plain_room(account: Person, ada: Person, tmp_path: Path):
    mortal = Mortal(account, tmp_path, "off")
    async with living(mortal):
        room = await ada.new_room(account.user_id)
        await until(lambda: ada.said_by(room, account.user_id))
        await put_to_the_test(mortal, room, ada.say, ada.said_by)


@pytest.mark.timeout(300)
async def test_killed_in_an_encrypted_room(
    account: Person,
    new_person: NewPerson,
    tmp_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
):
    mortal = Mortal(account, tmp_path, "on")
    async with sealed(new_person("eve"), tmp_path_factory.mktemp("eve")) as eve:
        await eve.sync()
        async with living(mortal):
            room = await eve.plain.new_room(account.user_id, initial_state=[ENCRYPTED])
            await eve.knows(room, account.user_id)
            await until(lambda: eve.said_by(room, account.user_id))
            await put_to_the_test(mortal, room, eve.say, eve.said_by)
