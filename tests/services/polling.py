"""A place where polls are opened, and the people in it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace

from bot.cards.plain import to_text
from bot.cards.poll_forms import KIND, LENGTH, OPTIONS, QUESTION, SEVERAL
from bot.core.card import Card
from bot.core.channels import Channel, ChannelKind, Permission
from bot.core.identity import Asker
from bot.core.outgoing import OpenPoll, PollStep, read_outgoing
from bot.core.place_settings import PlaceSettings, PollOpeners, write_place_settings
from bot.core.poll import Poll
from bot.services.poll_closing import go_on
from bot.services.polls import Polls
from bot.storage.database import Database
from bot.storage.poll_store import find_poll
from tests.clock import SetClock
from tests.services.directory import Directory
from tests.services.places import SET

PLACE, CHANNEL = "discord:1", "20"
MIRA = Asker("discord:900", PLACE, manages=True)
NOAH = Asker("discord:901", PLACE, roles=frozenset({"55"}))
ADA, BEN, CLEO, DAN = (Asker(f"discord:{number}", PLACE) for number in range(700, 704))
STRANGER = Asker("discord:1", "discord:2", manages=True)
WITHOUT_POLLS = frozenset(Permission) - {Permission.POLLS}
CHANNELS = Directory(
    Channel(CHANNEL, "talk", ChannelKind.TEXT),
    Channel("21", "other", ChannelKind.TEXT),
    Channel("22", "thread", ChannelKind.THREAD),
    Channel("23", "locked", ChannelKind.THREAD, is_locked=True),
    Channel("24", "no polls", ChannelKind.TEXT, held=WITHOUT_POLLS),
    Channel("25", "nothing", ChannelKind.TEXT, held=frozenset()),
)
SENT = "SELECT content FROM outbox ORDER BY created_at, item_id"
FILLED_IN = {
    QUESTION: "Which tea?",
    OPTIONS: "Green\nBlack\nNone",
    KIND: "secret",
    LENGTH: "2 hours",
    SEVERAL: "one",
}


@dataclass
class Room:
    database: Database
    clock: SetClock
    polls: Polls = field(init=False)

    def __post_init__(self) -> None:
        self.polls = Polls(self.database, self.clock)

    async def settle(self, settings: PlaceSettings) -> None:
        await self.database.execute(SET, PLACE, write_place_settings(settings), 1)

    async def open_to_all(self) -> None:
        await self.settle(PlaceSettings(poll_openers=PollOpeners.EVERYBODY))

    async def fill_in(
        self, by: Asker = MIRA, channel: str = CHANNEL, role: str | None = None, **answers: str
    ) -> Card:
        given = {key: (answer,) for key, answer in {**FILLED_IN, **answers}.items()}
        return await self.polls.open(by, channel, given, role, CHANNELS)

    async def opening(
        self, by: Asker = MIRA, role: str | None = None, channel: str = CHANNEL, **answers: str
    ) -> Poll:
        """A poll that was asked for, and is not out yet."""
        before = set(await self.ids())
        card = await self.fill_in(by, channel, role, **answers)
        assert card.title == "Opening it.", to_text(card)
        (poll_id,) = set(await self.ids()) - before
        return await self.found(poll_id)

    async def opened(
        self, by: Asker = MIRA, role: str | None = None, channel: str = CHANNEL, **answers: str
    ) -> Poll:
        """A poll whose message is out."""
        poll = await self.opening(by, role, channel, **answers)
        await self.done(OpenPoll(poll.id), "30")
        return await self.found(poll.id)

    async def vote_of_three(self, poll: Poll) -> None:
        """Enough that the result is shown: two for the first option, one for the last."""
        for asker, option in ((ADA, 0), (BEN, 0), (CLEO, 2)):
            await self.polls.vote(asker, poll.id, option)

    async def done(self, step: PollStep, result: str) -> None:
        async with self.database.transaction() as connection:
            await go_on(connection, step, result, self.clock())

    async def found(self, poll_id: str) -> Poll:
        poll = await find_poll(self.database, poll_id)
        assert poll is not None
        return poll

    async def ids(self) -> list[str]:
        rows = await self.database.fetch_all("SELECT poll_id FROM poll ORDER BY opened_at")
        return [row["poll_id"] for row in rows]

    async def sent(self) -> list[PollStep]:
        rows = await self.database.fetch_all(SENT)
        return [read_outgoing(row["content"]) for row in rows]

    async def count(self, table: str) -> int:
        row = await self.database.fetch_one(f"SELECT COUNT(*) AS rows FROM {table}")
        assert row is not None
        return row["rows"]


def blind(asker: Asker) -> Asker:
    """*asker*, who sees no channel."""
    return replace(asker, sees=lambda _channel: False)


def counts(*votes: int) -> str:
    return json.dumps(votes)
