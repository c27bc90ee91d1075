"""Killed again and again while people ask: nothing unanswered, nothing answered twice."""

from __future__ import annotations

import asyncio
import os
import random
import subprocess
import sys
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.storage.database import Database
from tests.matrix.conftest import NewPerson
from tests.matrix.person import ENCRYPTED, Person, until
from tests.matrix.sealed import sealed

KILLS = int(os.environ.get("KILLS", "6"))
COMMANDS = 200 if "KILLS" in os.environ else 60
LIFE_SECONDS = (0.8, 3.0)  # before it is killed; starting takes more than half a second of it
LOOK_UPS = ("!why iran armenia", "!actor turkey", "!timeline", "!help", "!schedule next")
CHANGES = "SELECT COUNT(*) AS n FROM settings_change"

Say = Callable[[str, str], Awaitable[str]]
EventsIn = Callable[[str], Awaitable[Iterable[Mapping[str, Any]]]]


@dataclass
class Mortal:
    account: Person
    folder: Path
    encryption: str
    process: subprocess.Popen[bytes] | None = None

    def live(self) -> None:
        account = self.account
        given = (account.url, account.user_id, account.password, str(self.folder), self.encryption)
        with (self.folder / "bot.log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tests.matrix.mortal_bot", *given], stderr=log
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


def command(number: int) -> str:
    """Most look something up; some change the settings, or take the last change back."""
    match number % 10:
        case 3:
            return f"!settings time {number // 60:02}:{number % 60:02}"
        case 8:
            return "!settings undo"
        case _:
            return LOOK_UPS[number % len(LOOK_UPS)]


async def put_to_the_test(mortal: Mortal, room: str, say: Say, events_in: EventsIn) -> None:
    """Ask all the while; see in the room that each message has one answer, and each change, by the
    number of records of them, was made once.
    """
    asked: list[str] = []
    dice = random.Random(7)

    async def ask() -> None:
        for number in range(COMMANDS):
            asked.append(await say(room, command(number)))
            await asyncio.sleep(dice.uniform(0, 2 * KILLS * 1.9 / COMMANDS))

    asking = asyncio.ensure_future(ask())
    for _ in range(KILLS):
        await asyncio.sleep(dice.uniform(*LIFE_SECONDS))
        mortal.die()
        mortal.live()
    await asking

    async def answers() -> Counter[str]:
        bot = mortal.account.user_id
        said = (event for event in await events_in(room) if event["sender"] == bot)
        return Counter(filter(None, map(answered_by, said)))

    async def complete() -> bool:
        return len(await answers()) == COMMANDS

    await until(complete, seconds=60, every=0.5)
    assert await answers() == Counter(asked)


def answered_by(event: Mapping[str, Any]) -> str | None:
    """The message that *event* answers, if it does."""
    relation = event["content"].get("m.relates_to", {})
    return relation.get("m.in_reply_to", {}).get("event_id")


async def changes(database: Database) -> int:
    row = await database.fetch_one(CHANGES)
    return row["n"] if row else 0


@pytest.mark.timeout(120 + 10 * KILLS)
async def test_killed_in_a_plain_room(
    account: Person, ada: Person, database: Database, tmp_path: Path
):
    mortal = Mortal(account, tmp_path, "off")
    async with living(mortal):
        room = await ada.new_room(account.user_id)
        await until(lambda: ada.said_by(room, account.user_id))
        await put_to_the_test(mortal, room, ada.say, ada.events)

    assert await changes(database) == COMMANDS // 5


@pytest.mark.timeout(120 + 10 * KILLS)
async def test_killed_in_an_encrypted_room(
    account: Person,
    new_person: NewPerson,
    database: Database,
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
            await put_to_the_test(mortal, room, eve.say, eve.events)

    assert await changes(database) == COMMANDS // 5
