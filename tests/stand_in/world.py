"""The state of the stand-in: servers and channels, and what their moderators do to them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from itertools import chain
from typing import Any, TypeAlias, TypeVar

from tests.stand_in import payloads, refusals
from tests.stand_in.clock import Clock
from tests.stand_in.places import ADA, Channel, Guild, Kind, Message, Permission, Person, Role
from tests.stand_in.refusals import Refusal, Refused

# An event's name, the guild it is of, and what makes its payload when it is sent.
Announce: TypeAlias = Callable[[str, Guild, Callable[[], dict[str, Any]]], None]
T = TypeVar("T")
FIRST_GUILD = 1 << 60  # of spring 2023; each guild has its own millisecond, which spreads shards


def _to_nobody(_event: str, _guild: Guild, _payload: Callable[[], dict[str, Any]]) -> None:
    """Nobody is connected yet."""


class World:
    """All there is on this Discord.

    `guild`, `channel` and `message` find by id what the bot may see, or refuse as Discord does.
    *active_threads* is how many threads a guild may have open; *closed* holds the ids of people who
    take no direct messages; *commands* is what the bot told of its commands.
    """

    def __init__(self, clock: Clock | None = None) -> None:
        self.clock = clock or Clock()
        self.guilds: dict[int, Guild] = {}
        self.channels: dict[int, Channel] = {}
        self.nonces: dict[str, Message] = {}
        self.commands: list[dict[str, Any]] = []
        self.active_threads = 1000
        self.closed: set[int] = set()
        self.announce: Announce = _to_nobody
        self._direct: dict[int, Channel] = {}

    def add_guild(self, name: str = "guild", locale: str = "en-US") -> Guild:
        guild = Guild(FIRST_GUILD + (len(self.guilds) << 22), name, locale)
        self.guilds[guild.id] = guild
        self.announce("GUILD_CREATE", guild, lambda: payloads.guild_create(guild))
        return guild

    def add_channel(self, guild: Guild, name: str = "general") -> Channel:
        return self._add(Channel(guild.next_id(), guild, Kind.TEXT, name))

    def add_forum(
        self,
        guild: Guild,
        name: str = "forum",
        tags: Iterable[str] = (),
        *,
        tag_required: bool = False,
    ) -> Channel:
        made = {guild.next_id(): tag for tag in tags}
        forum = Channel(guild.next_id(), guild, Kind.FORUM, name, tags=made)
        forum.tag_required = tag_required
        return self._add(forum)

    def add_role(self, guild: Guild, name: str, *, mentionable: bool = False) -> Role:
        role = Role(guild.next_id(), name, mentionable)
        guild.roles[role.id] = role
        self.announce("GUILD_ROLE_CREATE", guild, lambda: payloads.role_event(guild, role))
        return role

    def add_thread(self, thread: Channel) -> Channel:
        """Put *thread* below its parent, which has a guild."""
        guild = self._guild_of(thread)
        self.channels[thread.id] = guild.threads[thread.id] = thread
        new = {"newly_created": True}  # else the bot would only have been added to it
        self.announce("THREAD_CREATE", guild, lambda: payloads.channel(thread) | new)
        return thread

    def open_direct(self, person: Person) -> Channel:
        """The channel with *person*, always the same one."""
        if person.id not in self._direct:
            direct = Channel(self.clock.next_id(), None, Kind.DIRECT, "", recipient=person)
            self.channels[direct.id] = self._direct[person.id] = direct
        return self._direct[person.id]

    def say(self, channel: Channel, content: str, author: Person = ADA) -> Message:
        """A message by somebody else than the bot."""
        message = Message(self.clock.next_id(), channel, author, content)
        channel.messages[message.id] = message
        return message

    def delete_message(self, message: Message) -> None:
        message.channel.messages.pop(message.id, None)

    def revoke(self, channel: Channel, *permissions: Permission) -> None:
        """Take *permissions* in *channel* from the bot."""
        for permission in permissions:
            channel.denied |= permission
        self._announce("CHANNEL_UPDATE", channel)

    def grant(self, channel: Channel, *permissions: Permission) -> None:
        """Give back what was revoked."""
        for permission in permissions:
            channel.denied &= ~permission
        self._announce("CHANNEL_UPDATE", channel)

    def delete_channel(self, channel: Channel) -> None:
        """A channel goes with its threads."""
        guild = self._guild_of(channel)
        for thread in self.threads(channel):
            self.delete_channel(thread)
        is_thread = channel.kind is Kind.THREAD
        home = guild.threads if is_thread else guild.channels
        del home[channel.id], self.channels[channel.id]
        self._announce("THREAD_DELETE" if is_thread else "CHANNEL_DELETE", channel)

    def remove_bot(self, guild: Guild) -> None:
        """The bot is no longer in *guild*."""
        for channel in chain(guild.channels, guild.threads):
            del self.channels[channel]
        del self.guilds[guild.id]
        self.announce("GUILD_DELETE", guild, lambda: {"id": str(guild.id)})

    def archive(self, thread: Channel, *, locked: bool = False) -> None:
        thread.archived, thread.locked, thread.archived_at = True, locked, self.clock.now()
        self._announce("THREAD_UPDATE", thread)

    def reopen(self, thread: Channel) -> None:
        thread.archived, thread.locked, thread.archived_at = False, False, self.clock.now()
        self._announce("THREAD_UPDATE", thread)

    def guild(self, identifier: int) -> Guild:
        return _found(self.guilds, identifier, refusals.UNKNOWN_GUILD)

    def channel(self, identifier: int) -> Channel:
        """The channel or thread, which the bot may see."""
        channel = _found(self.channels, identifier, refusals.UNKNOWN_CHANNEL)
        if not channel.may(Permission.VIEW_CHANNEL):
            raise Refused(refusals.MISSING_ACCESS)
        return channel

    def message(self, channel: int, message: int) -> Message:
        return _found(self.channel(channel).messages, message, refusals.UNKNOWN_MESSAGE)

    def history(self, channel: int | Channel) -> list[Message]:
        """The messages of a channel, oldest first, whatever the bot may see."""
        identifier = channel.id if isinstance(channel, Channel) else channel
        return self.channels[identifier].history

    def threads(self, channel: Channel) -> list[Channel]:
        """All threads below *channel*, in the order they were made."""
        threads = self._guild_of(channel).threads.values()
        return [thread for thread in threads if thread.parent is channel]

    def now(self) -> datetime:
        return self.clock.now()

    def _add(self, channel: Channel) -> Channel:
        guild = self._guild_of(channel)
        self.channels[channel.id] = guild.channels[channel.id] = channel
        self._announce("CHANNEL_CREATE", channel)
        return channel

    def _announce(self, event: str, channel: Channel) -> None:
        self.announce(event, self._guild_of(channel), lambda: payloads.channel(channel))

    @staticmethod
    def _guild_of(channel: Channel) -> Guild:
        assert channel.guild is not None, "a direct message is in no guild"
        return channel.guild


def _found(things: dict[int, T], identifier: int, otherwise: Refusal) -> T:
    if identifier not in things:
        raise Refused(otherwise)
    return things[identifier]
