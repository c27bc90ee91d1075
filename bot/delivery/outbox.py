"""Send what waits in the outbox, each thing once, whatever fails on the way."""

from __future__ import annotations

import asyncio
import logging
import random
from datetime import datetime, timedelta
from uuid import uuid4

from bot.clock import Clock
from bot.core.outcome import Retry
from bot.core.outgoing import TO_PERSON, ExplainerMessage, OpenPoll, ReportNotice, TroubleNotice
from bot.core.post import Reason, Trouble
from bot.delivery.composer import Composer
from bot.delivery.sender import CardMessage, Message, Rejected, Sender, Target, TryLater
from bot.services.follow_up import FollowUp
from bot.services.pack_library import PackLibrary
from bot.storage import outbox_store
from bot.storage.database import Database
from bot.storage.errors import DatabaseFailed
from bot.storage.outbox_store import Item

logger = logging.getLogger(__name__)

LEASE = timedelta(seconds=60)
SEND_SECONDS = 40  # less than the lease, so that nobody else begins meanwhile
# Sent at the same time, so that the pace is kept while Discord takes two seconds to answer; and
# below how many more is claimed.
AT_ONCE, ROOM = 128, 96
POLL_SECONDS = 1.0
# What is of no use once it is given up; the last attempt at a post may be a little late.
LATE_BY = {ExplainerMessage: LEASE, OpenPoll: timedelta()}
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=2), timedelta(minutes=5)


class _Overtaken(Exception):
    """The lease ran out before anything was sent, as where the computer slept meanwhile."""


class Outbox:
    """Delivers to one platform; any number of processes may do so on one database."""

    def __init__(
        self, database: Database, packs: PackLibrary, platform: str, sender: Sender, clock: Clock
    ) -> None:
        self._database = database
        self._follow_up = FollowUp(packs)
        self._composer = Composer(database, packs, sender)
        self._platform = platform
        self._sender = sender
        self._clock = clock
        self._lease = uuid4().hex
        self._running: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        """Deliver until cancelled; a round that fails is logged and tried again."""
        await self._sender.ready()
        async with asyncio.TaskGroup() as tasks:
            while True:
                try:
                    begun = await self._begin_due(tasks)
                except Exception:
                    logger.exception("a round of the outbox failed")
                    begun = 0
                await self._rest(begun)

    async def deliver_due(self) -> int:
        """Try everything that is due once, up to a limit, and return how much that was."""
        async with asyncio.TaskGroup() as tasks:
            return await self._begin_due(tasks)

    async def _begin_due(self, tasks: asyncio.TaskGroup) -> int:
        now, free = self._clock(), AT_ONCE - len(self._running)
        async with self._database.transaction() as connection:
            items = await outbox_store.claim(
                connection, self._platform, self._lease, now, now + LEASE, free
            )
        for item in items:
            task = tasks.create_task(self._deliver(item), name=item.id)
            self._running.add(task)
            task.add_done_callback(self._running.discard)
        return len(items)

    async def _rest(self, begun: int) -> None:
        """Wait until there is room for more, or for some time if there was nothing to do."""
        if not self._running:
            await asyncio.sleep(0 if begun else POLL_SECONDS)
        elif not begun or len(self._running) > ROOM:
            # What has been sent may be followed by something.
            first = asyncio.FIRST_COMPLETED
            await asyncio.wait(self._running, timeout=POLL_SECONDS, return_when=first)

    async def _deliver(self, item: Item) -> None:
        try:
            await self._attempt(item)
        except Exception:  # of the database: the lease runs out, and another attempt looks first
            logger.exception("lost track of %s", item.id)

    async def _attempt(self, item: Item) -> None:
        try:
            result = await self._sent(item)
        except Rejected as rejected:
            await self._give_up(item, rejected.trouble, in_doubt=False)
        except TryLater as failure:
            await self._try_later(item, failure)
        except _Overtaken:
            logger.warning("%s is left to others, who may have sent it by now", item.id)
        except DatabaseFailed:
            raise
        except Exception:
            # A mistake of ours in this one item: the others go on, and moderators are told.
            logger.exception("cannot send %s", item.id)
            await self._give_up(item, Trouble(Reason.REFUSED, (item.id,)), in_doubt=True)
        else:
            await self._finish(item, result)

    async def _sent(self, item: Item) -> str:
        try:
            async with asyncio.timeout(SEND_SECONDS):
                message = await self._composer.compose(item)
                return await self._find(item, message) or await self._send(item, message)
        except TimeoutError:
            raise TryLater(Trouble(Reason.UNREACHABLE), in_doubt=True) from None

    async def _find(self, item: Item, message: Message) -> str | None:
        if item.in_doubt_since is None or _has_no_mark(message):
            return None
        try:
            return await self._sender.find(_target(item), message, item.in_doubt_since)
        except Rejected as rejected:
            is_notice = isinstance(item.outgoing, TroubleNotice | ReportNotice)
            if not is_notice or rejected.trouble.reason is not Reason.IN_DOUBT:
                raise
            return None  # moderators are rather told twice than not at all

    async def _send(self, item: Item, message: Message) -> str:
        now = self._clock()
        if now >= item.until:
            raise _Overtaken
        if _is_over(item, now):
            raise Rejected(Trouble(Reason.DOWN))  # nobody was there to send it in time
        return await self._sender.send(_target(item), message, item.id)

    async def _finish(self, item: Item, result: str) -> None:
        now = self._clock()
        async with self._database.transaction() as connection:
            if await outbox_store.finish(connection, item, result, now):
                await self._follow_up.sent(connection, item, result, now)
        logger.info("sent %s", item.id)

    async def _try_later(self, item: Item, failure: TryLater) -> None:
        now = self._clock()
        again = Retry(failure.trouble, now + max(failure.after, _pause(item.attempts)))
        if item.give_up_at and again.at > item.give_up_at:
            await self._give_up(item, failure.trouble, in_doubt=failure.in_doubt)
            return
        async with self._database.transaction() as connection:
            if await outbox_store.retry(connection, item, again, now, in_doubt=failure.in_doubt):
                await self._follow_up.delayed(connection, item, failure.trouble)
        logger.warning("%s is tried again at %s: %s", item.id, again.at, failure.trouble.reason)

    async def _give_up(self, item: Item, trouble: Trouble, *, in_doubt: bool) -> None:
        now = self._clock()
        async with self._database.transaction() as connection:
            if await outbox_store.give_up(connection, item, trouble, now, in_doubt=in_doubt):
                await self._follow_up.given_up(connection, item, trouble, now)
        # What a platform says of a direct message may name the person, whom no log does.
        detail = () if item.target.startswith(TO_PERSON) else trouble.detail
        logger.error("gave up %s: %s %s", item.id, trouble.reason, detail)


def _is_over(item: Item, now: datetime) -> bool:
    late_by = LATE_BY.get(type(item.outgoing))
    if late_by is None or item.give_up_at is None:
        return False
    return now >= item.give_up_at + late_by


def _has_no_mark(message: Message) -> bool:
    return isinstance(message, CardMessage) and message.mark is None


def _target(item: Item) -> Target:
    return Target(item.place, item.target)


def _pause(attempts: int) -> timedelta:
    """Growing, and not the same for all that failed together."""
    grown = min(FIRST_PAUSE * 2 ** min(attempts - 1, 10), LONGEST_PAUSE)
    return timedelta(seconds=grown.total_seconds() * random.uniform(0.75, 1.25))
