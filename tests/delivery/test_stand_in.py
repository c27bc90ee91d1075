"""The stand-in for Discord, judged by real discord.py clients."""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import aiohttp
import discord
import pytest

from tests.stand_in.clock import Clock
from tests.stand_in.faults import (
    Ending,
    Fault,
    Rule,
    accepted_then_answered,
    accepted_then_dropped,
    dropped,
    failed,
    hung,
    rate_limited,
)
from tests.stand_in.limits import Limits
from tests.stand_in.places import Channel, Permission
from tests.stand_in.pointing import point_discord_py_at
from tests.stand_in.server import Discord, stand_in
from tests.stand_in.world import World

ROOT = Path(__file__).parents[2]
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


class Client(discord.AutoShardedClient):
    """Answers slash commands, and identifies without the pause that Discord asks for."""

    def __init__(self, **options: object) -> None:
        intents = discord.Intents(guilds=True)
        super().__init__(intents=intents, max_messages=None, guild_ready_timeout=0.05, **options)
        self.threads_seen = asyncio.Queue[discord.Thread]()
        self.heard: list[dict] = []

    async def before_identify_hook(self, _shard: int | None, *, initial: bool = False) -> None:
        del initial

    async def on_thread_create(self, thread: discord.Thread) -> None:
        self.threads_seen.put_nowait(thread)

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        self.heard.append(interaction.data)
        await interaction.response.send_message(f"heard {interaction.data['name']}")
        await interaction.followup.send("and more")


@pytest.fixture
def world() -> World:
    """One server with a text channel, at noon."""
    made = World(Clock(NOON))
    made.add_channel(made.add_guild("home"))
    return made


@pytest.fixture
def channel(world: World) -> Channel:
    return next(iter(world.channels.values()))


@pytest.fixture
async def served(world: World, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Discord]:
    async with stand_in(world) as running:
        point_discord_py_at(running.port, monkeypatch.setattr)
        yield running


@asynccontextmanager
async def connected(running: Discord, **options: object) -> AsyncIterator[Client]:
    async with Client(**options) as client, asyncio.TaskGroup() as group:
        group.create_task(client.start("token"))
        async with asyncio.timeout(5):
            await running.ready()
            await client.wait_until_ready()
        yield client
        await client.close()


@pytest.fixture
async def client(served: Discord) -> AsyncIterator[Client]:
    async with connected(served) as made:
        yield made


@pytest.fixture
def general(client: Client, channel: Channel) -> discord.TextChannel:
    """The text channel as the client sees it."""
    return client.get_channel(channel.id)


async def eventually(condition) -> None:
    async with asyncio.timeout(5):
        while not condition():  # noqa: ASYNC110 - what is waited for has no event
            await asyncio.sleep(0.005)


def card(text: str) -> discord.ui.LayoutView:
    view = discord.ui.LayoutView()
    view.add_item(discord.ui.TextDisplay(text))
    return view


# Starting


async def test_a_client_sees_guilds_channels_roles_and_threads(world, served: Discord):
    guild = world.add_guild("other", "de")
    world.add_forum(guild, tags=["talk"], tag_required=True)
    world.add_role(guild, "readers", mentionable=True)
    async with connected(served) as client:
        seen = client.get_guild(guild.id)

        assert {each.name for each in client.guilds} == {"home", "other"}
        assert seen.preferred_locale is discord.Locale.german
        assert [tag.name for tag in seen.forums[0].available_tags] == ["talk"]
        assert seen.forums[0].flags.require_tag
        assert seen.roles[1].mentionable
        assert seen.me.guild_permissions.send_polls


async def test_guilds_are_spread_over_shards(world, monkeypatch: pytest.MonkeyPatch):
    for number in range(9):
        world.add_guild(f"guild {number}")
    async with stand_in(world, shards=2) as running:
        point_discord_py_at(running.port, monkeypatch.setattr)
        async with connected(running) as client:
            shards = [guild.shard_id for guild in client.guilds]

    assert (shards.count(0), shards.count(1)) == (5, 5)


# Messages


async def test_components_and_their_author_come_back(general, client: Client):
    sent = await general.send(view=card("words"), silent=True)
    found = await general.fetch_message(sent.id)

    assert found.author == client.user
    assert found.components[0].content == "words"
    assert found.flags.components_v2
    assert found.flags.suppress_notifications


async def test_the_same_nonce_makes_one_message_for_five_minutes(world, channel, general):
    first = await general.send("hello", nonce="key")
    world.clock.advance(timedelta(seconds=299))
    again = await general.send("hello", nonce="key")
    world.clock.advance(timedelta(seconds=2))
    late = await general.send("hello", nonce="key")

    assert again.id == first.id != late.id
    assert len(world.history(channel)) == 2


async def test_different_nonces_make_different_messages(world, channel, general):
    for _ in range(2):
        await general.send("hello")

    assert len(world.history(channel)) == 2


async def test_a_nonce_whose_message_was_deleted_is_an_unknown_message(general):
    first = await general.send("hello", nonce="key")
    await first.delete()
    with pytest.raises(discord.NotFound) as raised:
        await general.send("hello", nonce="key")

    assert raised.value.code == 10008


async def test_history_is_newest_first_and_bounded(general):
    sent = [await general.send(str(number)) for number in range(5)]

    async def contents(**bounds) -> list[str]:
        return [message.content async for message in general.history(**bounds)]

    assert await contents() == ["4", "3", "2", "1", "0"]
    assert await contents(limit=2, before=sent[2]) == ["1", "0"]
    assert await contents(limit=2, after=sent[1]) == ["2", "3"]
    assert await contents(limit=3, around=sent[2]) == ["3", "2", "1"]


async def test_what_others_write_is_not_readable(world, channel, general):
    world.say(channel, "secret")
    found = [message async for message in general.history()]

    assert [message.content for message in found] == [""]


async def test_a_message_can_be_edited(general):
    sent = await general.send(view=card("old"))
    await sent.edit(view=card("new"))
    found = await general.fetch_message(sent.id)

    assert found.components[0].content == "new"
    assert found.edited_at == NOON


async def test_components_exclude_content(general):
    with pytest.raises(discord.HTTPException) as raised:
        await general.send("words", view=card("more"))

    assert raised.value.code == 50035


async def test_a_file_is_named_in_the_message(general, tmp_path):
    picture = tmp_path / "map.png"
    picture.write_bytes(b"123")
    sent = await general.send(file=discord.File(picture, description="a map"))

    assert [(each.filename, each.size) for each in sent.attachments] == [("map.png", 3)]


async def test_a_poll_has_an_expiry_and_can_be_ended(general):
    poll = discord.Poll("Who?", timedelta(hours=24))
    poll.add_answer(text="Ada").add_answer(text="Ben")
    sent = await general.send(poll=poll, nonce="poll")
    ended = await sent.end_poll()

    assert sent.poll.expires_at == NOON + timedelta(hours=24)
    assert [answer.text for answer in sent.poll.answers] == ["Ada", "Ben"]
    assert ended.poll.is_finalised()


async def test_a_poll_that_ended_by_itself_tells_its_votes(general, world):
    poll = discord.Poll("Who?", timedelta(hours=1)).add_answer(text="Ada").add_answer(text="Ben")
    sent = await general.send(poll=poll)
    early = await general.fetch_message(sent.id)
    world.history(general.id)[-1].poll.votes = (0, 3)
    world.clock.advance(timedelta(hours=1))
    late = await general.fetch_message(sent.id)

    assert not early.poll.is_finalised()
    assert late.poll.is_finalised()
    assert [answer.vote_count for answer in late.poll.answers] == [0, 3]


async def test_a_poll_of_half_an_hour_is_refused(general):
    poll = discord.Poll("Who?", timedelta(minutes=30)).add_answer(text="Ada")
    with pytest.raises(discord.HTTPException) as raised:
        await general.send(poll=poll)

    assert raised.value.code == 50035


async def test_a_direct_message_is_of_one_channel_for_each_person(world, client: Client):
    person = discord.Object(7)
    first, second = [await client.create_dm(person) for _ in range(2)]
    await first.send("psst")

    assert first.id == second.id
    assert [message.content for message in world.history(first.id)] == ["psst"]


async def test_a_person_may_take_no_direct_messages(world, client: Client):
    world.closed.add(7)
    direct = await client.create_dm(discord.Object(7))
    with pytest.raises(discord.Forbidden) as raised:
        await direct.send("psst")

    assert raised.value.code == 50007


# Threads and forums


async def test_a_thread_has_its_messages_id_and_is_made_once(client: Client, general):
    message = await general.send("hello")
    thread = await message.create_thread(name="talk")
    seen = await client.threads_seen.get()
    with pytest.raises(discord.HTTPException) as raised:
        await message.create_thread(name="talk")
    found = await general.fetch_message(message.id)

    assert thread.id == message.id == seen.id
    assert raised.value.code == 160004
    assert found.thread.name == "talk"
    assert [each.id for each in await general.guild.active_threads()] == [thread.id]


async def test_the_number_of_active_threads_can_be_reached(world, general):
    world.active_threads = 0
    message = await general.send("hello")
    with pytest.raises(discord.HTTPException) as raised:
        await message.create_thread(name="talk")

    assert raised.value.code == 160006


async def test_sending_opens_an_archived_thread_but_no_locked_one(world, channel, general):
    thread = await (await general.send("hello")).create_thread(name="talk")
    [kept] = world.threads(channel)
    world.archive(kept)
    listed = [each.id async for each in general.archived_threads()]
    await thread.send("still here")
    open_again = not kept.archived
    world.archive(kept, locked=True)
    with pytest.raises(discord.HTTPException) as raised:
        await thread.send("and now?")

    assert listed == [thread.id]
    assert open_again
    assert raised.value.code == 50083


async def test_a_forum_post_heeds_no_nonce_and_may_need_a_tag(world, channel, client: Client):
    kept = world.add_forum(channel.guild, tags=["daily"], tag_required=True)
    await eventually(lambda: client.get_channel(kept.id))
    forum = client.get_channel(kept.id)
    posts = [
        await forum.create_thread(name="post", view=card("x"), applied_tags=forum.available_tags)
        for _ in range(2)
    ]
    with pytest.raises(discord.HTTPException) as raised:
        await forum.create_thread(name="post", content="untagged")

    assert all(post.thread.id == post.message.id for post in posts)
    assert posts[0].thread.applied_tags == list(forum.available_tags)
    assert len(world.threads(kept)) == 2
    assert raised.value.code == 40067


# What moderators do


async def test_a_revoked_permission_is_seen_and_enforced(world, channel, general):
    world.revoke(channel, Permission.SEND_MESSAGES)
    await eventually(lambda: not general.permissions_for(general.guild.me).send_messages)
    with pytest.raises(discord.Forbidden) as raised:
        await general.send("hello")
    world.revoke(channel, Permission.VIEW_CHANNEL)
    with pytest.raises(discord.Forbidden) as hidden:
        await general.send("hello")
    world.grant(channel, Permission.VIEW_CHANNEL, Permission.SEND_MESSAGES)

    assert (raised.value.code, hidden.value.code) == (50013, 50001)
    assert await general.send("hello")


async def test_a_deleted_channel_is_gone(world, channel, general, client: Client):
    world.delete_channel(channel)
    await eventually(lambda: client.get_channel(channel.id) is None)
    with pytest.raises(discord.NotFound) as raised:
        await general.send("hello")

    assert raised.value.code == 10003


async def test_a_bot_that_was_removed_sees_the_server_no_more(world, channel, client: Client):
    world.remove_bot(channel.guild)
    await eventually(lambda: not client.guilds)
    with pytest.raises(discord.NotFound):
        await client.fetch_channel(channel.id)


# Faults


@pytest.mark.parametrize(
    ("ending", "error"),
    [(Ending.DROP, aiohttp.ServerDisconnectedError), (Ending.RESET, aiohttp.ClientOSError)],
)
async def test_an_accepted_message_is_there_though_nobody_answered(
    world, channel, general, served: Discord, ending, error
):
    served.plan([Rule("send", accepted_then_dropped(ending))])
    with pytest.raises(error):
        await general.send("hello", nonce="key")
    await general.send("hello", nonce="key")

    assert len(served.of_kind("send")) == 2
    assert len(world.history(channel)) == 1


async def test_a_dropped_message_never_was(world, channel, general, served: Discord):
    served.plan([Rule("send", dropped(), nth=2)])
    await general.send("first")
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await general.send("second")

    assert [message.content for message in world.history(channel)] == ["first"]


async def test_a_rule_may_choose_its_requests(world, channel, general, served: Discord):
    served.plan([Rule("send", failed(503), where=lambda request: "2" in request.body["content"])])
    for text in ("1", "2", "22"):
        with suppress(discord.DiscordServerError):
            await general.send(text)

    assert [message.content for message in world.history(channel)] == ["1", "22"]


@pytest.mark.parametrize(
    ("fault", "messages"), [(accepted_then_answered(503), 1), (failed(503), 0)]
)
async def test_a_server_error_may_or_may_not_have_sent(
    world, channel, general, served: Discord, fault, messages
):
    served.plan(lambda kind, occasion: fault if (kind, occasion) == ("send", 1) else None)
    with pytest.raises(discord.DiscordServerError):
        await general.send("hello")

    assert len(world.history(channel)) == messages


async def test_discord_py_repeats_a_bad_gateway_and_so_doubles_what_heeds_no_nonce(
    world, channel, client: Client, served: Discord, monkeypatch
):
    kept = world.add_forum(channel.guild)
    await eventually(lambda: client.get_channel(kept.id))
    sleep = asyncio.sleep
    monkeypatch.setattr(asyncio, "sleep", lambda _seconds: sleep(0))
    served.plan([Rule(kind, accepted_then_answered(502)) for kind in ("send", "forum post")])
    await client.get_channel(channel.id).send("hello")  # discord.py draws a nonce of its own
    await client.get_channel(kept.id).create_thread(name="post", content="hello")

    assert len(world.history(channel)) == 1
    assert len(world.threads(kept)) == 2


async def test_hooks_are_called_before_acting_after_it_and_after_the_answer(
    world, channel, general, served: Discord
):
    seen = []
    answered = asyncio.Event()

    async def note() -> None:
        seen.append((len(world.history(channel)), served.of_kind("send")[-1].status))
        if len(seen) == 3:
            answered.set()

    served.plan([Rule("send", Fault().calling(before=note, acted=note, replied=note))])
    await general.send("hello")
    await answered.wait()

    assert seen == [(0, None), (1, None), (1, 200)]


async def test_a_hanging_request_waits_for_its_release(world, channel, general, served: Discord):
    served.plan([Rule("send", hung(acts=True))])
    async with asyncio.TaskGroup() as group:
        sending = group.create_task(general.send("hello"))
        await eventually(lambda: world.history(channel))
        waited = not sending.done()
        served.release()

    assert waited
    assert sending.result().content == "hello"


# Limits


async def test_a_429_is_obeyed(world, channel, general, served: Discord):
    served.plan(
        [Rule("send", rate_limited(0.02)), Rule("send", rate_limited(0.02, everywhere=True), 2)]
    )
    await general.send("hello")

    assert [request.status for request in served.of_kind("send")] == [429, 429, 200]
    assert len(world.history(channel)) == 1


async def test_a_client_keeps_within_a_channels_bucket(world, channel, monkeypatch):
    limits = Limits(channel_seconds=0.05)
    async with stand_in(world, limits=limits) as running:
        point_discord_py_at(running.port, monkeypatch.setattr)
        async with connected(running) as client:
            general = client.get_channel(channel.id)
            for number in range(12):
                await general.send(str(number))

    assert len(world.history(channel)) == 12
    assert limits.excesses.total() == 0


async def test_a_client_runs_into_the_global_limit_and_obeys(world, monkeypatch):
    channels = [world.add_channel(next(iter(world.guilds.values()))) for _ in range(20)]
    limits = Limits(per_second=10, second=0.1)
    async with stand_in(world, limits=limits) as running:
        point_discord_py_at(running.port, monkeypatch.setattr)
        async with connected(running) as client:
            sends = [client.get_channel(channel.id).send("hello") for channel in channels]
            await asyncio.gather(*sends)

    assert all(len(world.history(channel)) == 1 for channel in channels)
    assert limits.excesses[True] > 0
    assert limits.busiest_second <= 10


# Gateway and commands


async def test_a_dropped_gateway_is_resumed_and_misses_nothing(world, channel, client, served):
    served.drop_gateway()
    made = world.add_channel(channel.guild, "meanwhile")
    await served.ready()
    await eventually(lambda: client.get_channel(made.id))

    assert (served.gateway.identified, served.gateway.resumed) == (1, 1)


async def test_a_client_that_closed_is_gone(served: Discord):
    async with connected(served):
        pass
    await served.gone()

    assert served.gateway.identified == 1


async def test_a_forgotten_session_is_identified_anew(client: Client, served: Discord):
    served.drop_gateway(resumable=False)
    await served.ready()

    assert (served.gateway.identified, served.gateway.resumed) == (2, 1)
    await eventually(lambda: client.guilds)


async def test_a_slash_command_is_answered_and_followed_up(client: Client, served: Discord):
    assert client.is_ready()
    begun = served.begin_slash("why")
    body, seconds = await begun.answer
    await eventually(lambda: begun.later)

    assert body["data"]["content"] == "heard why"
    assert 0 < seconds < 5
    assert begun.later[0]["content"] == "and more"


async def test_sub_commands_are_nested(client: Client, served: Discord):
    await served.slash("schedule set", hour=9)
    [option] = client.heard[-1]["options"]

    assert (option["type"], option["name"]) == (1, "set")
    assert option["options"] == [{"name": "hour", "type": 4, "value": 9}]


# Killing


SENDER = """
import asyncio, sys
import discord
from tests.stand_in.pointing import point_discord_py_at

async def send(port: int, channel: int) -> None:
    point_discord_py_at(port)
    async with discord.Client(intents=discord.Intents.none()) as client:
        await client.login("token")
        await client.get_partial_messageable(channel).send("hello", nonce="key")

asyncio.run(send(*map(int, sys.argv[1:])))
"""


@pytest.mark.parametrize(
    ("fault", "moment", "messages"),
    [
        (dropped(), "before", 0),
        (accepted_then_dropped(), "acted", 1),
        (Fault(), "replied", 1),
    ],
)
async def test_a_process_can_be_killed_at_each_moment_of_a_request(
    world, channel, served: Discord, fault: Fault, moment: str, messages: int
):
    killed = asyncio.Event()
    sender = await asyncio.create_subprocess_exec(
        sys.executable, "-c", SENDER, str(served.port), str(channel.id), cwd=ROOT
    )

    async def kill() -> None:
        sender.kill()
        await sender.wait()
        killed.set()

    served.plan([Rule("send", fault.calling(**{moment: kill}))])
    await asyncio.wait_for(killed.wait(), 30)

    assert sender.returncode == -signal.SIGKILL
    assert len(world.history(channel)) == messages
