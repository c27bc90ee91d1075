"""What may have been sent and nobody knows: the channel is asked, also long after."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.core.post import Post, Reason, State
from bot.delivery import outbox
from bot.on_discord import channels
from bot.services.pack_library import PackLibrary
from bot.storage.post_store import post_on
from tests.delivery.killing import step_of
from tests.delivery.premises import Premises, build_all, check, forum, text_channel, thread
from tests.delivery.storming import FIRST, SECOND, Scene, running, staged
from tests.stand_in import threads
from tests.stand_in.faults import (
    Fault,
    Rule,
    accepted_then_answered,
    accepted_then_dropped,
    dropped,
    failed,
)
from tests.stand_in.places import Permission

STEPS = ("message", "forum post", "thread", "question", "poll")
# A forum post takes none.
WITH_NONCE = [step for step in STEPS if step != "forum post"]
MAKES = [text_channel, thread, forum]
# Discord knows a nonce for five minutes.
LONG = timedelta(minutes=20)


@pytest.fixture
async def scene(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Scene]:
    monkeypatch.setattr(outbox, "FIRST_PAUSE", LONG)
    monkeypatch.setattr(outbox, "LONGEST_PAUSE", LONG)
    async with staged(tmp_path, monkeypatch) as made:
        yield made


async def post_of(scene: Scene, premises: Premises) -> Post:
    post = await post_on(scene.database, premises.place, premises.day(FIRST))
    assert post is not None
    return post


def at(step: str, fault: Fault, nth: int = 1) -> Rule:
    return Rule(None, fault, nth, lambda request: step_of(request) == step)


FAULTS = [dropped(), accepted_then_dropped(), failed(502), accepted_then_answered(502)]


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("step", STEPS)
async def test_a_long_doubt_at_any_step_ends_well(
    scene: Scene, step: str, fault: Fault, real_packs: PackLibrary
):
    premises = build_all(scene.world, FIRST)
    async with running(scene):
        scene.discord.plan([at(step, fault, nth) for nth in (1, 2, 3)])
        await scene.begin(*premises)
        await scene.settle()

    for each in premises:
        check(scene.world, each, real_packs.named(None), [each.day(FIRST)])


@pytest.mark.parametrize("step", WITH_NONCE)
async def test_what_discord_does_only_after_it_was_sent_again_is_not_there_twice(
    scene: Scene, step: str, real_packs: PackLibrary, monkeypatch: pytest.MonkeyPatch
):
    """The search came too early to find it; it is the nonce that tells."""
    monkeypatch.setattr(outbox, "SEND_SECONDS", 0.3)
    monkeypatch.setattr(outbox, "FIRST_PAUSE", SECOND)
    premises = build_all(scene.world, FIRST)
    stuck, done = asyncio.Event(), asyncio.Event()

    async def note() -> None:
        done.set()

    late = Fault().calling(before=stuck.wait, acted=note)
    async with running(scene):
        scene.discord.plan([at(step, late)])
        await scene.begin(*premises)
        await scene.settle()
        stuck.set()
        await done.wait()

    for each in premises:
        check(scene.world, each, real_packs.named(None), [each.day(FIRST)])


async def test_a_forum_post_in_doubt_is_looked_for_only_when_discord_is_done_with_it(
    scene: Scene, real_packs: PackLibrary, monkeypatch: pytest.MonkeyPatch
):
    """Discord said that it failed, and opens it half a minute after that."""
    monkeypatch.setattr(outbox, "FIRST_PAUSE", SECOND)
    premises = forum(scene.world, FIRST)
    async with running(scene):
        scene.discord.plan([at("forum post", failed(502))])
        await scene.begin(premises)
        again = await scene.next_pause()
        (request,) = (made for made in scene.made if made.kind == "forum post")
        threads.post_in_forum(scene.world, premises.channel, request.body)
        await scene.settle()

    assert again - FIRST >= timedelta(minutes=1)
    check(scene.world, premises, real_packs.named(None), [premises.day(FIRST)])


@pytest.mark.parametrize("make", [thread, forum])
@pytest.mark.parametrize("step", ["question", "poll"])
@pytest.mark.parametrize("fault", [dropped(), accepted_then_dropped()])
async def test_what_follows_in_the_same_thread_is_not_taken_for_what_was_there(
    scene: Scene, make, step: str, fault: Fault, real_packs: PackLibrary
):
    """The card of the explainer leads to the same sources as the question."""
    premises = make(scene.world, FIRST)
    async with running(scene):
        scene.discord.plan([at(step, fault)])
        await scene.begin(premises)
        await scene.settle()

    check(scene.world, premises, real_packs.named(None), [premises.day(FIRST)])


async def test_a_forum_post_that_was_archived_meanwhile_is_found(
    scene: Scene, real_packs: PackLibrary
):
    """As Discord itself does after an hour, if so chosen."""
    premises = forum(scene.world, FIRST)
    async with running(scene):
        scene.discord.plan([Rule("forum post", accepted_then_dropped())])
        await scene.begin(premises)
        await scene.next_pause()
        [post] = scene.world.threads(premises.channel)
        scene.world.archive(post)
        await scene.settle()

    check(scene.world, premises, real_packs.named(None), [premises.day(FIRST)])


@pytest.mark.parametrize("make", MAKES)
async def test_where_the_history_was_closed_nothing_is_sent_twice(scene: Scene, make):
    premises = make(scene.world, FIRST)
    kind = "forum post" if make is forum else "send"
    async with running(scene):
        channel = premises.channel.parent or premises.channel
        scene.world.revoke(channel, Permission.READ_MESSAGE_HISTORY)
        scene.discord.plan([Rule(kind, accepted_then_answered(502))])
        await scene.begin(premises)
        await scene.settle()

    assert [request.kind for request in scene.made].count(kind) == (1 if make is forum else 2)
    post = await post_of(scene, premises)
    assert (post.state, post.trouble.reason) == (State.FAILED, Reason.IN_DOUBT)
    assert len(premises.moderators.history) == 1


async def test_a_notice_in_doubt_is_sent_even_where_the_history_is_closed(scene: Scene):
    premises = text_channel(scene.world, FIRST)
    async with running(scene):
        scene.world.revoke(premises.moderators, Permission.READ_MESSAGE_HISTORY)
        scene.world.delete_channel(premises.channel)
        scene.discord.plan([Rule("send", failed(502))])
        await scene.begin(premises)
        await scene.settle()

    assert len(premises.moderators.history) == 1


@pytest.mark.parametrize("fault", [dropped(), failed(500), failed(503), Fault(status=520)])
async def test_an_archived_thread_that_cannot_be_looked_at_is_tried_again(
    scene: Scene, fault: Fault, real_packs: PackLibrary, monkeypatch: pytest.MonkeyPatch
):
    """The gateway does not tell of archived threads, so that they have to be asked for."""
    monkeypatch.setattr(channels, "LONGEST_WAIT", 0.2)
    premises = thread(scene.world, FIRST)
    scene.world.archive(premises.channel)
    async with running(scene):
        scene.discord.plan([Rule("channel", fault, None)])
        await scene.begin(premises)
        await scene.next_pause()
        scene.discord.plan()
        await scene.settle()

    check(scene.world, premises, real_packs.named(None), [premises.day(FIRST)])
