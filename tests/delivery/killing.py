"""Processes of the bot on one database, which are killed in the middle of their posts."""

from __future__ import annotations

import asyncio
import logging
import signal
import sys
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from bot.storage.database import Database
from tests.delivery.mortal_bot import lease_of
from tests.delivery.shared_clock import SharedClock
from tests.stand_in.faults import Fault, Rule, accepted_then_dropped, dropped
from tests.stand_in.requests import Request
from tests.stand_in.server import Discord

logger = logging.getLogger(__name__)
ROOT = Path(__file__).parents[2]
PATIENCE = 30.0  # seconds, of which a post takes one
ANY = "any"
# In the order in which they come.
STEPS = ("message", "forum post", "thread", "question", "poll")
LOOKS = ("history", "active threads")  # when in doubt
MOMENTS = {"before": dropped(), "acted": accepted_then_dropped(), "replied": Fault()}
OPEN = (
    "SELECT COUNT(*) AS n FROM post WHERE state IN ('planned', 'sending', 'sent') AND due_at <= $1"
)
LOST = "SELECT post_id, state, reason, detail FROM post WHERE state IN ('missed', 'failed')"
TO_DECIDE = "SELECT COUNT(*) AS n FROM post WHERE state = 'planned' AND due_at <= $1"
TO_SEND = "SELECT lease_id FROM outbox WHERE ended_at IS NULL AND due_at <= $1"


@dataclass(frozen=True)
class Work:
    """What the processes do, as statements, in which $1 is the time.

    *open* counts what is due and not done, *undecided* what nobody has begun; *lost* finds what
    came to nothing.
    """

    open: str
    undecided: str
    lost: str


POSTS = Work(OPEN, TO_DECIDE, LOST)
MARKS = {"report:": "message", "poll-ballot:": "ballot", "poll-results:": "results"}


@dataclass(frozen=True)
class Kill:
    """At the *nth* request of *step*, at its *moment*, or *delay* seconds after it came."""

    step: str
    moment: str
    nth: int = 1
    delay: float = 0.0

    def __str__(self) -> str:
        return f"{self.step}/{self.moment}"

    def concerns(self, request: Request) -> bool:
        return self.step in (ANY, step_of(request))


def step_of(request: Request) -> str:
    """The step of a delivery that *request* is, or looks for; else its kind."""
    if request.kind != "send":
        return request.kind
    shown = str(request.body)
    return next((step for mark, step in MARKS.items() if mark in shown), "question")


def at_random(random: Random) -> Kill:
    """Some time after some request, be it of the start: also between two, in the database."""
    return Kill(ANY, "later", random.randint(1, 12), random.uniform(0, 0.03))


def at_every(steps: tuple[str, ...]) -> list[Kill]:
    return [Kill(step, moment) for step in steps for moment in MOMENTS]


@dataclass
class Fleet:
    """*size* processes; each that was killed is replaced by another."""

    discord: Discord
    database: Database
    url: str
    folder: Path
    clock: SharedClock
    random: Random
    size: int = 1
    work: Work = POSTS
    started: int = 0
    alive: list[Process] = field(default_factory=list)
    _slain: set[Process] = field(default_factory=set)
    _timer: asyncio.TimerHandle | None = None

    async def man(self) -> None:
        """Start as many as are lacking."""
        while len(self.alive) < self.size:
            self.started += 1
            self.alive.append(await self._start())

    async def _start(self) -> Process:
        arguments = (str(self.discord.port), self.url, str(self.folder), str(self.clock.file))
        with (self.folder / "bot.log").open("ab") as log:
            return await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "tests.delivery.mortal_bot", *arguments),
                cwd=ROOT,
                stdout=log,
                stderr=log,
            )

    async def suffer(self, kill: Kill) -> bool:
        """Wait until *kill* has happened; False if everything was done before it could."""
        victim = self.random.choice(self.alive)
        self._plan(kill, victim)
        await until(lambda: self._ended_or_done(victim), self._log)
        self._unplan()
        if victim.returncode is None and victim not in self._slain:
            return False
        assert await victim.wait() == -signal.SIGKILL, self._log()
        self.alive.remove(victim)
        return True

    def _plan(self, kill: Kill, victim: Process) -> None:
        async def now() -> None:
            self._slay(victim)
            await victim.wait()

        async def later() -> None:
            loop = asyncio.get_running_loop()
            self._timer = loop.call_later(kill.delay, self._slay, victim)

        if kill.moment in MOMENTS:
            # With others about, the request may be of one that lives on, so nothing befalls it.
            fault = MOMENTS[kill.moment] if self.size == 1 else Fault()
            struck = fault.calling(**{kill.moment: now})
        else:
            struck = Fault().calling(before=later)
        self.discord.plan([Rule(None, struck, kill.nth, kill.concerns)])

    def _unplan(self) -> None:
        self.discord.plan()
        if self._timer:
            self._timer.cancel()

    def _slay(self, process: Process) -> None:
        if process.returncode is None:
            process.kill()
            self._slain.add(process)

    async def _ended_or_done(self, process: Process) -> bool:
        return process.returncode is not None or await self.is_done()

    async def finish(self) -> None:
        """Wait until everything that is due was done."""
        await until(self.is_done, self._log)

    async def quiet(self) -> None:
        """Wait until those who live have nothing in hand, which a leap in time would disturb."""
        if self.alive:
            await until(self._is_quiet, self._log)

    async def is_done(self) -> bool:
        self._see_that_nobody_crashed()
        assert not await self.database.fetch_all(self.work.lost), self._log()
        return not await self._count(self.work.open)

    async def _is_quiet(self) -> bool:
        self._see_that_nobody_crashed()
        in_hand = {None, *(lease_of(process.pid) for process in self.alive)}
        due = await self.database.fetch_all(TO_SEND, self._now)
        return not in_hand & {row["lease_id"] for row in due} and not await self._count(
            self.work.undecided
        )

    def _see_that_nobody_crashed(self) -> None:
        ended = [each for each in self.alive if each.returncode is not None]
        assert self._slain.issuperset(ended), self._log()

    async def _count(self, sql: str) -> int:
        row = await self.database.fetch_one(sql, self._now)
        return row["n"] if row else 0

    @property
    def _now(self) -> int:
        return int(self.clock().timestamp())

    def _log(self) -> str:
        """The last that the processes said."""
        return (self.folder / "bot.log").read_text()[-6000:]

    async def end(self) -> None:
        for process in self.alive:
            self._slay(process)
            await process.wait()


async def until(condition: Callable[[], Awaitable[bool]], explain: Callable[[], str]) -> None:
    """Raises:
    AssertionError: it does not come true in time.
    """
    try:
        async with asyncio.timeout(PATIENCE):
            while not await condition():  # noqa: ASYNC110 - others bring it about
                await asyncio.sleep(0.005)
    except TimeoutError:
        raise AssertionError(f"not in {PATIENCE} seconds:\n{explain()}") from None


@asynccontextmanager
async def manned(fleet: Fleet) -> AsyncIterator[Fleet]:
    """All processes end with the block."""
    try:
        yield fleet
    finally:
        await fleet.end()
