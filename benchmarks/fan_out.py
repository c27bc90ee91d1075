"""Many places whose daily explainer is due in the same second: `python -m benchmarks.fan_out`.

The bot runs as a process of its own on the tests' stand-in for Discord, which keeps to Discord's
limits: 50 requests a second, five messages in five seconds of a channel. The floor of the sending
is that rate; that of the commands, each given ten times a second, is the same bot before anything
was due. Settings are the defaults, by which a place takes a message, a thread, a question and, for
most explainers, a poll; with `--messages-only` it takes a message.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import os
import re
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from msgspec.structs import replace

from benchmarks.places import deal_out, plan, set_up
from bot.clock import utc_now
from bot.core.identity import Place, qualified
from bot.core.place_settings import PlaceSettings
from bot.core.reading.reader import read_pack
from bot.on_discord.askers import DISCORD
from bot.settings import bundled_packs
from bot.storage.connect import open_database
from tests.stand_in.interactions import Interaction
from tests.stand_in.limits import Limits
from tests.stand_in.places import Channel
from tests.stand_in.server import Discord, stand_in
from tests.stand_in.world import World

PACK = bundled_packs() / "nagorno-karabakh"
COMMANDS: Mapping[str, Mapping[str, str]] = {
    "why": {"actor": "iran", "backs": "armenia"},
    "schedule why": {},
}
EVERY = 0.1  # seconds between two commands of one name
SETTLE_SECONDS, IDLE_SECONDS, LEAD_SECONDS, START_SECONDS = 5, 20, 3, 300
STEPS, OK = ("send", "thread", "poll"), 200
WITH_MESSAGE = 4  # an answer that is none but promises one has another type
PARTS = 10
LEFT = """
    SELECT EXISTS (
        SELECT 1 FROM post WHERE state IN ('planned', 'sending', 'sent') AND due_at <= ?)
"""


@dataclass(frozen=True)
class Run:
    """What one run came to; every time is on the clock of `time.monotonic`.

    *served* is when each request of a post was let in, *messages* when each place had its message.
    *idle* and *busy* are the seconds that each command took before and while posts were sent. Of
    the bot, *processor* is the seconds of a core that it took meanwhile, *memory* the MiB at most.
    """

    due: float
    served: Sequence[float]
    messages: Sequence[float]
    refused: int
    busiest_second: int
    idle: Mapping[str, Sequence[float]]
    busy: Mapping[str, Sequence[float]]
    processor: float
    memory: float


async def measure(places: int, settings: PlaceSettings) -> Run:
    world = World()
    channels = [world.add_channel(world.add_guild()) for _ in range(places)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bot.db"
        await fill(path, channels, settings)
        async with stand_in(world, limits=Limits()) as discord:
            with bot(discord.port, path) as process:
                await begun(discord)
                return await fan_out(discord, channels, path, process.pid)


async def fan_out(discord: Discord, channels: Sequence[Channel], path: Path, pid: int) -> Run:
    idle = await give_commands(discord, asyncio.sleep(IDLE_SECONDS))
    due = utc_now().replace(microsecond=0) + timedelta(seconds=LEAD_SECONDS)
    plan(path, map(place, channels), due)
    before = processor(pid)
    async with asyncio.timeout(START_SECONDS + len(channels)):
        busy = await give_commands(discord, done(path, due))
    spent = processor(pid) - before
    homes = {channel.id for channel in channels}
    posting = [each for each in discord.requests if each.kind in STEPS and each.status == OK]
    first = [each for each in posting if each.kind == "send" and each.arg("channel") in homes]
    assert len(first) == len({each.arg("channel") for each in first}) == len(channels)
    assert discord.limits
    return Run(
        due=due.timestamp() - time.time() + time.monotonic(),
        served=[each.at for each in posting],
        messages=[each.at for each in first],
        refused=discord.limits.excesses.total(),
        busiest_second=discord.limits.busiest_second,
        idle=idle,
        busy=busy,
        processor=spent,
        memory=peak(pid),
    )


async def fill(path: Path, channels: Sequence[Channel], settings: PlaceSettings) -> None:
    """Places that are half through the deck."""
    async with open_database(f"sqlite:{path}"):
        pass  # makes the tables
    pack = read_pack(PACK)
    explainers = sorted(pack.explainers)
    set_up(path, ((place(each), replace(settings, channel=str(each.id))) for each in channels))
    deal_out(path, [*map(place, channels)], pack.header.id, explainers[: len(explainers) // 2])


def place(channel: Channel) -> Place:
    assert channel.guild is not None
    return qualified(DISCORD, channel.guild.id)


@contextmanager
def bot(port: int, path: Path) -> Iterator[subprocess.Popen[bytes]]:
    arguments = (str(port), f"sqlite:{path}", str(path.parent), "0")
    with (path.parent / "log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.delivery.bot_process", *arguments], stdout=log, stderr=log
        )
    try:
        yield process
    finally:
        process.terminate()
        process.wait()


async def begun(discord: Discord) -> None:
    """Wait until the bot has heard of every server, after which it answers, and has settled."""
    async with asyncio.timeout(START_SECONDS):
        await discord.gateway.ready()
        await discord.begin_slash("why", **COMMANDS["why"]).answer
    await asyncio.sleep(SETTLE_SECONDS)


async def give_commands(
    discord: Discord, until: Awaitable[object]
) -> Mapping[str, Sequence[float]]:
    """Give each command again and again *until* then, and tell how long each of them took."""
    given: dict[str, list[Interaction]] = {name: [] for name in COMMANDS}
    end = asyncio.ensure_future(until)
    while not end.done():
        for name, options in COMMANDS.items():
            given[name].append(discord.begin_slash(name, **options))
            await asyncio.wait([end], timeout=EVERY / len(COMMANDS))
    end.result()
    async with asyncio.timeout(START_SECONDS):
        return {name: [await seconds(each) for each in given[name]] for name in given}


async def seconds(interaction: Interaction) -> float:
    answer = await interaction.answer
    assert answer.body["type"] == WITH_MESSAGE
    return answer.seconds


async def done(path: Path, due: datetime) -> None:
    """Wait until every post of that moment is out."""
    with closing(sqlite3.connect(path, timeout=30)) as connection:
        while True:
            await asyncio.sleep(1)
            ((is_left,),) = connection.execute(LEFT, (due.timestamp(),))
            if not is_left:
                return


def processor(pid: int) -> float:
    """The seconds that a core was busy with the process."""
    after_name = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(after_name[11]) + int(after_name[12])) / os.sysconf("SC_CLK_TCK")


def peak(pid: int) -> float:
    """The most MiB that the process ever had in memory."""
    found = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text("ascii"))
    assert found
    return int(found[1]) / 1024


def report(places: int, run: Run) -> None:
    first, last = min(run.served), max(run.served)
    step = (last - first) / PARTS
    parts = [first + step * part for part in range(PARTS)]
    slowest = min(sum(at <= each < at + step for each in run.served) for at in parts)
    permitted = Limits().per_second
    print(f"{places} places, {len(run.served)} requests in {last - first:.0f} s")
    print(f"share of the permitted rate   {len(run.served) / (last - first) / permitted:.3f}")
    print(f"  in the slowest tenth        {slowest / step / permitted:.3f}")
    print(f"requests of the busiest second {run.busiest_second}, refused {run.refused}")
    print(f"first message after {min(run.messages) - run.due:.1f} s, ", end="")
    print(f"last after {max(run.messages) - run.due:.0f} s")
    for name in COMMANDS:
        for label, percent in (("p50", 50), ("p99", 99)):
            busy, idle = (percentile(each[name], percent) * 1e3 for each in (run.busy, run.idle))
            print(f"/{name:13} {label} {busy:8.1f} {idle:8.1f} ms  ratio {busy / idle:.2f}")
    print(f"of one core {run.processor / (last - first):.0%}, memory at most {run.memory:.0f} MiB")


def percentile(values: Sequence[float], percent: int) -> float:
    return statistics.quantiles(values, n=100, method="inclusive")[percent - 1]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--places", type=int, default=1000)
    parser.add_argument("--messages-only", action="store_true")
    asked = parser.parse_args()
    settings = PlaceSettings()
    if asked.messages_only:
        settings = replace(settings, thread=False, poll=False)
    gc.disable()  # a pause of the stand-in's would count as one of the bot's
    report(asked.places, asyncio.run(measure(asked.places, settings)))


if __name__ == "__main__":
    main()
