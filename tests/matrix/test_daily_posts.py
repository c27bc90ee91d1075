"""Killed again and again while daily posts are due: each stands in its room once, whole."""

from __future__ import annotations

import asyncio
import json
import random
import re
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.clock import utc_now
from bot.core.pack import Pack
from bot.core.place_settings import PlaceSettings, write_place_settings
from bot.on_matrix.identity import place
from bot.services.pack_library import PackLibrary
from bot.services.planning import replan
from bot.storage.database import Database
from tests.delivery.conftest import SET
from tests.matrix.conftest import NewPerson
from tests.matrix.person import ENCRYPTED, Person, until
from tests.matrix.sealed import sealed
from tests.matrix.test_kills import KILLS, Mortal, living

ROOMS = 3 * KILLS
BETWEEN = timedelta(seconds=0.6)  # two posts
LIFE_SECONDS = (0.8, 3.0)  # before it is killed; starting takes more than half a second of it
START = "org.matrix.msc3381.poll.start"
REPORT = re.compile(r"report:([\w-]+):\d{4}-\d\d-\d\d")
UNFINISHED = "SELECT COUNT(*) AS n FROM post WHERE state IN ('planned', 'sending', 'sent')"

Event = Mapping[str, Any]
EventsIn = Callable[[str], Awaitable[Iterable[Event]]]


async def schedule(database: Database, rooms: Iterable[str], first: datetime) -> None:
    """Let a post be due in one room after the other from *first* on, about noon of local time."""
    zone = "Etc/GMT-6" if first.hour < 12 else "Etc/GMT+6"
    offset = timedelta(hours=6 if first.hour < 12 else -6)
    async with database.transaction() as connection:
        for number, room in enumerate(rooms):
            local = first + number * BETWEEN + offset
            settings = PlaceSettings(channel=room, at=local.time(), zone=zone)
            await connection.execute(SET, place(room), write_place_settings(settings))
            await replan(connection, place(room), settings, utc_now())


async def put_to_the_test(mortal: Mortal, database: Database, rooms: list[str]) -> None:
    dice = random.Random(11)
    await schedule(database, rooms, utc_now() + timedelta(seconds=1))
    async with living(mortal):
        for _ in range(KILLS):
            await asyncio.sleep(dice.uniform(*LIFE_SECONDS))
            mortal.die()
            mortal.live()

        async def all_are_out() -> bool:
            row = await database.fetch_one(UNFINISHED)
            return row is not None and row["n"] == len(rooms)  # those of tomorrow

        await until(all_are_out, seconds=60, every=0.5)


def step_of(content: Mapping[str, Any], pack: Pack) -> str:
    if START in content:
        return "poll"
    said = json.dumps(content)
    if posted := REPORT.search(said):
        return f"message {posted[1]}"
    polls = {each.poll.question for each in pack.explainers.values() if each.poll}
    return "poll in words" if any(each in content["body"] for each in polls) else "question"


def expected(steps: Counter[str], pack: Pack) -> Counter[str]:
    """What one post comes to, given which explainer it is."""
    explainers = [step.split()[1] for step in steps if step.startswith("message ")]
    assert len(explainers) == 1, steps
    explainer = pack.explainers[explainers[0]]
    has_poll = ["poll", "poll in words"] if explainer.poll else []
    return Counter([f"message {explainer.id}", "question", *has_poll])


async def check(rooms: Iterable[str], events_in: EventsIn, bot: str, pack: Pack) -> None:
    for room in rooms:
        events = [event for event in await events_in(room) if event["sender"] == bot]
        said = [each["content"] for each in events if each["type"] in ("m.room.message", START)]
        steps = Counter(step_of(content, pack) for content in said)
        assert steps == expected(steps, pack)
        roots = {
            content["m.relates_to"]["event_id"] for content in said if "m.relates_to" in content
        }
        (message,) = (each for each in events if REPORT.search(json.dumps(each["content"])))
        assert roots == {message["event_id"]}, "one thread, below the message"


@pytest.mark.timeout(120 + 10 * KILLS)
async def test_killed_while_posts_are_due_in_plain_rooms(
    account: Person, ada: Person, database: Database, tmp_path: Path, real_packs: PackLibrary
):
    rooms = [await ada.new_room(account.user_id) for _ in range(ROOMS)]
    for room in rooms:
        await account.join(room)

    await put_to_the_test(Mortal(account, tmp_path, "off"), database, rooms)

    await check(rooms, ada.events, account.user_id, real_packs.named(None))


@pytest.mark.timeout(120 + 10 * KILLS)
async def test_killed_while_posts_are_due_in_encrypted_rooms(
    account: Person,
    new_person: NewPerson,
    database: Database,
    tmp_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
    real_packs: PackLibrary,
):
    async with sealed(new_person("eve"), tmp_path_factory.mktemp("eve")) as eve:
        await eve.sync()
        make = eve.plain.new_room
        rooms = [await make(account.user_id, initial_state=[ENCRYPTED]) for _ in range(ROOMS // 2)]
        for room in rooms:
            await account.join(room)
        await eve.sync()

        mortal = Mortal(account, tmp_path, "on")
        await put_to_the_test(mortal, database, rooms)

        await check(rooms, eve.events, account.user_id, real_packs.named(None))
