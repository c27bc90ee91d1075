"""A place with moderators and channels, whose settings are changed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from bot.cards.plain import to_text
from bot.core.card import Card
from bot.core.channels import Channel, ChannelKind, Permission, Tag
from bot.core.identity import Asker
from bot.core.place_settings import PlaceSettings
from bot.core.post import Pause, Reason, Trouble
from bot.services.settings import SettingsService
from bot.storage.database import Database
from bot.storage.post_store import pause, planned_post
from bot.storage.settings_store import load, settings_of
from tests.clock import SetClock
from tests.services.directory import Directory

PLACE = "discord:1"
MIRA = Asker("discord:10", PLACE, manages=True)
NOAH = Asker("discord:11", PLACE, manages=True)
ADA = Asker("discord:12", PLACE, roles=frozenset({"30"}))
TALK = Channel("5", "talk", ChannelKind.TEXT)
NEWS = Channel("6", "news", ChannelKind.TEXT)
MUTE = Channel("7", "mute", ChannelKind.TEXT, held=frozenset(Permission) - {Permission.SEND})
FORUM = Channel("8", "forum", ChannelKind.FORUM, requires_tag=True, tags=(Tag("9", "daily"),))
SET_UP = {
    "channel": ("5",),
    "at": ("9:30",),
    "zone": ("Berlin",),
    "days": ("0", "1", "2", "3", "4"),
}


@dataclass
class Scene:
    database: Database
    clock: SetClock
    directory: Directory = field(default_factory=lambda: Directory(TALK, NEWS, MUTE, FORUM))

    def __post_init__(self) -> None:
        packs = {"small": "The small one", "large": "The large one"}
        self.service = SettingsService(self.database, self.clock, lambda: packs)

    async def fill_in(
        self, part: str, *, by: Asker = MIRA, version: int | None = None, **answers: str
    ) -> str:
        """Submit a form of which only *answers* were changed; what is shown then, as text."""
        read = await load(self.database, PLACE)
        given = {key: (answer,) for key, answer in answers.items()}
        seen = read.version if version is None else version
        return to_text(await self.service.fill_in(by, part, seen, given, self.directory))

    async def set_up(self) -> Card:
        return await self.service.fill_in(MIRA, "where", 0, SET_UP, self.directory)

    async def settings(self) -> PlaceSettings:
        return await settings_of(self.database, PLACE)

    async def stand_still(self, reason: Reason, by: str | None = None) -> None:
        async with self.database.transaction() as connection:
            await pause(connection, PLACE, Pause(self.clock(), by, Trouble(reason)))

    async def due(self) -> datetime | None:
        post = await planned_post(self.database, PLACE)
        return post.due if post else None
