"""How people in a room get on with polls, whatever their client shows of them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any, TypeAlias

from bot.core.place_settings import PlaceSettings, PollOpeners, write_place_settings
from bot.core.post import State
from bot.delivery.outbox import Outbox
from bot.on_matrix.client import MatrixBot
from bot.on_matrix.commands.answering import Answering
from bot.on_matrix.identity import MATRIX, place
from bot.on_matrix.incoming import Incoming
from bot.on_matrix.poll_events import END, RESPONSE, START, end_content
from bot.on_matrix.sender import MatrixSender
from bot.services.pack_library import PackLibrary
from bot.services.services import Services
from bot.storage import post_store
from bot.storage.database import Database
from bot.storage.poll_store import polls_of
from tests.matrix.bots import Bots, ShiftedClock
from tests.matrix.person import Person, until
from tests.matrix.sealed import SealedPerson
from tests.matrix.synapse import Synapse
from tests.services.places import add_post

Event: TypeAlias = Mapping[str, Any]
Member: TypeAlias = Person | SealedPerson
SEEN = "✅"
TEA = "!poll new Which tea? | Green | Black | None | for 2 hours"
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
SET = """
    INSERT INTO place_settings (place, version, settings, changed_at) VALUES ($1, 1, $2, 0)
    ON CONFLICT (place) DO UPDATE SET settings = excluded.settings
"""


@dataclass(kw_only=True)
class AnsweringBots(Bots):
    """Bots that answer as the program does; *services* outlive each of them."""

    services: Services
    answering: Answering | None = field(default=None)

    def make(self) -> MatrixBot:
        bot = super().make()
        self.answering = Answering(self.services, bot.homeserver)
        return bot

    async def answer(self, incoming: Incoming) -> None:
        self.heard.append(incoming)
        assert self.answering is not None
        await self.answering(incoming)

    @property
    def sender(self) -> MatrixSender:
        assert self.bot is not None
        return MatrixSender(self.bot.homeserver, self.database, self.clock)

    async def deliver(self, later: timedelta = timedelta()) -> None:
        """Close what is due and send what waits, as it is that much *later*."""
        self.clock.ahead += later
        outbox = Outbox(
            self.database, self.services.packs, MATRIX, self.sender, self.services.clock
        )
        while await self.services.polls.close_due(100) + await outbox.deliver_due():
            pass
        self.clock.ahead -= later

    async def polls(self, room: str) -> Sequence[Any]:
        return await polls_of(self.database, place(room), 100)

    async def poll(self, room: str) -> Any:
        """The only one there."""
        (poll,) = await self.polls(room)
        return poll


@dataclass
class Room:
    """A room with the bot in it, as *host*, who made it and moderates it, and others see it."""

    bots: AnsweringBots
    id: str
    host: Member

    async def say(self, who: Member, text: str, **more: Any) -> str:
        return await who.say(self.id, text, **more)

    async def send(self, who: Member, kind: str, content: Any) -> str:
        if isinstance(who, Person):
            return await who.send(self.id, kind, content)
        await who.sync()
        sent = await who.client.room_send(self.id, kind, content, ignore_unverified_devices=True)
        return sent.event_id

    async def events(self) -> list[Event]:
        """What the bot sent, oldest first."""
        plain = self.host if isinstance(self.host, Person) else self.host.plain
        events: list[Event] = await plain.events(self.id)
        if isinstance(self.host, SealedPerson):
            opened = {event["event_id"]: event for event in await self.host.events(self.id)}
            events = [opened.get(event["event_id"], event) for event in events]
        return [event for event in events if event["sender"] == self.bots.account.user_id]

    async def ask(self, who: Member, text: str, **more: Any) -> str:
        """Say something, and what the bot answers to it."""
        asked = await self.say(who, text, **more)

        async def answer() -> str:
            for event in await self.events():
                relation = event["content"].get("m.relates_to", {})
                if relation.get("m.in_reply_to", {}).get("event_id") == asked:
                    return event["content"]["body"]
                if relation.get("event_id") == asked and relation.get("key") == SEEN:
                    return SEEN
            return ""

        return await until(answer)

    async def open(self, who: Member, text: str, **more: Any) -> Event:
        """Have a poll opened, and the event that it is."""
        before = {event["event_id"] for event in await self.of_kind(START)}
        said = await self.ask(who, text, **more)
        assert said == SEEN, said
        await self.bots.deliver()
        polls = await self.of_kind(START)
        (poll,) = [event for event in polls if event["event_id"] not in before]
        return poll

    async def of_kind(self, kind: str) -> list[Event]:
        return [event for event in await self.events() if event["type"] == kind]

    async def said(self) -> list[str]:
        return [event["content"]["body"] for event in await self.of_kind("m.room.message")]

    async def reactions(self, event_id: str) -> list[str]:
        relations = [each["content"]["m.relates_to"] for each in await self.of_kind("m.reaction")]
        return [each["key"] for each in relations if each["event_id"] == event_id]

    async def vote(self, who: Member, poll: Event, *answers: str) -> str:
        content = {RESPONSE: {"answers": list(answers)}, **refers(poll)}
        return await self.send(who, RESPONSE, content)

    async def react(self, who: Member, event_id: str, key: str) -> str:
        relation = {"rel_type": "m.annotation", "event_id": event_id, "key": key}
        return await self.send(who, "m.reaction", {"m.relates_to": relation})

    async def end(self, who: Member, poll: Event) -> str:
        return await self.send(who, END, end_content(poll["event_id"], "It is over."))

    async def delete(self, who: Person, event_id: str) -> None:
        path = f"/rooms/{self.id}/redact/{event_id}/{next(who.numbers)}"
        await who.ask("PUT", path, {})

    async def state(self) -> str:
        return (await self.bots.poll(self.id)).state

    async def is_now(self, state: str) -> None:
        async def reached() -> bool:
            return await self.state() == state

        await until(reached)

    async def counts(self) -> tuple[int, ...]:
        """The stored result."""
        result = (await self.bots.poll(self.id)).result
        assert result is not None
        return result.counts


def refers(poll: Event) -> dict[str, Any]:
    return {"m.relates_to": {"rel_type": "m.reference", "event_id": poll["event_id"]}}


def in_reply_to(event_id: str) -> dict[str, Any]:
    return {"m.relates_to": {"m.in_reply_to": {"event_id": event_id}}}


def in_thread(root: str) -> dict[str, Any]:
    relation = {"rel_type": "m.thread", "event_id": root, "is_falling_back": True}
    return {"m.relates_to": relation}


def in_words(poll: Event) -> str:
    """The message that asks the same."""
    beside: str = poll["content"]["org.bedfellows.beside"]
    return beside


async def download(who: Person, address: str) -> str:
    """The text of a file, by its `mxc` address."""
    url = f"{who.url}/_matrix/client/v1/media/download/{address.removeprefix('mxc://')}"
    headers = {"Authorization": f"Bearer {who.token}"}
    async with who.session.get(url, headers=headers) as answer:
        return (await answer.read()).decode()


@asynccontextmanager
async def answering_bots(
    synapse: Synapse, account: Person, database: Database, packs: PackLibrary, folder: Path
) -> AsyncIterator[AnsweringBots]:
    """Bots on *account*, with nothing running yet; none runs afterwards."""
    clock = ShiftedClock()
    services = Services.of(database, packs, clock)
    made = AnsweringBots(synapse.url, account, database, folder / "state", clock, services=services)
    async with made.running():
        yield made


async def new_room(bots: AnsweringBots, host: Member, *others: Member, **more: object) -> str:
    """A room that *host* made and moderates, with *others* in it and the bot, which said hello."""
    me = bots.account.user_id
    plain = [who if isinstance(who, Person) else who.plain for who in (host, *others)]
    room = await plain[0].new_room(me, *(each.user_id for each in plain[1:]), **more)
    for each in plain[1:]:
        await each.join(room)
    await until(lambda: host.said_by(room, me))
    return room


async def furnished(bots: AnsweringBots, host: Member, *others: Member, **more: object) -> Room:
    """A new room with *others*, in which everybody may open polls."""
    room = await new_room(bots, host, *others, **more)
    settings = PlaceSettings(poll_openers=PollOpeners.EVERYBODY)
    await bots.database.execute(SET, place(room), write_place_settings(settings))
    return Room(bots, room, host)


async def note_explainer_poll(room: Room, poll: str) -> None:
    """Record that today's explainer of the room has *poll*."""
    database = room.bots.database
    day, where = date(2026, 11, 23), {"place": place(room.id), "channel": room.id}
    post = await add_post(database, day, State.DONE, explainer="a", **where)
    await post_store.mark_poll(database, post, poll)
