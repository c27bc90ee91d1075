"""Go into rooms and out of them, and say hello."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from typing import Any

import aiohttp

from bot.cards.welcome import welcome_card
from bot.core.identity import Place
from bot.on_matrix import membership
from bot.on_matrix.connection import Connection, told_as_failures
from bot.on_matrix.digest import array, events_in, mapping, rooms_in
from bot.on_matrix.failures import as_failure, pause_after
from bot.on_matrix.identity import MATRIX, place
from bot.on_matrix.incoming import Incoming, is_our_entry
from bot.on_matrix.invitations import Invitation, Invitations
from bot.on_matrix.markup import View
from bot.on_matrix.rendering import to_message
from bot.on_matrix.requests import Refused
from bot.on_matrix.room_state import MEMBER
from bot.pauses import Sleep
from bot.services.departures import Departures
from bot.services.moving import Moving
from bot.storage.database import Database
from bot.storage.settings_store import settings_of

logger = logging.getLogger(__name__)

LOOK_AGAIN_SECONDS = 60.0
NO_ANSWER = (Refused, aiohttp.ClientError, OSError, TimeoutError)
MOST_ATTEMPTS = 12  # seven minutes, if each fails at once
GONE = ("leave", "ban")
MOVED = "This room was replaced, and I have moved along."

Json = Mapping[str, Any]


class Presence:
    """Joins, leaves and welcomes in the background, so that no slow join holds up the rest."""

    def __init__(
        self,
        homeserver: Connection,
        invitations: Invitations,
        database: Database,
        departures: Departures,
        moving: Moving,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._homeserver = homeserver
        self._invitations = invitations
        self._database = database
        self._departures = departures
        self._moving = moving
        self._sleep = sleep
        self._wake = asyncio.Event()
        self._compared = False
        self._maybe_empty: set[str] = set()
        self._came: set[Place] = set()
        self._went: set[Place] = set()

    def note(self, answer: Json) -> None:
        """Take in an answer to a sync; what follows from it is done by `run`."""
        self._invitations.note(answer)
        own_id = self._homeserver.user_id
        for room_id in rooms_in(answer, "join"):
            timeline = events_in(answer, room_id, "timeline")
            if any(is_our_entry(event, own_id) for event in timeline):
                self._came.add(place(room_id))
            if not self._compared or any(map(_is_departure, timeline)):
                self._maybe_empty.add(room_id)
        for room_id, left in rooms_in(answer, "leave").items():
            if not _was_only_invited(mapping(left), own_id):
                self._went.add(place(room_id))
        self._wake.set()

    async def run(self) -> None:
        """See to it until cancelled; what fails is tried again, less and less often."""
        failures = 0
        async with asyncio.TaskGroup() as tasks:
            while True:
                try:
                    async with asyncio.timeout(LOOK_AGAIN_SECONDS):
                        await self._wake.wait()
                except TimeoutError:
                    pass
                self._wake.clear()
                # Each for itself, as the server of one may take minutes to let us in.
                for invitation in self._invitations.begin_due():
                    tasks.create_task(self._see_to(invitation), name=invitation.room)
                try:
                    await self._see_to_departures()
                    failures = 0
                except Exception as error:
                    failures += 1
                    _log(error)
                    await self._sleep(pause_after(error, failures))
                    self._wake.set()

    async def _see_to_departures(self) -> None:
        """Note who went and came, and leave empty rooms; what fails does not keep the rest.

        Raises:
            Refused, OSError, TimeoutError, aiohttp.ClientError: something did.
        """
        await self._keep_departures()
        failures: list[Exception] = []
        for room_id in sorted(self._maybe_empty):
            try:
                await self._leave_if_empty(room_id)
            except NO_ANSWER as error:
                failures.append(error)
            else:
                self._maybe_empty.discard(room_id)
        if failures:
            raise failures[0]

    async def welcome(self, incoming: Incoming) -> None:
        """Take over what the room that this one replaces had set, and say hello.

        Not in a room of our own making: there somebody is told something.
        """
        room = self._homeserver.rooms.get(incoming.room_id)
        if room is not None and room.creator == self._homeserver.user_id:
            return
        carried_over = await self._take_over(incoming)
        settings = await settings_of(self._database, incoming.place)
        view = View(incoming.room_id, settings.prefix, settings.zone)
        content = to_message(welcome_card(carried_over=carried_over), view)
        await self._homeserver.send(incoming.room_id, content, incoming.key)

    async def _take_over(self, incoming: Incoming) -> bool:
        room = self._homeserver.rooms.get(incoming.room_id)
        before = room.predecessor if room else None
        # Anybody can say that a room replaces another; only that one's moderators can confirm it.
        if before is None or await self._successor(before) != incoming.room_id:
            return False
        moved = await self._moving.move(place(before), incoming.place)
        if self._homeserver.rooms.get(before):
            with told_as_failures():
                await membership.leave(self._homeserver.logged_in(), before, MOVED)
        return moved

    async def _successor(self, room_id: str) -> str | None:
        with told_as_failures():
            return await membership.successor(self._homeserver.logged_in(), room_id)

    async def _keep_departures(self) -> None:
        if not self._compared and self._homeserver.is_told:
            present = frozenset(place(room.id) for room in self._homeserver.rooms)
            await self._departures.compare(MATRIX, present, lambda _: True)
            self._compared = True
        while self._went:
            await self._departures.left(min(self._went))
            self._went.discard(min(self._went))
        while self._came:
            await self._departures.returned(min(self._came))
            self._came.discard(min(self._came))

    async def _see_to(self, invitation: Invitation) -> None:
        """Answer an invitation, but do not try for ever: its server may be gone."""
        for attempt in range(1, MOST_ATTEMPTS + 1):
            try:
                await self._answer(invitation)
                return
            except Exception as error:
                _log(error)
                await self._sleep(pause_after(error, attempt))
        logger.warning("gave up the invitation into %s", invitation.room)
        self._invitations.seen_to(invitation, joined=False)

    async def _answer(self, invitation: Invitation) -> None:
        refusal, client = self._invitations.refusal(invitation), self._homeserver.logged_in()
        try:
            if refusal:
                await membership.leave(client, invitation.room, refusal)
            else:
                await membership.join(client, invitation.room, invitation.server)
        except Refused as refused:
            if not refused.is_final:
                raise
            logger.warning("cannot enter %s: %s", invitation.room, refused)
            self._invitations.seen_to(invitation, joined=False)
            return
        logger.info("%s %s", "declined" if refusal else "joined", invitation.room)
        self._invitations.seen_to(invitation, joined=refusal is None)

    async def _leave_if_empty(self, room_id: str) -> None:
        room = self._homeserver.rooms.get(room_id)
        if room is None:
            return
        count = len(room.members) if room.joined_count is None else room.joined_count
        client = self._homeserver.logged_in()
        try:
            if count <= 1 and await membership.is_alone_in(client, room_id):
                await membership.leave(client, room_id, "")
                logger.info("left %s, which was empty", room_id)
        except Refused as refused:
            if not refused.is_final:
                raise
            logger.warning("cannot leave %s: %s", room_id, refused)


def _is_departure(event: Json) -> bool:
    """Whether somebody left. That nobody came yet is another matter."""
    membership = mapping(event.get("content")).get("membership")
    return event.get("type") == MEMBER and membership in GONE


def _was_only_invited(left: Json, own_id: str) -> bool:
    """Whether we turned an invitation down, or it was taken back."""
    for event in array(mapping(left.get("timeline")).get("events")):
        match event:
            case {"type": kind, "state_key": user} if (kind, user) == (MEMBER, own_id):
                before = mapping(mapping(event.get("unsigned")).get("prev_content"))
                return before.get("membership") == "invite"
    return False


def _log(error: Exception) -> None:
    if isinstance(error, Refused) or as_failure(error):
        logger.warning("a room cannot be entered or left now: %s", error)
    else:
        logger.error("a round of invitations failed", exc_info=error)
