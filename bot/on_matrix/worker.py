"""Answer what is in the inbox, each event once, whatever becomes of the others."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable
from datetime import timedelta
from itertools import groupby
from typing import TypeAlias
from uuid import uuid4

from nio.client.async_client import AsyncClient

from bot.clock import Clock
from bot.core.identity import local_id
from bot.delivery.sender import Rejected, TryLater
from bot.on_matrix.arrivals import opened, to_stored
from bot.on_matrix.incoming import Incoming, read_incoming
from bot.on_matrix.sync_loop import AGE_LIMIT
from bot.storage import inbox_store
from bot.storage.database import Database
from bot.storage.inbox_store import Waiting

logger = logging.getLogger(__name__)

MOST_ATTEMPTS = 5
POLL_SECONDS = 1.0
LIMIT = 500
KEPT = timedelta(days=7)
TIDY_EVERY = timedelta(hours=1)
SHORTEST_WAIT = timedelta(seconds=2)
HANDLING_SECONDS = 120

# Answers one event, sending under `Incoming.key`; it is called again if it raises.
Handler: TypeAlias = Callable[[Incoming], Awaitable[None]]


class Worker:
    """*wake* is set when there may be something to do."""

    def __init__(
        self,
        client: AsyncClient,
        database: Database,
        clock: Clock,
        handler: Handler,
        wake: asyncio.Event,
    ) -> None:
        self._client = client
        self._database = database
        self._clock = clock
        self._handler = handler
        self._wake = wake
        self._busy: dict[str, asyncio.Task[bool]] = {}
        self._tidied = clock() - TIDY_EVERY

    async def run(self) -> None:
        """Answer until cancelled; a round that fails is logged and tried again."""
        async with asyncio.TaskGroup() as tasks:
            while True:
                self._wake.clear()
                try:
                    await self._begin_due(tasks)
                except Exception:
                    logger.exception("a round of answers failed")
                await self._rest()

    async def retry_undecrypted(self) -> None:
        """Let go on to what can be read by now."""
        for waiting in await inbox_store.undecrypted(self._database, LIMIT):
            event = opened(self._client, local_id(waiting.place), json.loads(waiting.content))
            if event is not None:
                await inbox_store.decrypt(self._database, waiting.event_id, to_stored(event))

    async def _begin_due(self, tasks: asyncio.TaskGroup) -> None:
        await self._tidy_up()
        rows = await inbox_store.due(self._database, self._clock(), LIMIT)
        by_place = sorted(rows, key=lambda waiting: waiting.place)  # keeps the order within each
        for place, events in groupby(by_place, key=lambda waiting: waiting.place):
            if place not in self._busy:
                task = tasks.create_task(self._answer_all(list(events)), name=place)
                self._busy[place] = task
                task.add_done_callback(self._free)

    def _free(self, task: asyncio.Task[bool]) -> None:
        del self._busy[task.get_name()]
        if not task.cancelled() and task.result():
            self._wake.set()

    async def _rest(self) -> None:
        try:
            async with asyncio.timeout(POLL_SECONDS):
                await self._wake.wait()
        except TimeoutError:
            return

    async def _answer_all(self, events: list[Waiting]) -> bool:
        """Answer the events of one place in their order; whether none has to wait."""
        for waiting in events:
            try:
                if not await self._answer(waiting):
                    return False
            except Exception:  # of the database: the event stays where it is
                logger.exception("lost track of %s", waiting.event_id)
                return False
        return True

    async def _answer(self, waiting: Waiting) -> bool:
        """Whether the next one may follow."""
        incoming = self._incoming(waiting)
        if incoming is None or incoming.sent < self._clock() - AGE_LIMIT:
            await inbox_store.finish(self._database, waiting.event_id, self._clock())
            return True
        try:
            async with asyncio.timeout(HANDLING_SECONDS):
                await self._handler(incoming)
        except TryLater as failure:
            until = self._clock() + max(failure.after, SHORTEST_WAIT)
            await inbox_store.postpone(self._database, waiting.event_id, until, failed=False)
            return False
        except Rejected as rejected:
            logger.warning("no answer to %s: %s", waiting.event_id, rejected.trouble)
        except Exception:
            await self._note_failure(waiting)
            return True
        await inbox_store.finish(self._database, waiting.event_id, self._clock())
        return True

    async def _note_failure(self, waiting: Waiting) -> None:
        attempts, reference = waiting.attempts + 1, uuid4().hex[:8]
        logger.exception("no answer to %s (reference %s)", waiting.event_id, reference)
        if attempts >= MOST_ATTEMPTS:
            await inbox_store.park(self._database, waiting.event_id, self._clock())
            logger.error("gave up %s (reference %s)", waiting.event_id, reference)
            return
        until = self._clock() + SHORTEST_WAIT * 2**attempts
        await inbox_store.postpone(self._database, waiting.event_id, until, failed=True)

    def _incoming(self, waiting: Waiting) -> Incoming | None:
        event = json.loads(waiting.content)
        return read_incoming(event, local_id(waiting.place), self._client.user_id)

    async def _tidy_up(self) -> None:
        now = self._clock()
        if now - self._tidied >= TIDY_EVERY:
            self._tidied = now
            await inbox_store.prune(self._database, now - KEPT)
            async with self._database.transaction() as connection:
                unread = await inbox_store.give_up_undecrypted(connection, now - AGE_LIMIT, now)
            if unread:
                logger.warning("no key came for %d events", unread)
            await self.retry_undecrypted()
