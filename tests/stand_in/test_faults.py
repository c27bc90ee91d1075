"""Faults on demand, limits, and a process that is killed meanwhile."""

from __future__ import annotations

import asyncio
import signal
import sys
from contextlib import suppress
from pathlib import Path

import aiohttp
import discord
import pytest

from tests.stand_in.client import Client, connected, eventually
from tests.stand_in.faults import (
    Ending,
    Fault,
    Rule,
    accepted_then_answered,
    accepted_then_dropped,
    dropped,
    failed,
    hung,
    rate_limited,
)
from tests.stand_in.limits import Limits
from tests.stand_in.pointing import point_discord_py_at
from tests.stand_in.server import Discord, stand_in

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("ending", "error"),
    [(Ending.DROP, aiohttp.ServerDisconnectedError), (Ending.RESET, aiohttp.ClientOSError)],
)
async def test_an_accepted_message_is_there_though_nobody_answered(
    world, channel, general, served: Discord, ending, error
):
    served.plan([Rule("send", accepted_then_dropped(ending))])
    with pytest.raises(error):
        await general.send("hello", nonce="key")
    await general.send("hello", nonce="key")

    assert len(served.of_kind("send")) == 2
    assert len(world.history(channel)) == 1


async def test_a_dropped_message_never_was(world, channel, general, served: Discord):
    served.plan([Rule("send", dropped(), nth=2)])
    await general.send("first")
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await general.send("second")

    assert [message.content for message in world.history(channel)] == ["first"]


async def test_a_rule_may_choose_its_requests(world, channel, general, served: Discord):
    served.plan([Rule("send", failed(503), where=lambda request: "2" in request.body["content"])])
    for text in ("1", "2", "22"):
        with suppress(discord.DiscordServerError):
            await general.send(text)

    assert [message.content for message in world.history(channel)] == ["1", "22"]


@pytest.mark.parametrize(
    ("fault", "messages"), [(accepted_then_answered(503), 1), (failed(503), 0)]
)
async def test_a_server_error_may_or_may_not_have_sent(
    world, channel, general, served: Discord, fault, messages
):
    served.plan(lambda kind, occasion: fault if (kind, occasion) == ("send", 1) else None)
    with pytest.raises(discord.DiscordServerError):
        await general.send("hello")

    assert len(world.history(channel)) == messages


async def test_discord_py_repeats_a_bad_gateway_and_so_doubles_what_heeds_no_nonce(
    world, channel, client: Client, served: Discord, monkeypatch
):
    kept = world.add_forum(channel.guild)
    await eventually(lambda: client.get_channel(kept.id))
    sleep = asyncio.sleep
    monkeypatch.setattr(asyncio, "sleep", lambda _seconds: sleep(0))
    served.plan([Rule(kind, accepted_then_answered(502)) for kind in ("send", "forum post")])
    await client.get_channel(channel.id).send("hello")  # discord.py draws a nonce of its own
    await client.get_channel(kept.id).create_thread(name="post", content="hello")

    assert len(world.history(channel)) == 1
    assert len(world.threads(kept)) == 2


async def test_hooks_are_called_before_acting_after_it_and_after_the_answer(
    world, channel, general, served: Discord
):
    seen = []
    answered = asyncio.Event()

    async def note() -> None:
        seen.append((len(world.history(channel)), served.of_kind("send")[-1].status))
        if len(seen) == 3:
            answered.set()

    served.plan([Rule("send", Fault().calling(before=note, acted=note, replied=note))])
    await general.send("hello")
    await answered.wait()

    assert seen == [(0, None), (1, None), (1, 200)]


async def test_a_hanging_request_waits_for_its_release(world, channel, general, served: Discord):
    served.plan([Rule("send", hung(acts=True))])
    async with asyncio.TaskGroup() as group:
        sending = group.create_task(general.send("hello"))
        await eventually(lambda: world.history(channel))
        waited = not sending.done()
        served.release()

    assert waited
    assert sending.result().content == "hello"


async def test_a_429_is_obeyed(world, channel, general, served: Discord):
    served.plan(
        [Rule("send", rate_limited(0.02)), Rule("send", rate_limited(0.02, everywhere=True), 2)]
    )
    await general.send("hello")

    assert [request.status for request in served.of_kind("send")] == [429, 429, 200]
    assert len(world.history(channel)) == 1


async def test_a_client_keeps_within_a_channels_bucket(world, channel, monkeypatch):
    limits = Limits(channel_seconds=0.05)
    async with stand_in(world, limits=limits) as running:
        point_discord_py_at(running.port, monkeypatch.setattr)
        async with connected(running) as client:
            general = client.get_channel(channel.id)
            for number in range(12):
                await general.send(str(number))

    assert len(world.history(channel)) == 12
    assert limits.excesses.total() == 0


async def test_a_client_runs_into_the_global_limit_and_obeys(world, monkeypatch):
    channels = [world.add_channel(next(iter(world.guilds.values()))) for _ in range(20)]
    limits = Limits(per_second=10, second=0.1)
    async with stand_in(world, limits=limits) as running:
        point_discord_py_at(running.port, monkeypatch.setattr)
        async with connected(running) as client:
            sends = [client.get_channel(channel.id).send("hello") for channel in channels]
            await asyncio.gather(*sends)

    assert all(len(world.history(channel)) == 1 for channel in channels)
    assert limits.excesses[True] > 0
    assert limits.busiest_second <= 10


SENDER = """
import asyncio, sys
import discord
from tests.stand_in.pointing import point_discord_py_at

async def send(port: int, channel: int) -> None:
    point_discord_py_at(port)
    async with discord.Client(intents=discord.Intents.none()) as client:
        await client.login("token")
        await client.get_partial_messageable(channel).send("hello", nonce="key")

asyncio.run(send(*map(int, sys.argv[1:])))
"""


@pytest.mark.parametrize(
    ("fault", "moment", "messages"),
    [
        (dropped(), "before", 0),
        (accepted_then_dropped(), "acted", 1),
        (Fault(), "replied", 1),
    ],
)
async def test_a_process_can_be_killed_at_each_moment_of_a_request(
    world, channel, served: Discord, fault: Fault, moment: str, messages: int
):
    killed = asyncio.Event()
    sender = await asyncio.create_subprocess_exec(
        sys.executable, "-c", SENDER, str(served.port), str(channel.id), cwd=ROOT
    )

    async def kill() -> None:
        sender.kill()
        await sender.wait()
        killed.set()

    served.plan([Rule("send", fault.calling(**{moment: kill}))])
    await asyncio.wait_for(killed.wait(), 30)

    assert sender.returncode == -signal.SIGKILL
    assert len(world.history(channel)) == messages
