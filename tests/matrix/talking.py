"""A room as somebody sees it who types commands and presses reactions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from nio.crypto.attachments import decrypt_attachment

from tests.matrix.person import Person, until
from tests.matrix.polling import AnsweringBots, Member, Room, in_reply_to, new_room

Event: TypeAlias = Mapping[str, Any]


@dataclass
class Talk(Room):
    """*bots* answer in it as the program does."""

    async def told(self, who: Member, text: str, **more: Any) -> Event:
        """Say something, and the message that answers it."""
        return await self.reply_to(await self.say(who, text, **more))

    async def reply_to(self, event_id: str, after: int = 0) -> Event:
        """The bot's reply to that event, once there are more than *after*."""

        async def found() -> Event | None:
            replies = await self.replies_to(event_id)
            return replies[after] if len(replies) > after else None

        found_one: Event = await until(found)
        return found_one

    async def replies_to(self, event_id: str) -> list[Event]:
        return [
            event
            for event in await self.of_kind("m.room.message")
            if event["content"].get("m.relates_to", {}).get("m.in_reply_to", {}).get("event_id")
            == event_id
        ]

    async def press(self, who: Member, card: Event, key: str) -> Event:
        """React to a card, and what the bot replies to that."""
        before = len(await self.replies_to(card["event_id"]))
        await self.react(who, card["event_id"], key)
        return await self.reply_to(card["event_id"], before)

    async def invited_reactions(self, card: Event, count: int) -> list[str]:
        """The reactions of the bot's own under a card, once there are that many."""

        async def there() -> list[str]:
            found = await self.reactions(card["event_id"])
            return found if len(found) >= count else []

        return await until(there)

    async def quiet(self, who: Member) -> list[str]:
        """What the bot has said in the room, by when it had answered everything before this."""
        await self.told(who, "!about")
        return (await self.said())[:-1]


def body(event: Event) -> str:
    text: str = event["content"]["body"]
    return text


def replying(card: Event) -> dict[str, Any]:
    return in_reply_to(card["event_id"])


async def furnished(bots: AnsweringBots, host: Member, *others: Member, **more: object) -> Talk:
    """A room that *host* made and moderates, with the bot and *others* in it."""
    return Talk(bots, await new_room(bots, host, *others, **more), host)


async def in_private(bots: AnsweringBots, person: Member) -> Talk:
    """The room in which the bot talks to *person* alone, who goes into it."""
    plain = person if isinstance(person, Person) else person.plain
    assert bots.bot is not None
    room = await bots.bot.homeserver.direct_room(plain.user_id)
    await plain.join(room)
    return Talk(bots, room, person)


async def file_in(who: Member, event: Event) -> str:
    """The text of the file that a message shows, decrypted if it has to be."""
    plain = who if isinstance(who, Person) else who.plain
    content = event["content"]
    sealed_file = content.get("file")
    address = sealed_file["url"] if sealed_file else content["url"]
    path = address.removeprefix("mxc://")
    async with plain.session.get(
        f"{plain.url}/_matrix/client/v1/media/download/{path}",
        headers={"Authorization": f"Bearer {plain.token}"},
    ) as answer:
        assert answer.status == 200
        data = await answer.read()
    if sealed_file:
        key, digest = sealed_file["key"]["k"], sealed_file["hashes"]["sha256"]
        assert b"kept" not in data
        data = decrypt_attachment(data, key, digest, sealed_file["iv"])
    return data.decode()
