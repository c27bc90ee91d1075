"""Opening a poll: what is asked, and whether it may be asked there and now."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from bot.cards import poll_forms as words
from bot.clock import Clock
from bot.core.card import Card
from bot.core.durations import read_closing
from bot.core.form import Answers
from bot.core.identity import Asker
from bot.core.obstacles import Obstacle, poll_obstacles
from bot.core.outgoing import OpenPoll
from bot.core.place_settings import PlaceSettings
from bot.core.poll import Poll, PollKind, PollState, Question
from bot.core.polling import (
    CROWDED,
    HOURLY,
    MOST_IN_CHANNEL,
    check_question,
    read_options,
    refuse_too_many,
)
from bot.errors import BadInput, BotError, NotAllowed
from bot.services.channel_directory import ChannelDirectory
from bot.services.poll_closing import OPENING, send
from bot.storage import poll_store, vote_store
from bot.storage.database import Connection, Database
from bot.storage.poll_store import Before
from bot.storage.settings_store import settings_of

NO_CHANNEL = ""
ID_BYTES = 6


class Hindered(BadInput):
    """The bot could not post it, for the reasons *found*."""

    def __init__(self, found: tuple[Obstacle, ...]) -> None:
        super().__init__()
        self.found = found


class PollOpening:
    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def zone_for(self, asker: Asker) -> str:
        """The time zone of the place, for who may open a poll in it now.

        Raises:
            NotAllowed: they may not.
            BadInput: they have to wait.
        """
        settings = await _settings_for(self._database, asker)
        await _before(self._database, asker, NO_CHANNEL, self._clock())
        return settings.zone

    async def open(
        self,
        asker: Asker,
        channel: str,
        answers: Answers,
        role: str | None,
        directory: ChannelDirectory,
    ) -> Card:
        """Open it, or give the *answers* back with what keeps it from being opened."""
        again = words.again_route(role, answers)
        try:
            poll = await self.begin(asker, channel, answers, role, directory)
        except Hindered as hindered:
            returned = words.returned_card("", answers, again)
            return words.hindered_card(hindered.found, returned)
        except BotError as error:
            return words.returned_card(str(error), answers, again)
        return words.opening_card(poll)

    async def begin(
        self,
        asker: Asker,
        channel: str,
        answers: Answers,
        role: str | None,
        directory: ChannelDirectory,
    ) -> Poll:
        """Open it, unless the same request of the *asker* has done so before.

        Raises:
            NotAllowed: the asker may not open polls here.
            BadInput: it cannot be asked so, or not now, or not there (`Hindered`).
        """
        poll_id = _id_for(asker)
        if earlier := await poll_store.find_poll(self._database, poll_id):
            return earlier
        settings = await _settings_for(self._database, asker)
        question, closes = self._read(answers, role, settings.zone)
        return await self._add(asker, channel, question, closes, directory, poll_id)

    def _read(self, answers: Answers, role: str | None, zone: str) -> tuple[Question, datetime]:
        """Raises:
        BadInput: something cannot be asked so.
        """
        question, options, length = (
            " ".join(answers.get(key, ())) for key in (words.QUESTION, words.OPTIONS, words.LENGTH)
        )
        kind, several = words.read_choices(answers)
        text, picks, _, closes = _every(
            partial(check_question, question),
            partial(read_options, options),
            partial(_check_role, role, kind),
            partial(read_closing, length, self._clock(), zone),
        )
        return Question(text, picks, kind, several, role), closes

    async def _add(
        self,
        asker: Asker,
        channel: str,
        question: Question,
        closes: datetime,
        directory: ChannelDirectory,
        poll_id: str,
    ) -> Poll:
        known = await directory.channel(asker.place, channel)
        found = poll_obstacles(channel, known, question.kind)
        if found:
            raise Hindered(found)
        now = self._clock()
        poll = Poll(
            id=poll_id,
            place=asker.place,
            channel=channel,
            question=question,
            opened_by=asker.person,
            opened=now,
            closes=closes,
            state=PollState.OPENING,
        )
        async with self._database.transaction() as connection:
            before = await _before(connection, asker, channel, now)
            if not await poll_store.add_poll(connection, poll, before):
                raise BadInput(words.BUSY)
            if question.kind is PollKind.SECRET:
                await vote_store.add_secret(connection, poll, secrets.token_hex(32))
            await send(connection, poll, OpenPoll(poll.id), now, min(closes, now + OPENING))
        return poll


def _id_for(asker: Asker) -> str:
    """One that nobody has, but the poll that the same request has opened."""
    if asker.request is None:
        return secrets.token_hex(ID_BYTES)
    return hashlib.sha256(asker.request.encode()).hexdigest()[: 2 * ID_BYTES]


def _every(*readings: Callable[[], Any]) -> list[Any]:
    """What each of them gives.

    Raises:
        BadInput: with the sentences of all that fail, so that they can be mended at once.
    """
    given, wrong = [], []
    for read in readings:
        try:
            given.append(read())
        except BadInput as error:
            wrong.append(str(error))
    if wrong:
        raise BadInput(" ".join(wrong))
    return given


def _check_role(role: str | None, kind: PollKind) -> None:
    if role and kind is not PollKind.SECRET:
        raise BadInput(words.ROLE_NEEDS_SECRET)


async def _settings_for(connection: Connection, asker: Asker) -> PlaceSettings:
    """Raises:
    NotAllowed: the asker may not open polls.
    """
    settings = await settings_of(connection, asker.place)
    if not settings.may_open_polls(asker):
        raise NotAllowed(words.MAY_NOT)
    return settings


async def _before(connection: Connection, asker: Asker, channel: str, now: datetime) -> Before:
    """What comes before a new poll.

    Raises:
        BadInput: the asker or the channel has had too many.
    """
    before = await poll_store.polls_before(connection, asker.place, channel, asker.person, HOURLY)
    refuse_too_many(before.times, now)
    if len(before.slots) >= MOST_IN_CHANNEL:
        raise BadInput(CROWDED)
    return before
