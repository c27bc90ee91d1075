"""What moderators do in the middle of a post: nothing is hammered, and they are told once."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from bot.core.post import Post, Reason, State, Trouble, due_to
from bot.storage.post_store import pause_of, post_on
from tests.delivery.premises import Premises, forum, pieces, text_channel, thread
from tests.delivery.storming import DAY, FIRST, Scene, running, staged
from tests.stand_in.faults import Fault, Rule
from tests.stand_in.places import Channel, Permission

Deed = Callable[[Scene, Premises], None]
WEEK = 7
REMOVED = due_to(Reason.PART, Trouble(Reason.PART_REMOVED))


@pytest.fixture
async def scene(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Scene]:
    async with staged(tmp_path, monkeypatch) as made:
        yield made


def doing(deed: Callable[[], None]) -> Fault:
    """*deed* happens when the request is done, before its answer."""

    async def act() -> None:
        deed()

    return Fault().calling(acted=act)


async def post_of(scene: Scene, premises: Premises, days: int = 0) -> Post:
    post = await post_on(scene.database, premises.place, premises.day(FIRST + days * DAY))
    assert post is not None
    return post


def kinds(scene: Scene) -> Counter[str]:
    return Counter(request.kind for request in scene.made)


def notices(premises: Premises) -> list[str]:
    """What moderators were told, as it was sent."""
    return [str(message.components) for message in premises.moderators.history]


def steps(scene: Scene, premises: Premises) -> list[str]:
    return [piece.step for piece in pieces(scene.world, premises)]


def delete_channel(scene: Scene, premises: Premises) -> None:
    scene.world.delete_channel(premises.channel)


def revoke(*permissions: Permission) -> Deed:
    def deed(scene: Scene, premises: Premises) -> None:
        channel: Channel = premises.channel
        scene.world.revoke(channel.parent or channel, *permissions)

    return deed


def lock(scene: Scene, premises: Premises) -> None:
    # Who may manage threads may write in locked ones.
    assert premises.channel.parent
    scene.world.revoke(premises.channel.parent, Permission.MANAGE_THREADS)
    scene.world.archive(premises.channel, locked=True)


LASTING: dict[str, tuple[Callable[..., Premises], Deed, Reason]] = {
    "channel deleted": (text_channel, delete_channel, Reason.CHANNEL_GONE),
    "channel hidden": (text_channel, revoke(Permission.VIEW_CHANNEL), Reason.NO_PERMISSION),
    "sending": (text_channel, revoke(Permission.SEND_MESSAGES), Reason.NO_PERMISSION),
    "forum deleted": (forum, delete_channel, Reason.CHANNEL_GONE),
    "forum closed": (forum, revoke(Permission.SEND_MESSAGES), Reason.NO_PERMISSION),
    "thread deleted": (thread, delete_channel, Reason.CHANNEL_GONE),
    "thread locked": (thread, lock, Reason.THREAD_LOCKED),
    "in threads": (thread, revoke(Permission.SEND_MESSAGES_IN_THREADS), Reason.NO_PERMISSION),
}


@pytest.mark.parametrize("told", ["by the gateway", "by the refusal"])
@pytest.mark.parametrize("case", LASTING)
async def test_what_lasts_pauses_the_schedule_and_is_told_once(scene: Scene, case: str, told: str):
    make, deed, reason = LASTING[case]
    premises = make(scene.world, FIRST)
    if told == "by the refusal":
        scene.world.announce = lambda _event, _guild, _payload: None
    async with running(scene):
        deed(scene, premises)
        await scene.begin(premises)
        await scene.settle(WEEK)

    pause = await pause_of(scene.database, premises.place)
    assert pause is not None
    assert (pause.by, (await post_of(scene, premises)).state) == (None, State.FAILED)
    if told == "by the gateway":
        assert pause.trouble.reason is reason
    assert len(notices(premises)) == 1
    assert len(scene.made) <= 3  # one attempt, perhaps a look at the channel, and the notice


@pytest.mark.parametrize("make", [text_channel, thread, forum])
async def test_a_channel_that_goes_in_the_middle_pauses_the_next_day(scene: Scene, make):
    premises = make(scene.world, FIRST)
    kind = "forum post" if make is forum else "send"
    async with running(scene):
        scene.discord.plan([Rule(kind, doing(lambda: delete_channel(scene, premises)))])
        await scene.begin(premises)
        await scene.settle(WEEK)

    assert (await post_of(scene, premises)).state is State.DONE
    assert (await post_of(scene, premises, 1)).trouble.reason is Reason.CHANNEL_GONE
    assert await pause_of(scene.database, premises.place)
    assert len([told for told in notices(premises) if "paused itself" in told]) == 1
    assert len(notices(premises)) <= 2
    assert len(scene.made) <= 9


async def test_a_message_deleted_before_its_thread_is_left_alone(scene: Scene):
    premises = text_channel(scene.world, FIRST)

    def delete() -> None:
        scene.world.delete_message(premises.channel.history[-1])

    async with running(scene):
        scene.discord.plan([Rule("send", doing(delete))])
        await scene.begin(premises)
        await scene.settle()

    assert pieces(scene.world, premises) == []
    post = await post_of(scene, premises)
    assert (post.state, post.trouble) == (State.DONE, REMOVED)
    assert notices(premises) == []
    assert kinds(scene) == {"send": 1, "thread": 1}


@pytest.mark.parametrize("make", [text_channel, forum])
async def test_a_thread_deleted_before_its_question_is_left_alone(scene: Scene, make):
    premises = make(scene.world, FIRST)

    def delete() -> None:
        for each in scene.world.threads(premises.channel):
            scene.world.delete_channel(each)

    async with running(scene):
        scene.discord.plan([Rule("forum post" if make is forum else "thread", doing(delete))])
        await scene.begin(premises)
        await scene.settle()

    post = await post_of(scene, premises)
    assert (post.state, post.trouble) == (State.DONE, REMOVED)
    assert notices(premises) == []
    assert await pause_of(scene.database, premises.place) is None
    assert len(scene.made) <= 4


async def test_a_step_that_may_not_be_taken_is_told_once_and_the_others_follow(scene: Scene):
    premises = text_channel(scene.world, FIRST)
    async with running(scene):
        scene.world.revoke(premises.channel, Permission.CREATE_PUBLIC_THREADS)
        await scene.begin(premises)
        await scene.settle(WEEK)

    assert set(steps(scene, premises)) <= {"message", "poll"}
    assert steps(scene, premises).count("message") == WEEK
    assert await pause_of(scene.database, premises.place) is None
    assert len(notices(premises)) == 1
    assert kinds(scene)["thread"] == 0
