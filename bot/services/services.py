"""Everything a platform's commands use, as one value."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.clock import Clock
from bot.core.identity import Place
from bot.core.pack import Pack
from bot.services.departures import Departures
from bot.services.explainers import Explainers
from bot.services.pack_library import PackLibrary
from bot.services.pack_shelf import PackShelf
from bot.services.place_data import PlaceData
from bot.services.poll_voters import PollVoters
from bot.services.polls import Polls
from bot.services.privacy import Privacy
from bot.services.reports import Reports
from bot.services.schedules import Schedules
from bot.services.settings import SettingsService
from bot.storage.database import Database
from bot.storage.settings_store import settings_of


@dataclass(frozen=True, slots=True)
class Services:
    database: Database
    packs: PackLibrary
    clock: Clock
    reports: Reports
    settings: SettingsService
    schedules: Schedules
    explainers: Explainers
    polls: Polls
    poll_voters: PollVoters
    privacy: Privacy
    place_data: PlaceData
    departures: Departures

    @classmethod
    def of(cls, database: Database, packs: PackLibrary, clock: Clock) -> Services:
        """The services on one database, which all tell the time by *clock*."""
        return cls(
            database,
            packs,
            clock,
            Reports(database, packs, clock),
            SettingsService(database, clock, packs.titles),
            Schedules(database, clock),
            Explainers(database, packs, clock),
            Polls(database, clock),
            PollVoters(database, clock),
            Privacy(database, clock),
            PlaceData(database, clock),
            Departures(database, clock),
        )

    @property
    def shelf(self) -> PackShelf:
        """That of the pack for who chose none."""
        return self.packs.shelf

    def today(self) -> date:
        """The day it is in UTC."""
        return self.clock().date()

    async def pack_in(self, place: Place | None) -> Pack:
        """The pack that *place* chose; None is a conversation that has no settings."""
        if place is None or not self.packs.has_choice:
            return self.packs.shelf.pack
        return self.packs.named((await settings_of(self.database, place)).pack)
