"""Discord says when to come back, or is away for a while: that is heeded, and nothing is lost."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.core.post import Reason, State
from bot.delivery import outbox
from bot.on_discord import sender
from bot.services.pack_library import PackLibrary
from bot.storage.post_store import pause_of, post_on
from tests.delivery.killing import step_of
from tests.delivery.premises import Premises, build_all, check, text_channel
from tests.delivery.storming import DAY, FIRST, Scene, running, staged
from tests.stand_in.faults import Fault, Rule, accepted_then_dropped, failed, rate_limited

SHORT, LONG = 0.3, 400.0  # seconds; the first are waited for in earnest
BAN = Fault(acts=False, status=429)  # by Cloudflare, which says nothing more
STEPS = ("message", "thread", "question", "poll")


@pytest.fixture
async def scene(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Scene]:
    async with staged(tmp_path, monkeypatch) as made:
        yield made


def check_all(scene: Scene, packs: PackLibrary, *premises: Premises) -> None:
    for each in premises:
        check(scene.world, each, packs.named(None), [each.day(FIRST)])


@pytest.mark.parametrize("step", STEPS)
async def test_a_short_limit_of_one_route_is_waited_for(
    scene: Scene, step: str, real_packs: PackLibrary
):
    premises = text_channel(scene.world, FIRST)
    limited = Rule(None, rate_limited(SHORT), where=lambda request: step_of(request) == step)
    async with running(scene):
        scene.discord.plan([limited])
        await scene.begin(premises)
        await scene.settle()

    first, second = [request.at for request in scene.made if step_of(request) == step]
    assert second - first >= SHORT
    check_all(scene, real_packs, premises)


async def test_a_limit_of_everything_holds_everything_back(scene: Scene, real_packs: PackLibrary):
    early = text_channel(scene.world, FIRST - timedelta(minutes=1))
    others = build_all(scene.world, FIRST)
    answered = asyncio.Event()

    async def note() -> None:
        answered.set()

    limit = rate_limited(SHORT, everywhere=True).calling(replied=note)
    async with running(scene):
        scene.discord.plan([Rule("send", limit)])
        await scene.begin_early(early, *others)
        await answered.wait()
        await asyncio.sleep(SHORT / 6)  # for the answer to be read
        scene.clock.leap_to(FIRST)
        await scene.settle()

    limited, *later = [request.at for request in scene.made]
    assert min(later) - limited >= SHORT
    check_all(scene, real_packs, early, *others)


@pytest.mark.parametrize("everywhere", [False, True])
async def test_a_long_limit_is_slept_through_by_its_own_message(
    scene: Scene, everywhere: bool, real_packs: PackLibrary
):
    premises = text_channel(scene.world, FIRST)
    async with running(scene):
        scene.discord.plan([Rule("send", rate_limited(LONG, everywhere=everywhere))])
        await scene.begin(premises)
        at = await scene.next_pause()
        before = len(scene.made)
        await scene.settle()

    assert at >= FIRST + timedelta(seconds=LONG)
    assert before == 1
    check_all(scene, real_packs, premises)


async def test_an_attempt_that_ends_within_a_limit_does_not_end_all_others(
    scene: Scene, real_packs: PackLibrary, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(outbox, "SEND_SECONDS", SHORT)
    premises = text_channel(scene.world, FIRST)
    async with running(scene):
        scene.discord.plan([Rule("send", rate_limited(20 * SHORT, everywhere=True))])
        await scene.begin(premises)
        await scene.settle()

    check_all(scene, real_packs, premises)


async def test_a_ban_is_run_into_once_and_not_by_every_place(
    scene: Scene, real_packs: PackLibrary, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(sender, "LONG_WAIT", timedelta(seconds=SHORT))
    premises = [text_channel(scene.world, FIRST, thread=False, poll=False) for _ in range(20)]
    async with running(scene):
        scene.discord.plan([Rule(None, BAN, None)])
        await scene.begin(*premises)
        await scene.next_pause()
        banned = len(scene.made)
        scene.discord.plan()
        await scene.settle()

    assert banned <= 3  # what was under way when the first was refused
    check_all(scene, real_packs, *premises)


@pytest.mark.parametrize("resumable", [True, False])
@pytest.mark.parametrize("step", STEPS)
async def test_a_lost_gateway_disturbs_no_post(
    scene: Scene, step: str, resumable: bool, real_packs: PackLibrary
):
    premises = build_all(scene.world, FIRST)

    async def drop() -> None:
        scene.discord.drop_gateway(resumable=resumable)

    fault = accepted_then_dropped().calling(acted=drop)
    async with running(scene):
        scene.discord.plan([Rule(None, fault, where=lambda request: step_of(request) == step)])
        await scene.begin(*premises)
        await scene.settle()
        await scene.discord.ready()

    check_all(scene, real_packs, *premises)
    assert scene.discord.gateway.identified == (1 if resumable else 2)


async def test_an_outage_past_the_grace_period_is_told_once_and_not_hammered(
    scene: Scene, real_packs: PackLibrary
):
    premises = text_channel(scene.world, FIRST)
    down = Rule("send", failed(503), None, lambda request: str(premises.channel.id) in request.path)
    async with running(scene):
        scene.discord.plan([down])
        await scene.begin(premises)
        await scene.settle()
        scene.discord.plan()
        requests = len(scene.made)
        post = await post_on(scene.database, premises.place, premises.day(FIRST))
        await scene.settle_on(FIRST + DAY)

    assert (post.state, post.trouble.reason) == (State.FAILED, Reason.PLATFORM_DOWN)
    assert len(premises.moderators.history) == 1
    assert await pause_of(scene.database, premises.place) is None
    assert requests <= 200  # in six hours: to look, and to send
    check(scene.world, premises, real_packs.named(None), [premises.day(FIRST + DAY)])
