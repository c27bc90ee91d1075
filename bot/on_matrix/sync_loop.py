"""Read what the homeserver tells, lose none of it, and never press a server that fails."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta
from typing import Any, TypeAlias

import aiohttp
from nio.client.async_client import AsyncClient

from bot.clock import Clock
from bot.errors import ConfigurationError
from bot.on_matrix.arrivals import arrivals, since_we_joined
from bot.on_matrix.back_fill import missing_events
from bot.on_matrix.digest import events_in, mapping, rooms_in, take_in
from bot.on_matrix.failures import LOGGED_OUT, pause_after
from bot.on_matrix.key_upkeep import keep_keys
from bot.on_matrix.requests import Refused, request
from bot.on_matrix.room_state import Rooms
from bot.pauses import Sleep, pause
from bot.storage import inbox_store
from bot.storage.database import Database
from bot.storage.inbox_store import Arrival

logger = logging.getLogger(__name__)

AGE_LIMIT = timedelta(hours=1)
POLL_SECONDS, ANSWER_SECONDS = 30, 120
LEAST_SECONDS = 1.0  # between two answers that tell nothing new
TIMELINE_LIMIT = 50
BAD_REQUEST = 400
MOST_FAILED_GAPS = 6  # about a minute of attempts
GONE = (
    "The homeserver no longer takes the login of {user}: it was logged out, or its password was "
    "changed. Log in again: bedfellows matrix-login"
)

Json: TypeAlias = Mapping[str, Any]
Hook: TypeAlias = Callable[[Json], Awaitable[None]]


class SyncLoop:
    """Puts what may want an answer into the inbox, together with how far it has read.

    *on_answer* is given each answer once it has been taken in.
    """

    def __init__(
        self,
        client: AsyncClient,
        database: Database,
        rooms: Rooms,
        clock: Clock,
        on_answer: Hook,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._client = client
        self._database = database
        self._rooms = rooms
        self._clock = clock
        self._on_answer = on_answer
        self._sleep = sleep
        self._since: str | None = None
        self._knows_place = False
        self._has_state = False
        self._failed_gaps = 0

    async def run(self) -> None:
        """Read until cancelled; whatever fails is tried again, less and less often.

        Raises:
            ConfigurationError: the login has ended.
        """
        failures = 0
        while True:
            try:
                await self.read_once()
                failures = 0
            except Refused as refused:
                failures += 1
                self._note_refusal(refused)
                await self._sleep(pause_after(refused, failures))
            except Exception as error:
                failures += 1
                _log(error)
                await self._sleep(pause(failures))

    async def read_once(self) -> None:
        """Wait for one answer and take it in."""
        if not self._knows_place:
            self._since = await inbox_store.token_of(self._database, self._client.user_id)
            self._knows_place = True
        begun = asyncio.get_running_loop().time()
        answer = await self._ask()
        token = answer.get("next_batch")
        if not isinstance(token, str):
            raise Refused(200, "", "the answer to a sync has no next_batch")
        timelines = await take_in(self._client, answer)
        self._note_rooms(answer)
        found = await self._arrivals(answer, timelines)
        async with self._database.transaction() as connection:
            await inbox_store.take_in(connection, self._client.user_id, token, found, self._clock())
        is_news, self._since, self._has_state = token != self._since, token, True
        self._failed_gaps = 0
        await self._on_answer(answer)
        await keep_keys(self._client)
        elapsed = asyncio.get_running_loop().time() - begun
        if not is_news and elapsed < LEAST_SECONDS:
            await self._sleep(LEAST_SECONDS - elapsed)

    async def _ask(self) -> dict[str, Any]:
        wait = POLL_SECONDS if self._has_state else 0
        query = {
            "timeout": str(wait * 1000),
            "filter": _filter(lazily=self._client.olm is None),
            "full_state": "false" if self._has_state else "true",
            "set_presence": "offline",
        }
        if self._since is not None:
            query["since"] = self._since
        return await request(
            self._client, "GET", "sync", query=query, seconds=wait + ANSWER_SECONDS
        )

    def _note_rooms(self, answer: Json) -> None:
        for room_id, joined in rooms_in(answer, "join").items():
            room = self._rooms.entered(room_id)
            room.tells_all = self._client.olm is not None
            room.observe(events_in(answer, room_id, "state"))
            room.observe(events_in(answer, room_id, "timeline"))
            room.count(mapping(mapping(joined).get("summary")))
        for room_id in rooms_in(answer, "leave"):
            self._rooms.left(room_id)
            self._client.rooms.pop(room_id, None)

    async def _arrivals(self, answer: Json, timelines: Mapping[str, list[Json]]) -> list[Arrival]:
        """What is new to us; nothing if we never read before, since all of it is history."""
        if self._since is None:
            return []
        oldest = self._clock() - AGE_LIMIT
        found: list[Arrival] = []
        for room_id, timeline in timelines.items():
            whole = await self._whole(answer, room_id, timeline, oldest)
            found += arrivals(self._client, room_id, whole, oldest)
        return found

    async def _whole(
        self, answer: Json, room_id: str, timeline: list[Json], oldest: datetime
    ) -> list[Json]:
        ours = since_we_joined(timeline, self._client.user_id)
        told = mapping(mapping(rooms_in(answer, "join")[room_id]).get("timeline"))
        before = told.get("prev_batch")
        if len(ours) < len(timeline) or not told.get("limited") or not isinstance(before, str):
            return list(ours)
        missed = await self._missed(room_id, before, oldest)
        return list(since_we_joined([*missed, *timeline], self._client.user_id))

    async def _missed(self, room_id: str, before: str, oldest: datetime) -> list[Json]:
        """One room whose past the homeserver fails at must not keep all others unread."""
        assert self._since is not None
        try:
            return await missing_events(self._client, room_id, self._since, before, oldest)
        except (Refused, aiohttp.ClientError, OSError) as error:
            self._failed_gaps += 1
            if self._failed_gaps < MOST_FAILED_GAPS:
                raise
            logger.warning("what came in before is given up in %s: %s", room_id, error)
            return []

    def _note_refusal(self, refused: Refused) -> None:
        if refused.code in LOGGED_OUT:
            raise ConfigurationError(GONE.format(user=self._client.user_id)) from None
        logger.warning("the homeserver does not answer as it should: %s", refused)
        if refused.status == BAD_REQUEST and refused.code and self._since is not None:
            logger.warning("reading starts anew; what came in meanwhile gets no answer")
            self._since, self._has_state = None, False


def _filter(*, lazily: bool) -> str:
    """Only what is of use; *lazily* leaves out members who say nothing, whom encryption needs."""
    nothing: dict[str, list[str]] = {"types": []}
    return json.dumps(
        {
            "presence": nothing,
            "account_data": nothing,
            "room": {
                "ephemeral": nothing,
                "account_data": nothing,
                "state": {"lazy_load_members": lazily},
                "timeline": {"limit": TIMELINE_LIMIT, "lazy_load_members": lazily},
            },
        }
    )


def _log(error: Exception) -> None:
    if isinstance(error, OSError | TimeoutError):
        logger.warning("the homeserver cannot be reached: %s", error or type(error).__name__)
    else:
        logger.error("a round of the synchronisation failed", exc_info=error)
