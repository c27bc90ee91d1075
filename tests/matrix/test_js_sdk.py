"""What an independent client makes of the bot: matrix-js-sdk, in the open and encrypted."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.matrix.conftest import NewPerson
from tests.matrix.js_client import JsClient, js_client, require_js_client
from tests.matrix.person import ENCRYPTED, until
from tests.matrix.sealed import sealed
from tests.matrix.synapse import Synapse

MODES = {
    "plain": {},
    "encrypted": {"encrypts": True},
    "signed devices only": {"encrypts": True, "only_signed": True},
}
UNDISCLOSED = "org.matrix.msc3381.poll.undisclosed"
COUNTED = re.compile(r"^\W*(\w+) — (\d+) vote", re.MULTILINE)

NewClient = Callable[[str], Awaitable[JsClient]]


@dataclass(frozen=True)
class RunningBot:
    user_id: str
    device_id: str


@pytest.fixture(scope="module")
def bot(synapse: Synapse, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningBot]:
    """The whole program, which encrypts."""
    folder = tmp_path_factory.mktemp("bot")
    account = synapse.new_user("bot")
    given = (synapse.url, account["user_id"], account["password"], str(folder), "on")
    process = subprocess.Popen([sys.executable, "-m", "tests.matrix.mortal_bot", *given])
    login = folder / "matrix" / "login.json"
    try:
        while not login.exists():
            assert process.poll() is None, "the bot has ended"
            time.sleep(0.05)
        yield RunningBot(account["user_id"], json.loads(login.read_text())["device_id"])
    finally:
        process.terminate()
        process.wait()


@pytest.fixture
async def new_client(new_person: NewPerson) -> AsyncIterator[NewClient]:
    """Starts the client of somebody whose name begins so; not logged in yet."""
    require_js_client(os.environ)
    async with AsyncExitStack() as stack:

        async def start(name: str) -> JsClient:
            return await stack.enter_async_context(js_client(new_person(name)))

        yield start


@pytest.fixture(params=MODES)
def mode(request: pytest.FixtureRequest) -> dict[str, bool]:
    return MODES[request.param]


@pytest.fixture
async def ada(new_client: NewClient, mode: dict[str, bool]) -> JsClient:
    client = await new_client("ada")
    await client.start(**mode)
    return client


@pytest.fixture
async def ben(new_client: NewClient, mode: dict[str, bool]) -> JsClient:
    client = await new_client("ben")
    await client.start(**mode)
    return client


async def room_with(bot: RunningBot, owner: JsClient, *others: JsClient, seals: bool) -> str:
    """A room whose owner knows that all are in it, the bot too, which has said hello."""
    state = {"initial_state": [ENCRYPTED]} if seals else {}
    invited = [bot.user_id, *(other.person.user_id for other in others)]
    room = await owner.person.new_room(*invited, **state)
    for other in others:
        await other.ask("join", room=room)
    for client in (owner, *others):
        await until(lambda client=client: knows_all(client, room, invited))
    await until(lambda: owner.said_by(room, bot.user_id))
    return room


async def knows_all(client: JsClient, room: str, users: list[str]) -> bool:
    return set(users) <= set(await client.ask("members", room=room) or ())


async def answer(
    bot: RunningBot, client: JsClient, room: str, asked: str, **more: str
) -> dict[str, Any]:
    """Say *asked*, and return what the bot says next."""
    before = len(await client.said_by(room, bot.user_id))
    await client.ask("send", room=room, text=asked, **more)

    async def said() -> list[dict[str, Any]]:
        return (await client.said_by(room, bot.user_id))[before:]

    return (await until(said))[0]


async def test_a_command_is_answered(bot: RunningBot, ada: JsClient, mode: dict[str, bool]):
    seals = "encrypts" in mode
    room = await room_with(bot, ada, seals=seals)
    said = await answer(bot, ada, room, "!why iran armenia")

    assert said["unreadable"] is None
    assert said["encrypted"] is seals
    assert said["content"]["body"].startswith("Why does Iran back Armenia?")
    in_the_clear = await ada.person.said_by(room, bot.user_id)
    assert bool(in_the_clear) is not seals


async def test_what_is_asked_in_a_thread_is_answered_in_it(
    bot: RunningBot, ada: JsClient, mode: dict[str, bool]
):
    room = await room_with(bot, ada, seals="encrypts" in mode)
    root = (await answer(bot, ada, room, "!about"))["id"]
    said = await answer(bot, ada, room, "!why iran armenia", thread=root)

    assert said["relation"]["rel_type"] == "m.thread"
    assert said["relation"]["event_id"] == root


@pytest.mark.parametrize("mode", ["signed devices only"], indirect=True)
async def test_the_bots_device_is_vouched_for(bot: RunningBot, ada: JsClient):
    room = await room_with(bot, ada, seals=True)
    said = await answer(bot, ada, room, "!about")

    assert await ada.ask("signed", user=bot.user_id, device=bot.device_id)
    mark = await ada.ask("mark", room=room, event=said["id"])
    assert mark == {"colour": 0, "reason": None}


@pytest.mark.parametrize("mode", ["signed devices only"], indirect=True)
async def test_a_device_that_nobody_vouches_for_is_kept_out(
    ada: JsClient, new_person: NewPerson, tmp_path: Path
):
    """What the tests in that mode would show if the bot did not sign its device."""
    async with sealed(new_person("eve"), tmp_path) as eve:
        await eve.sync()
        user, device = eve.plain.user_id, eve.plain.device_id
        room = await ada.person.new_room(user, initial_state=[ENCRYPTED])
        await eve.plain.join(room)
        await until(lambda: knows_all(ada, room, [user]))
        await eve.knows(room, ada.person.user_id)
        await eve.say(room, "from nowhere")
        await ada.ask("send", room=room, text="to nobody")

        (said,) = await until(lambda: ada.said_by(room, user))
        assert said["unreadable"] == "UNSIGNED_SENDER_DEVICE"
        assert not await ada.ask("signed", user=user, device=device)
        assert await eve.said_by(room, ada.person.user_id) == []


async def opened_poll(client: JsClient, room: str, asked: str) -> dict[str, Any]:
    await client.ask("send", room=room, text=f"!poll new {asked}")
    poll = await until(lambda: client.poll(room))
    assert poll is not None
    return poll


async def seen_votes(client: JsClient, room: str) -> dict[str, int]:
    poll = await client.poll(room)
    assert poll is not None
    assert poll["unreadable"] == 0
    return {option["text"]: option["votes"] for option in poll["options"]}


async def shows(client: JsClient, room: str, votes: dict[str, int]) -> None:
    async def equal() -> bool:
        return await seen_votes(client, room) == votes

    await until(equal)


async def closed(bot: RunningBot, client: JsClient, room: str) -> dict[str, int]:
    """Close the one poll of the room, and return how the bot has counted."""
    await client.ask("send", room=room, text="!poll close")

    async def counted() -> dict[str, int]:
        said = (message["content"].get("body", "") for message in await said_by_bot())
        return next((dict(found) for body in said if (found := COUNTED.findall(body))), {})

    async def said_by_bot() -> list[dict[str, Any]]:
        return await client.said_by(room, bot.user_id)

    return {option: int(votes) for option, votes in (await until(counted)).items()}


async def test_a_poll_is_shown_and_counted_alike(
    bot: RunningBot, ada: JsClient, ben: JsClient, mode: dict[str, bool]
):
    room = await room_with(bot, ada, ben, seals="encrypts" in mode)
    poll = await opened_poll(ada, room, "Which tea? | green | black | white")
    await until(lambda: ben.poll(room))
    one, two, three = (option["id"] for option in poll["options"])
    vote = {"room": room, "poll": poll["id"]}

    assert poll["question"] == "Which tea?"
    assert [option["text"] for option in poll["options"]] == ["green", "black", "white"]
    assert poll["most"] == 1
    await ada.ask("vote", **vote, answers=[one])
    await ada.ask("vote", **vote, answers=[two])  # the last one counts
    await ben.ask("vote", **vote, answers=[two, three])  # as many as count
    for client in (ada, ben):
        await shows(client, room, {"green": 0, "black": 2, "white": 0})
    await ben.ask("vote", **vote, answers=["of another poll"])  # which spoils the ballot
    await shows(ada, room, {"green": 0, "black": 1, "white": 0})

    assert await closed(bot, ada, room) == await seen_votes(ada, room)
    assert await seen_votes(ada, room) == {"green": 0, "black": 1, "white": 0}


async def test_a_closed_poll_is_closed(bot: RunningBot, ada: JsClient, mode: dict[str, bool]):
    room = await room_with(bot, ada, seals="encrypts" in mode)
    poll = await opened_poll(ada, room, "Which tea? | green | black")
    green, black = (option["id"] for option in poll["options"])
    await ada.ask("vote", room=room, poll=poll["id"], answers=[green])
    await shows(ada, room, {"green": 1, "black": 0})
    counted = await closed(bot, ada, room)

    async def is_ended() -> bool:
        return (await ada.ask("polls", room=room))[0]["ended"]

    await until(is_ended)
    await ada.ask("vote", room=room, poll=poll["id"], answers=[black])
    said = await answer(bot, ada, room, "!poll results Which tea?")
    assert counted == await seen_votes(ada, room) == {"green": 1, "black": 0}
    assert "green" in said["content"]["body"]


async def test_a_reaction_votes_too(bot: RunningBot, ada: JsClient, mode: dict[str, bool]):
    room = await room_with(bot, ada, seals="encrypts" in mode)
    await opened_poll(ada, room, "Which tea? | green | black")
    words = (await ada.said_by(room, bot.user_id))[-1]
    await ada.ask("react", room=room, event=words["id"], emoji="2️⃣")

    assert await closed(bot, ada, room) == {"green": 0, "black": 1}


@pytest.mark.parametrize("mode", ["plain"], indirect=True)
async def test_a_poll_with_several_answers(bot: RunningBot, ada: JsClient):
    room = await room_with(bot, ada, seals=False)
    poll = await opened_poll(ada, room, "Which teas? | green | black | white | several")
    one, _, three = (option["id"] for option in poll["options"])
    assert poll["most"] == 3
    await ada.ask("vote", room=room, poll=poll["id"], answers=[one, three])
    await shows(ada, room, {"green": 1, "black": 0, "white": 1})

    assert await closed(bot, ada, room) == {"green": 1, "black": 0, "white": 1}


@pytest.mark.parametrize("mode", ["plain"], indirect=True)
async def test_a_poll_with_hidden_results_is_undisclosed(bot: RunningBot, ada: JsClient):
    room = await room_with(bot, ada, seals=False)
    poll = await opened_poll(ada, room, "Which tea? | green | black | hidden")

    assert poll["kind"] == UNDISCLOSED
    assert [option["text"] for option in poll["options"]] == ["green", "black"]
