"""Start, memory and `/why`, against a bare discord.py bot: `python -m benchmarks.start_and_answer`.

Both bots run in turn as processes of their own against the same stand-in for Discord. Start is from
the launch of the process to its gateway session, with the data folder of an earlier start in place;
memory is resident, after the commands.
"""

from __future__ import annotations

import asyncio
import re
import statistics
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.stand_in import stand_in

ROUNDS = 7
COMMANDS = 200
WARM_UP = 20


@dataclass
class Figures:
    start: float  # seconds
    memory: float  # MiB
    p50: float  # seconds
    p99: float


async def measure(which: str) -> Figures:
    async with stand_in() as discord:
        begun = time.perf_counter()
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "benchmarks.bots",
            which,
            str(discord.port),
            stderr=asyncio.subprocess.DEVNULL,
        )
        try:
            async with asyncio.timeout(60):
                start = await discord.identified - begun
                await asyncio.sleep(0.5)  # lets the start settle, for both alike
                times = [
                    await discord.run_command("why", actor="iran", backs="armenia")
                    for _ in range(WARM_UP + COMMANDS)
                ][WARM_UP:]
            memory = resident(process.pid)
        finally:
            process.kill()
            await process.wait()
    ordered = sorted(times)
    return Figures(start, memory, statistics.median(times), ordered[int(len(ordered) * 0.99)])


def resident(pid: int) -> float:
    """MiB of the process that are in memory."""
    found = re.search(r"VmRSS:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text("ascii"))
    assert found
    return int(found[1]) / 1024


async def main() -> None:
    await measure("ours")  # a first start reads the pack and keeps a copy of it
    rounds = [(await measure("ours"), await measure("floor")) for _ in range(ROUNDS)]
    print(f"medians of {ROUNDS} rounds, ours against the floor")
    for name, unit, scale in (
        ("start", "s", 1),
        ("memory", "MiB", 1),
        ("p50", "ms", 1000),
        ("p99", "ms", 1000),
    ):
        ours = statistics.median(getattr(o, name) for o, _ in rounds) * scale
        floor = statistics.median(getattr(f, name) for _, f in rounds) * scale
        ratio = statistics.median(getattr(o, name) / getattr(f, name) for o, f in rounds)
        print(f"{name:8} {ours:8.2f} {floor:8.2f} {unit:4} ratio {ratio:.2f}")


if __name__ == "__main__":
    asyncio.run(main())
