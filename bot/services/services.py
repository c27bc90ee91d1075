"""Everything a platform's commands use, as one value."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.clock import Clock
from bot.services.pack_shelf import PackShelf
from bot.storage.database import Database


@dataclass(frozen=True, slots=True)
class Services:
    shelf: PackShelf
    clock: Clock

    @classmethod
    def of(cls, database: Database, shelf: PackShelf, clock: Clock) -> Services:
        """The services on one database, which all tell the time by *clock*."""
        return cls(shelf, clock)

    def today(self) -> date:
        """The day it is in UTC."""
        return self.clock().date()
