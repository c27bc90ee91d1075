"""Polls: opened, voted in, closed, and what came of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.cards import poll as words
from bot.cards import poll_forms as forms
from bot.cards.poll_file import NO_TOTALS, TOO_FEW, totals_file
from bot.cards.poll_results import own_results_card
from bot.clock import Clock
from bot.core.card import Card
from bot.core.form import Answers, Form
from bot.core.identity import Asker
from bot.core.poll import MINIMUM_TURNOUT, Poll, PollKind, PollState
from bot.errors import BadInput, NotAllowed
from bot.services.channel_directory import ChannelDirectory
from bot.services.poll_closing import close_poll
from bot.services.poll_opening import PollOpening
from bot.services.set_aside import SetAside
from bot.storage import poll_store, vote_store
from bot.storage.database import Connection, Database
from bot.storage.request_store import is_first
from bot.storage.settings_store import settings_of

SHOWN = 25  # polls that a choice has
SEARCHED = 500  # polls among which one is looked for


class Polls:
    """Whoever asks for a poll gets only one of their place, in a channel that they see."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._opening = PollOpening(database, clock)
        self._set_aside = SetAside(clock)
        # An earlier process may have closed a poll and stopped before it had overwritten the votes.
        self._to_scrub = True

    async def form(
        self,
        asker: Asker,
        *,
        question: str = "",
        role: str | None = None,
        kind: PollKind | None = None,
        several: bool = False,
    ) -> Form:
        """The form of a new poll. *role* alone may vote, if one is given, which secret polls allow.

        Raises:
            NotAllowed: the asker may not open polls here.
            BadInput: they have to wait.
        """
        zone = await self._opening.zone_for(asker)
        kind = PollKind.SECRET if role else kind
        return forms.poll_form(zone, question=question, role=role, kind=kind, several=several)

    async def open(
        self,
        asker: Asker,
        channel: str,
        answers: Answers,
        role: str | None,
        directory: ChannelDirectory,
    ) -> Card:
        """Open what the *answers* to the form ask for; if it cannot be, they are given back."""
        return await self._opening.open(asker, channel, answers, role, directory)

    async def open_typed(
        self, asker: Asker, channel: str, answers: Answers, directory: ChannelDirectory
    ) -> Poll:
        """Open what the *answers* ask for, which whoever typed them can type again.

        Raises:
            NotAllowed: the asker may not open polls here.
            BadInput: it cannot be asked so, or not now, or not there (`poll_opening.Hindered`).
        """
        return await self._opening.begin(asker, channel, answers, None, directory)

    async def quick(
        self, asker: Asker, channel: str, question: str, directory: ChannelDirectory
    ) -> Card:
        """Ask whether people agree with *question*, for a day."""
        answers = forms.opinion_answers(question)
        return await self._opening.open(asker, channel, answers, None, directory)

    async def vote(self, asker: Asker, poll_id: str, option: int) -> Card:
        """Count *option*, a number from 0, as the asker's vote in a secret poll.

        It takes the place of an earlier one, or where several may be chosen is added to it.

        Raises:
            NotAllowed: the asker lacks the role.
            BadInput: it is closed, not secret, or has no such option.
        """
        found, secret = await vote_store.find_with_secret(self._database, poll_id)
        poll = self._voted_in(found, asker, option)
        chosen = await vote_store.vote(self._database, poll, secret, asker.person, option)
        if chosen is None:  # it was closed meanwhile
            raise BadInput(words.NOT_OPEN)
        return words.vote_card(poll, chosen)

    async def leave_out(self, asker: Asker, poll_id: str, option: int) -> Card:
        """Take *option* out of the several that the asker chose, if it is among them.

        Raises:
            NotAllowed: the asker lacks the role.
            BadInput: it is closed or not secret, or has no such option.
        """
        async with self._database.transaction() as connection:
            shared = await poll_store.share_poll(connection, poll_id)
            poll = self._voted_in(shared, asker, option)
            chosen = await vote_store.leave_out(connection, poll, asker.person, option)
        return words.vote_card(poll, chosen)

    async def withdraw(self, asker: Asker, poll_id: str) -> Card:
        """Take back the asker's vote, if there is one.

        Raises:
            NotAllowed: the asker lacks the role.
            BadInput: it is closed or not secret.
        """
        async with self._database.transaction() as connection:
            poll = self._voted_in(await poll_store.share_poll(connection, poll_id), asker)
            await vote_store.withdraw(connection, poll, asker.person)
        return words.vote_card(poll, frozenset())

    async def ballot(self, asker: Asker, poll_id: str) -> Card:
        """What is counted for the asker, with what they can do about it; at the end, the result.

        Raises:
            NotAllowed: the asker lacks the role.
            BadInput: it is not secret, not out yet, lost, or its votes are still to be counted.
        """
        async with self._database.transaction() as connection:
            shared = await poll_store.share_poll(connection, poll_id)
            if shared and shared.result:
                return own_results_card(_shown(shared, asker))
            poll = self._voted_in(shared, asker)
            chosen = await vote_store.vote_of(connection, poll, asker.person)
        return words.vote_card(poll, chosen, words.YOUR_VOTE)

    async def close(self, asker: Asker, poll_id: str) -> Card:
        """Close an open poll before its time.

        Raises:
            NotAllowed: the asker neither opened it nor is a moderator.
            BadInput: it is not open.
        """
        async with self._database.transaction() as connection:
            poll = _shown(await poll_store.take_poll(connection, poll_id), asker)
            if poll.opened_by != asker.person:
                await _refuse_all_but_moderators(connection, asker, words.NOT_YOURS)
            now = self._clock()
            if await is_first(connection, asker, now):
                _refuse_unless_open(poll, words.CLOSED_ALREADY)
                await self._close(connection, poll, now)
        return words.closing_card(poll)

    async def results(self, asker: Asker, poll_id: str) -> Card:
        """What came of a poll, or that nobody may know yet."""
        poll = await self.poll(asker, poll_id)
        voters = await vote_store.turnout(self._database, poll)
        return own_results_card(poll, voters if voters >= MINIMUM_TURNOUT else None)

    async def list(self, asker: Asker) -> Card:
        """The open polls of the place, then the latest of the others."""
        return words.list_card(await self._seen(asker))

    async def suggest(self, asker: Asker, typed: str) -> Sequence[tuple[str, str]]:
        """Labels and ids of polls whose question has what was *typed*, open ones first."""
        wanted = " ".join(typed.casefold().split())
        fitting = (
            poll for poll in await self._seen(asker) if wanted in poll.question.text.casefold()
        )
        return [(words.suggestion(poll), poll.id) for poll in fitting][:SHOWN]

    async def export(self, asker: Asker, poll_id: str) -> str:
        """The totals of a closed poll as CSV, which say no more than its result.

        Raises:
            BadInput: there are none.
        """
        poll = await self.poll(asker, poll_id)
        if poll.result is None:
            raise BadInput(NO_TOTALS)
        if poll.result.counts is None:
            raise BadInput(TOO_FEW)
        return totals_file(poll)

    async def poll(self, asker: Asker, poll_id: str) -> Poll:
        """Raises:
        BadInput: there is none that the asker sees.
        """
        return _shown(await poll_store.find_poll(self._database, poll_id), asker)

    async def close_due(self, limit: int) -> int:
        """Close up to *limit* polls whose time has come, and return how many were found.

        One that raises is logged and set aside for a while, so that it holds up no other.
        """
        most = limit + len(self._set_aside)
        found = await poll_store.due_polls(self._database, self._clock(), most)
        due = [poll_id for poll_id in found if poll_id not in self._set_aside]
        for poll_id in due:
            with self._set_aside.catching(poll_id):
                await self._close_due(poll_id)
        await self._scrub()
        return len(due)

    async def _close_due(self, poll_id: str) -> None:
        async with self._database.transaction() as connection:
            poll = await poll_store.take_poll(connection, poll_id)
            # Somebody else may have closed it since.
            if poll and poll.state is PollState.OPEN:
                await self._close(connection, poll, self._clock())

    def _voted_in(self, found: Poll | None, asker: Asker, option: int = 0) -> Poll:
        """The poll that was *found*, if the asker may vote in it now and it has that *option*."""
        poll = _shown(found, asker)
        if poll.question.kind is not PollKind.SECRET:
            raise BadInput(words.NOT_SECRET)
        _refuse_unless_open(poll, words.NOT_OPEN)
        if self._clock() >= poll.closes:
            raise BadInput(words.NOT_OPEN)
        if not poll.question.admits(asker):
            raise NotAllowed(words.NOT_ADMITTED)
        if not 0 <= option < len(poll.question.options):
            raise BadInput(words.NO_OPTION)
        return poll

    async def _close(self, connection: Connection, poll: Poll, now: datetime) -> None:
        await close_poll(connection, poll, now)
        if poll.question.kind is PollKind.SECRET:
            self._to_scrub = True

    async def _scrub(self) -> None:
        """Overwrite what was deleted; if somebody reads meanwhile, it is done the next time."""
        if not self._to_scrub:
            return
        self._to_scrub, is_clean = False, False  # what is closed meanwhile wants it once more
        try:
            is_clean = await self._database.scrub(*vote_store.TABLES)
        finally:
            self._to_scrub = self._to_scrub or not is_clean

    async def _seen(self, asker: Asker) -> Sequence[Poll]:
        polls = await poll_store.polls_of(self._database, asker.place, SEARCHED)
        return [poll for poll in polls if asker.sees(poll.channel)]


def _shown(poll: Poll | None, asker: Asker) -> Poll:
    if poll is None or poll.place != asker.place or not asker.sees(poll.channel):
        raise BadInput(words.GONE)
    return poll


def _refuse_unless_open(poll: Poll, closed: str) -> None:
    match poll.state:
        case PollState.OPENING:
            raise BadInput(words.STILL_OPENING)
        case PollState.LOST:
            raise BadInput(words.LOST)
        case PollState.CLOSING | PollState.CLOSED:
            raise BadInput(closed)


async def _refuse_all_but_moderators(connection: Connection, asker: Asker, sentence: str) -> None:
    if not (await settings_of(connection, asker.place)).is_moderator(asker):
        raise NotAllowed(sentence)
