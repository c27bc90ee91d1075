"""Send to Discord what waits in the outbox."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

import discord

from bot.core.channels import Channel, ChannelKind, Permission
from bot.core.identity import Place, local_id
from bot.core.outgoing import TO_PERSON, CountPoll, EndPoll, PollMessage, ThreadStart
from bot.core.place_settings import Notify
from bot.core.post import Reason, Trouble
from bot.delivery.pace import Pace
from bot.delivery.sender import (
    CardEdit,
    CardMessage,
    ForumPost,
    Message,
    Rejected,
    Target,
    TryLater,
)
from bot.errors import BadInput
from bot.on_discord.channels import DiscordChannels
from bot.on_discord.failures import LONG_WAIT, POLL_EXPIRED, THREAD_EXISTS, as_failure, is_ban
from bot.on_discord.forum_posts import ForumPosts
from bot.on_discord.message_options import allowed_mentions, nonce, pinged
from bot.on_discord.own_messages import find_message
from bot.on_discord.poll_counts import final_counts
from bot.on_discord.rendering import to_view
from bot.on_discord.single_try import single_try

# Of the 50 that Discord allows, so that some are left for what is not sent through here.
REQUESTS_PER_SECOND, MOST_IN_A_SECOND = 47.0, 48
# Clocks differ, and a message's id tells its time by Discord's.
MARGIN = timedelta(minutes=5)


class DiscordSender:
    """A `bot.delivery.sender.Sender`. Discord knows a key again for "the past few minutes"
    (https://docs.discord.com/developers/resources/message#create-message).
    """

    def __init__(self, client: discord.Client, logged_in: asyncio.Event) -> None:
        self._client = client
        self._logged_in = logged_in
        self._pace = Pace(REQUESTS_PER_SECOND, MOST_IN_A_SECOND)
        self._channels = DiscordChannels(client, self._pace.turn)
        self._forums = ForumPosts(client, self._request)
        self._banned_until = 0.0  # on the clock of the loop

    async def ready(self) -> None:
        """Not until the gateway has told of all servers, which takes minutes in a large bot."""
        await self._logged_in.wait()

    async def name_of(self, place: Place) -> str | None:
        number = int(local_id(place))
        guild = self._client.get_guild(number)
        if guild is not None and not guild.unavailable:
            return guild.name
        try:
            async with self._request():
                return (await self._client.fetch_guild(number, with_counts=False)).name
        except Rejected:
            return None

    async def send(self, target: Target, message: Message, key: str) -> str:
        await self._check(target, message)
        if isinstance(message, ForumPost):
            return await self._forums.open(target, message)
        async with self._request():
            match message:
                case CardMessage():
                    return await self._send_card(target, message, key)
                case CardEdit():
                    return await self._edit_card(target, message)
                case PollMessage():
                    return await self._send_poll(target, message, key)
                case ThreadStart():
                    return await self._start_thread(target, message)
                case EndPoll():
                    return await self._end_poll(target, message)
                case CountPoll():
                    return await self._count_poll(target, message)

    async def find(self, target: Target, message: Message, since: datetime) -> str | None:
        if isinstance(message, CardEdit | ThreadStart | EndPoll | CountPoll):
            return None  # which can be repeated
        known = await self._known(target)
        if known and Permission.HISTORY not in known.held:
            raise Rejected(Trouble(Reason.IN_DOUBT))  # Discord would answer that there is nothing
        if isinstance(message, ForumPost):
            return await self._forums.find(target, message, since - MARGIN)
        async with self._request():
            channel = await self._channel(target)
            return await find_message(channel, self._own_id, message, since - MARGIN)

    @property
    def _own_id(self) -> int:
        assert self._client.user is not None
        return self._client.user.id

    @asynccontextmanager
    async def _request(self) -> AsyncIterator[None]:
        """Wait for a turn; what goes wrong is told in the outbox's terms."""
        clock = asyncio.get_running_loop().time
        async with self._pace.turn():
            if (left := self._banned_until - clock()) > 0:
                after = timedelta(seconds=left)
                raise TryLater(Trouble(Reason.RATE_LIMITED), in_doubt=False, after=after)
            try:
                with single_try():
                    yield
            except asyncio.CancelledError:
                # discord.py holds back every request while it waits for a global limit to pass, and
                # for ever if it is cancelled meanwhile.
                self._client.http._global_over.set()
                raise
            except Exception as error:
                if is_ban(error):
                    self._banned_until = clock() + LONG_WAIT.total_seconds()
                failure = as_failure(error)
                if failure is None:
                    raise
                raise failure from error

    async def _known(self, target: Target) -> Channel | None:
        """The channel, so far as the gateway told us; None if nothing is known beforehand."""
        guild = self._client.get_guild(int(local_id(target.place)))
        if guild is None or guild.unavailable or target.channel.startswith(TO_PERSON):
            return None
        try:
            channel = await self._channels.channel(target.place, target.channel)
        except BadInput:
            raise TryLater(Trouble(Reason.UNREACHABLE), in_doubt=False) from None
        if channel is None:
            raise Rejected(Trouble(Reason.CHANNEL_GONE))
        return channel

    async def _check(self, target: Target, message: Message) -> None:
        """Refuse what cannot work, so far as that is known, and name the permissions."""
        channel = await self._known(target)
        if channel is None:
            return
        if channel.is_locked:
            raise Rejected(Trouble(Reason.THREAD_LOCKED))
        lacking = sending_takes(message, channel) - channel.held
        if lacking:
            named = tuple(permission for permission in Permission if permission in lacking)
            raise Rejected(Trouble(Reason.NO_PERMISSION, named))

    async def _channel(self, target: Target) -> discord.abc.Messageable:
        if target.channel.startswith(TO_PERSON):
            person = discord.Object(int(target.channel.removeprefix(TO_PERSON)))
            return await self._client.create_dm(person)
        return self._client.get_partial_messageable(
            int(target.channel), guild_id=int(local_id(target.place))
        )

    async def _send_card(self, target: Target, message: CardMessage, key: str) -> str:
        channel = await self._channel(target)
        sent = await channel.send(
            view=to_view(message.card, ping=pinged(message)),
            nonce=nonce(key),
            silent=message.notify is Notify.SILENT,
            allowed_mentions=allowed_mentions(message),
        )
        return str(sent.id)

    async def _edit_card(self, target: Target, message: CardEdit) -> str:
        channel = self._client.get_partial_messageable(int(target.channel))
        ours = channel.get_partial_message(int(message.message))
        await ours.edit(view=to_view(message.card))
        return message.message

    async def _send_poll(self, target: Target, message: PollMessage, key: str) -> str:
        length = timedelta(hours=message.hours)
        poll = discord.Poll(message.question, length, multiple=message.several)
        for option in message.options:
            poll.add_answer(text=option)
        channel = await self._channel(target)
        sent = await channel.send(poll=poll, nonce=nonce(key), silent=True)
        return str(sent.id)

    async def _end_poll(self, target: Target, message: EndPoll) -> str:
        channel, number = int(target.channel), int(message.message)
        try:
            await self._client.http.end_poll(channel, number)
        except discord.HTTPException as error:
            if error.code != POLL_EXPIRED:
                raise
        return message.message

    async def _count_poll(self, target: Target, message: CountPoll) -> str:
        channel, number = int(target.channel), int(message.message)
        fetched = await self._client.http.get_message(channel, number)
        return final_counts(fetched.get("poll"))

    async def _start_thread(self, target: Target, message: ThreadStart) -> str:
        try:
            await self._client.http.start_thread_with_message(
                int(target.channel),
                int(message.message),
                name=message.name,
                auto_archive_duration=message.archive_minutes,  # type: ignore[arg-type]
            )
        except discord.HTTPException as error:
            if error.code != THREAD_EXISTS:
                raise
        return message.message  # a thread has the id of the message it was made from


def sending_takes(message: Message, channel: Channel) -> frozenset[Permission]:
    """What one request takes; whether all of a post can work is checked when it is set up."""
    sending = {
        ChannelKind.TEXT: Permission.SEND,
        ChannelKind.THREAD: Permission.SEND_IN_THREADS,
        ChannelKind.FORUM: Permission.SEND_IN_FORUM,
    }[channel.kind]
    match message:
        case ThreadStart():
            return frozenset({Permission.VIEW, Permission.THREADS})
        case PollMessage():
            return frozenset({Permission.VIEW, sending, Permission.POLLS})
        case EndPoll() | CardEdit():
            return frozenset({Permission.VIEW})
        case CountPoll():
            return frozenset({Permission.VIEW, Permission.HISTORY})
        case _:
            return frozenset({Permission.VIEW, sending})
