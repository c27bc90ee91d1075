"""Reports of errors: taken from anybody, decided about by moderators."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.cards import report as words
from bot.cards.report_subject import subject_in
from bot.clock import Clock
from bot.core.card import Card, Route
from bot.core.form import Answers, Form
from bot.core.identity import Asker, Place
from bot.core.outgoing import ReportNotice
from bot.core.place_settings import PlaceSettings
from bot.core.report import Report, State, Subject, report_id
from bot.core.report_rules import MOST, check_source, check_wrong, refuse_too_many
from bot.errors import BadInput, BotError, NotAllowed
from bot.services.pack_library import PackLibrary
from bot.storage import outbox_store, report_store
from bot.storage.database import Connection, Database
from bot.storage.report_store import Earlier, earlier_reports
from bot.storage.request_store import is_first
from bot.storage.settings_store import settings_of

AT_ONCE = 10  # reports that moderators are shown when they choose a channel or another comes in


@dataclass(frozen=True, slots=True)
class Decision:
    """The report's card as it now is, and what to tell a moderator who came too late."""

    card: Card
    too_late: Card | None = None


class Reports:
    def __init__(self, database: Database, packs: PackLibrary, clock: Clock) -> None:
        self._database = database
        self._packs = packs
        self._clock = clock

    async def form(self, asker: Asker, subject: Subject) -> Form:
        """Raises:
        BadInput: the asker has to wait before they can report something.
        """
        await _allowed_after(self._database, asker, self._clock())
        return words.report_form(subject)

    async def form_for_card(self, asker: Asker, routes: Sequence[Route]) -> Form:
        """The form about the card that has these *routes* in its buttons and its menu.

        Raises:
            BadInput: it is no card, or the asker has to wait.
        """
        settings = await settings_of(self._database, asker.place)
        subject = subject_in(self._packs.named(settings.pack), routes)
        if subject is None:
            raise BadInput(words.NO_CARD)
        return await self.form(asker, subject)

    async def submit(self, asker: Asker, subject: Subject, answers: Answers) -> Card:
        """Store the report and lay it before the moderators; if it cannot be, it is given back."""
        wrong, source = (" ".join(answers.get(key, ())) for key in (words.WRONG, words.SOURCE))
        try:
            settings = await self._store(asker, subject, wrong, source)
        except BotError as error:
            return words.returned_card(str(error), subject, wrong, source)
        has_channel = settings.moderators_channel is not None
        return words.thanks_card(has_channel, settings.is_moderator(asker))

    async def place_of(self, report: str) -> Place:
        """Where the report of this id was sent in: who may decide about it is told there.

        Raises:
            BadInput: there is no such report.
        """
        found = await report_store.find_report(self._database, report)
        if found is None:
            raise BadInput(words.GONE)
        return found.place

    async def decide(self, asker: Asker, report: str, verdict: State) -> Decision:
        """Accept or decline the report of this id, once and for all.

        Raises:
            NotAllowed: the asker is no moderator.
            BadInput: the place has no such report.
        """
        now = self._clock()
        async with self._database.transaction() as connection:
            settings = await settings_of(connection, asker.place)
            if not settings.is_moderator(asker):
                raise NotAllowed(words.MODERATORS_ONLY)
            decided = await report_store.decide(
                connection, asker.place, report, verdict, asker.person, now
            )
            found = decided or await report_store.find_report(connection, report)
        if found is None or found.place != asker.place:
            raise BadInput(words.GONE)
        too_late = None if decided else words.already_decided_card(found)
        return Decision(words.report_card(self._packs.named(found.pack), found), too_late)

    async def _store(
        self, asker: Asker, subject: Subject, wrong: str, source: str
    ) -> PlaceSettings:
        now = self._clock()
        checked, link = check_wrong(wrong), check_source(source)
        async with self._database.transaction() as connection:
            settings = await settings_of(connection, asker.place)
            if not await is_first(connection, asker, now):
                return settings
            earlier = await _allowed_after(connection, asker, now)
            pack = self._packs.named(settings.pack).header.id
            name = report_id(asker.place, pack, subject, checked, link)
            report = Report(name, asker.place, pack, subject, checked, link, now, asker.person)
            if not await report_store.add_report(connection, report, earlier):
                raise BadInput(words.not_added(await report_store.find_report(connection, name)))
            if settings.moderators_channel:
                await lay_before_moderators(
                    connection, asker.place, settings.moderators_channel, now
                )
        return settings


async def _allowed_after(connection: Connection, asker: Asker, now: datetime) -> Earlier:
    """The asker's earlier reports, after which another is allowed.

    Raises:
        BadInput: they have to wait.
    """
    earlier = await earlier_reports(connection, asker.place, asker.person, MOST)
    refuse_too_many(earlier.times, now)
    return earlier


async def lay_before_moderators(
    connection: Connection, place: Place, channel: str, now: datetime
) -> None:
    """Send to *channel* what moderators were not told of yet, the newest of it.

    To be called in the transaction that adds a report or chooses the channel.
    """
    for report in await report_store.take_untold(connection, place, now, AT_ONCE):
        await outbox_store.add(
            connection,
            item_id=f"report/{report}",
            place=place,
            step="report",
            target=channel,
            outgoing=ReportNotice(report),
            now=now,
        )
