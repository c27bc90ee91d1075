"""Places of every kind that a daily post can go to, and what of it stands in them.

What stands there is read from the stand-in alone, by other means than those of the bot.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.core.channels import ChannelKind
from bot.core.pack import Pack
from bot.core.place_settings import PlaceSettings, write_place_settings
from bot.core.post import State
from bot.services.planning import replan
from bot.storage.database import Database
from bot.storage.post_store import post_on
from tests.delivery.conftest import SET
from tests.stand_in import threads
from tests.stand_in.places import Channel, Message
from tests.stand_in.world import World

REPORT = re.compile(r"report:([\w-]+):(\d{4}-\d\d-\d\d)")
SOURCES = re.compile(r"sources:([\w-]+)")
QUESTION = "## To discuss"  # its title


@dataclass(frozen=True)
class Premises:
    """One place with a daily explainer, which goes to *channel*; notices go to *moderators*."""

    place: str
    channel: Channel
    moderators: Channel
    settings: PlaceSettings

    def day(self, at: datetime) -> date:
        """The local date."""
        return at.astimezone(ZoneInfo(self.settings.zone)).date()


@dataclass(frozen=True, order=True)
class Piece:
    """Something the bot made in the channel or thread *where*; *of* is what it is about."""

    step: str
    of: str
    where: int


def build_all(world: World, due: datetime) -> list[Premises]:
    """A place of each kind, due at one instant of two dates, in zones that keep their offset."""
    return [
        text_channel(world, due, "Africa/Tunis"),
        text_channel(world, due, "Pacific/Kiritimati", poll=False),
        text_channel(world, due, "Pacific/Honolulu", thread=False),
        forum(world, due),
        thread(world, due),
    ]


def text_channel(
    world: World, due: datetime, zone: str = "Africa/Tunis", **changes: object
) -> Premises:
    channel = world.add_channel(world.add_guild(f"text, {zone}"))
    return _premises(world, channel, due, zone, **changes)


def forum(world: World, due: datetime) -> Premises:
    channel = world.add_forum(world.add_guild("forum"), tags=["daily"], tag_required=True)
    given = {"channel_kind": ChannelKind.FORUM, "forum_tag": str(next(iter(channel.tags)))}
    return _premises(world, channel, due, "Asia/Yerevan", **given)


def thread(world: World, due: datetime) -> Premises:
    parent = world.add_channel(world.add_guild("thread"))
    channel = threads.start(world, parent, {"name": "daily"})
    return _premises(world, channel, due, "Asia/Baku", channel_kind=ChannelKind.THREAD)


def _premises(
    world: World, channel: Channel, due: datetime, zone: str, **changes: object
) -> Premises:
    assert channel.guild is not None
    moderators = world.add_channel(channel.guild, "moderators")
    settings = PlaceSettings(
        channel=str(channel.id),
        at=due.astimezone(ZoneInfo(zone)).time(),
        zone=zone,
        moderators_channel=str(moderators.id),
        **changes,
    )
    return Premises(f"discord:{channel.guild.id}", channel, moderators, settings)


async def store(database: Database, premises: Iterable[Premises], now: datetime) -> None:
    """Let the schedules of *premises* run from *now* on."""
    async with database.transaction() as connection:
        for each in premises:
            await connection.execute(SET, each.place, write_place_settings(each.settings))
            await replan(connection, each.place, each.settings, now)


def pieces(world: World, premises: Premises) -> list[Piece]:
    """All that the bot made there, in order of their kind."""
    channel = premises.channel
    below = world.threads(channel)
    started = [Piece("thread", str(each.id), channel.id) for each in below]
    said = [_piece(message) for each in (channel, *below) for message in each.history]
    return sorted((*started, *said))


def _piece(message: Message) -> Piece:
    where = message.channel.id
    if message.poll:
        return Piece("poll", message.poll.question["text"], where)
    shown = json.dumps(message.components)
    if posted := REPORT.search(shown):
        return Piece("message", f"{posted[2]} {posted[1]}", where)
    assert QUESTION in shown
    return Piece("question", SOURCES.search(shown)[1], where)


def expected(premises: Premises, pack: Pack, posts: Iterable[Message]) -> Iterator[Piece]:
    """What is to stand there, given the messages of the daily *posts*, one for each date."""
    wanted, kind = premises.settings, premises.settings.channel_kind
    for post in posts:
        piece = _piece(post)
        explainer = pack.explainers[piece.of.split()[1]]
        yield piece
        has_thread = kind is not ChannelKind.TEXT or wanted.thread
        where = post.id if has_thread and kind is not ChannelKind.THREAD else premises.channel.id
        if where == post.id:
            yield Piece("thread", str(post.id), premises.channel.id)
        if wanted.question and has_thread:
            yield Piece("question", explainer.id, where)
        if wanted.poll and explainer.poll:
            yield Piece("poll", explainer.poll.question, where)


def posts_in(world: World, premises: Premises) -> list[Message]:
    """The messages with which the daily posts begin, oldest first."""
    channels = (premises.channel, *world.threads(premises.channel))
    said = [message for each in channels for message in each.history]
    return [message for message in said if _piece(message).step == "message"]


def check(world: World, premises: Premises, pack: Pack, days: Iterable[date]) -> None:
    """See that exactly one whole post for each of *days* stands there, and nothing else."""
    posts = posts_in(world, premises)
    dates = Counter(_piece(post).of.split()[0] for post in posts)
    found = pieces(world, premises)

    wanted = list(expected(premises, pack, posts))

    assert dates == {str(day): 1 for day in days}, f"in {premises.place}"
    assert Counter(found) == Counter(wanted), f"in {premises.place}"


async def check_stored(database: Database, world: World, premises: Premises, pack: Pack) -> None:
    """See that the database knows each post as it stands there."""
    polls = {each.poll.question["text"]: str(each.id) for each in _polls(world, premises)}
    for message in posts_in(world, premises):
        day, explainer = _piece(message).of.split()
        post = await post_on(database, premises.place, date.fromisoformat(day))
        assert post is not None
        assert post.state is State.DONE
        assert (post.explainer, post.message) == (explainer, str(message.id))
        assert post.thread == (str(message.id) if message.threaded else None)
        poll = pack.explainers[explainer].poll
        assert post.poll_message == polls.get(poll.question if poll else None)


def _polls(world: World, premises: Premises) -> list[Message]:
    channels = (premises.channel, *world.threads(premises.channel))
    return [message for each in channels for message in each.history if message.poll]
