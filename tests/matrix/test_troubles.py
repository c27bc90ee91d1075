"""A homeserver that is away, fails, or says nonsense: never pressed, and no event lost."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from itertools import pairwise

import pytest
from aiohttp import web

from bot.core.post import Reason
from bot.delivery.sender import TryLater
from bot.errors import ConfigurationError, Unreachable
from bot.on_matrix.client import MatrixBot
from tests.matrix.bots import Bots
from tests.matrix.person import Person, until
from tests.matrix.proxy import BAD_GATEWAY, Answer, Proxy, running_proxy
from tests.matrix.synapse import Synapse, running_synapse
from tests.matrix.test_answering import answers, joined

JSON = "application/json"
TOO_OFTEN = (
    429,
    b'{"errcode": "M_LIMIT_EXCEEDED", "error": "Too many requests", "retry_after_ms": 400}',
    "application/json",
)


@pytest.fixture
async def proxy(synapse: Synapse) -> AsyncIterator[Proxy]:
    async with running_proxy(synapse.url) as running:
        yield running


@pytest.fixture
def behind(bots: Bots, proxy: Proxy) -> Bots:
    """A bot that asks through the proxy."""
    bots.url = proxy.url
    return bots


def on_sync(answer: Answer) -> object:
    return lambda request: answer if request.path.endswith("/sync") else None


def grows(pauses: list[float]) -> bool:
    """Whether they are 1, 2, 4... 60, give or take a quarter."""
    wanted = [min(2.0**number, 60) for number in range(len(pauses))]
    pairs = zip(pauses, wanted, strict=True)
    return all(0.75 * want <= pause <= 1.25 * want for pause, want in pairs)


@pytest.mark.parametrize(
    "nonsense",
    [
        BAD_GATEWAY,
        (500, b'{"errcode": "M_UNKNOWN", "error": "Internal server error"}', JSON),
        (200, b"<html>Log in to the hotel's network</html>", "text/html"),
        (200, b"{}", JSON),
        (200, b"[]", JSON),
        (200, b'{"next_batch": 5}', JSON),
        (404, b'{"errcode": "M_UNRECOGNIZED", "error": "?"}', JSON),
    ],
    ids=["502", "500", "portal", "empty", "list", "token", "404"],
)
async def test_a_failing_homeserver_is_asked_less_and_less_often(
    behind: Bots, proxy: Proxy, ada: Person, nonsense: Answer
):
    await behind.start()
    room = await joined(behind, ada)
    proxy.answer = on_sync(nonsense)  # type: ignore[assignment]
    await ada.say(room, "!meanwhile")
    asked = proxy.asked["sync"]

    async def ten_failures() -> bool:
        return len(behind.pauses) >= 10

    await until(ten_failures)
    pauses = list(behind.pauses)
    assert grows(pauses)
    assert proxy.asked["sync"] - asked <= len(behind.pauses) + 1

    proxy.answer = lambda _: None
    assert await until(lambda: answers(behind, ada, room)) == ["re !meanwhile"]


async def test_parts_that_are_not_what_they_should_be_cost_nothing_else(
    behind: Bots, proxy: Proxy, ada: Person
):
    await behind.start()
    room = await joined(behind, ada)

    def malformed(request: web.Request) -> Answer | None:
        if not request.path.endswith("/sync"):
            return None
        odd = {"rooms": [], "to_device": 7, "device_lists": "x", "presence": {"events": 1}}
        said = {"next_batch": request.query["since"]} | odd
        return 200, json.dumps(said).encode(), JSON

    proxy.answer = malformed
    await ada.say(room, "!before")
    asked = proxy.asked["sync"]

    async def was_told() -> bool:
        return proxy.asked["sync"] > asked + 3

    await until(was_told)
    proxy.answer = lambda _: None

    assert await until(lambda: answers(behind, ada, room)) == ["re !before"]


async def test_the_same_news_over_and_over_are_no_hot_loop(behind: Bots, proxy: Proxy):
    await behind.start()
    asked, waited = proxy.asked["sync"], len(behind.pauses)
    proxy.answer = on_sync((200, b'{"next_batch": "s1"}', JSON))  # type: ignore[assignment]

    async def often() -> bool:
        return len(behind.pauses) - waited >= 5

    await until(often)
    assert all(0 < pause <= 1 for pause in behind.pauses[waited:])
    assert proxy.asked["sync"] - asked <= len(behind.pauses) - waited + 2


async def test_a_homeserver_that_restarts_is_found_again(
    tmp_path_factory: pytest.TempPathFactory, bots: Bots, ada: Person
):
    with running_synapse(tmp_path_factory.mktemp("other")) as other:
        bots.url = other.url
        bots.account = Person.new(other, ada.session, "bot")
        mira = Person.new(other, ada.session, "mira")
        bot = await bots.start()
        room = await joined(bots, mira)
        other.stop()

        async def noticed() -> bool:
            return len(bots.pauses) >= 5

        await until(noticed)
        assert grows(bots.pauses[:5])
        with pytest.raises(TryLater):
            await bot.homeserver.send(room, {"msgtype": "m.notice", "body": "lost"}, "k")
        await asyncio.to_thread(other.start)
        await mira.say(room, "!back")

        assert await until(lambda: answers(bots, mira, room)) == ["re !back"]
        await bots.stop()


async def test_a_revoked_login_stops_with_one_sentence(behind: Bots, proxy: Proxy):
    bot = await behind.start()
    asked = proxy.asked["sync"]
    behind.account.token = bot.homeserver.logged_in().access_token
    await behind.account.ask("POST", "/logout", {})
    assert behind.task is not None

    with pytest.raises(ConfigurationError, match=r"no longer takes the login.*matrix-login"):
        await behind.task
    assert proxy.asked["sync"] - asked <= 2
    assert behind.pauses == []


async def test_a_homeserver_that_forgot_where_we_were_is_read_anew(
    behind: Bots, proxy: Proxy, ada: Person
):
    await behind.start()
    room = await joined(behind, ada)
    refusal = b'{"errcode": "M_INVALID_PARAM", "error": "Invalid stream token"}'

    def refuse_token(request: web.Request) -> Answer | None:
        is_old = request.path.endswith("/sync") and "since" in request.query
        return (400, refusal, JSON) if is_old else None

    proxy.answer = refuse_token
    await ada.say(room, "!lost")

    async def paused() -> bool:
        return len(behind.pauses) >= 1

    await until(paused)
    proxy.answer = lambda _: None
    await ada.say(room, "!found")

    async def found() -> bool:
        return "re !found" in await answers(behind, ada, room)

    await until(found)


async def test_a_past_that_cannot_be_read_keeps_nothing_else_from_being_answered(
    behind: Bots, proxy: Proxy, ada: Person
):
    await behind.start()
    room, other = await joined(behind, ada), await joined(behind, ada)
    await behind.stop()
    for number in range(60):
        await ada.say(room, f"!ask {number}")
    await ada.say(other, "!other")
    broken = (500, b'{"errcode": "M_UNKNOWN", "error": "Internal server error"}', JSON)
    proxy.answer = lambda request: broken if request.path.endswith("/messages") else None
    await behind.start()

    assert await until(lambda: answers(behind, ada, other)) == ["re !other"]
    assert len(behind.pauses) == 5
    assert grows(behind.pauses)
    assert proxy.asked["messages"] == 6


async def test_a_homeserver_that_is_not_there_is_told(bots: Bots):
    bots.url = "http://127.0.0.1:9"

    with pytest.raises(Unreachable, match="cannot be reached"):
        await bots.make().log_in()


async def test_it_waits_for_a_homeserver_that_is_late(bots: Bots, proxy: Proxy):
    bots.url = proxy.url
    proxy.answer = lambda _: BAD_GATEWAY
    bots.begin()

    async def tried() -> bool:
        return len(bots.pauses) >= 4

    await until(tried)
    assert grows(bots.pauses[:4])
    proxy.answer = lambda _: None
    assert bots.bot is not None
    await bots.bot.homeserver.ready()


@pytest.mark.parametrize(
    "refusal",
    [TOO_OFTEN, BAD_GATEWAY],
    ids=["429", "502"],
)
async def test_what_could_not_be_said_is_said_once_it_can(
    behind: Bots, proxy: Proxy, ada: Person, refusal: Answer
):
    await behind.start()
    room, time = await joined(behind, ada), asyncio.get_running_loop().time
    refused: list[float] = []

    def refuse(request: web.Request) -> Answer | None:
        if "/send/" not in request.path:
            return None
        refused.append(time())
        return refusal

    proxy.answer = refuse
    asked = [f"!ask {number}" for number in range(20)]
    for text in asked:
        await ada.say(room, text)

    async def refused_often() -> bool:
        return len(refused) >= 3

    await until(refused_often)
    assert min(later - earlier for earlier, later in pairwise(refused)) >= 0.4
    proxy.answer = lambda _: None

    async def complete() -> list[str]:
        said = await answers(behind, ada, room)
        return said if len(said) >= 20 else []

    assert sorted(await until(complete, every=0.2)) == sorted(f"re {text}" for text in asked)


async def test_a_rate_limit_holds_back_what_is_sent(
    tmp_path_factory: pytest.TempPathFactory, bots: Bots, ada: Person
):
    with running_synapse(tmp_path_factory.mktemp("strict"), rate=2, burst=5) as strict:
        async with running_proxy(strict.url) as proxy:
            bots.url = proxy.url
            bots.account = Person.new(strict, ada.session, "bot")
            bot = await bots.start()
            room = await joined(bots, Person.new(strict, ada.session, "mira"))
            outcomes = [await outcome(bot, room, number) for number in range(40)]
            await bots.stop()

    refused = [each for each in outcomes if each is not None]
    assert len(refused) > 30
    assert {each.trouble.reason for each in refused} == {Reason.RATE_LIMITED}
    assert not any(each.in_doubt for each in refused)
    assert all(each.after.total_seconds() > 0 for each in refused)
    # What was held back was not even asked for.
    assert sum(count for name, count in proxy.asked.items() if name.startswith("k")) < 10


async def outcome(bot: MatrixBot, room: str, number: int) -> TryLater | None:
    """Why it could not be sent at once."""
    try:
        await bot.homeserver.send(room, {"msgtype": "m.notice", "body": "more"}, f"k{number}")
    except TryLater as later:
        return later
    return None
