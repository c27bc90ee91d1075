"""What happens to a post when the platform fails, on both engines."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.core.outgoing import ThreadStart
from bot.core.post import LASTING, Reason, State, Trouble
from bot.delivery.outbox import LEASE
from bot.delivery.sender import CardMessage, Message, Rejected, Target, TryLater
from bot.storage import outbox_store, post_store
from tests.delivery.conftest import CHANNEL, PLACE, Delivery, make_delivery

DOWN = Trouble(Reason.PLATFORM_DOWN)


class Killed(BaseException):
    """What no code of the bot catches."""


class Times:
    """Fails the first *count* times, of messages that *kind* is the class of."""

    def __init__(self, count: int, error: Exception, kind: type = CardMessage) -> None:
        self.count, self.error, self.kind = count, error, kind

    def __call__(self, _target: Target, message: Message) -> Exception | None:
        if not isinstance(message, self.kind) or self.count == 0:
            return None
        self.count -= 1
        return self.error


def not_sent(reason: Reason = Reason.PLATFORM_DOWN, **after: float) -> TryLater:
    return TryLater(Trouble(reason), in_doubt=False, after=timedelta(**after))


IN_DOUBT = TryLater(DOWN, in_doubt=True)


async def run_for(delivery: Delivery, minutes: int) -> None:
    for _ in range(minutes):
        await delivery.run()
        delivery.clock.advance(timedelta(minutes=1))


async def test_what_failed_is_tried_again_until_it_works(due: Delivery):
    due.sender.before = Times(3, not_sent())

    await run_for(due, 10)

    post = await due.post()
    assert post.state is State.DONE
    assert [each.kind for each in due.sender.sent].count("report") == 1


async def test_a_late_post_says_what_made_it_late(due: Delivery):
    due.sender.before = Times(6, not_sent(Reason.UNREACHABLE))

    await run_for(due, 30)

    post = await due.post()
    assert post.late_by
    assert post.trouble == Trouble(Reason.UNREACHABLE)


async def test_while_it_waits_the_reason_and_the_next_attempt_are_known(due: Delivery):
    due.sender.before = Times(1, not_sent(Reason.RATE_LIMITED, minutes=3))

    await due.run()

    waiting = await outbox_store.waiting_retry(due.database, (await due.post()).id)
    assert waiting
    assert waiting.trouble.reason is Reason.RATE_LIMITED
    assert waiting.at == due.clock() + timedelta(minutes=3)


async def test_what_may_have_been_sent_is_looked_for_and_found(due: Delivery):
    due.sender.after = Times(1, IN_DOUBT)

    await run_for(due, 3)

    assert due.sender.searched == [Target(PLACE, CHANNEL)]
    assert [each.kind for each in due.sender.sent].count("report") == 1
    assert (await due.post()).state is State.DONE


async def test_what_may_have_been_sent_and_was_not_is_sent_under_the_same_key(due: Delivery):
    keys = []

    def fail(_target: Target, message: Message) -> Exception | None:
        keys.append(message)
        return IN_DOUBT if len(keys) == 1 else None

    due.sender.before = fail
    await run_for(due, 3)

    assert len(due.sender.searched) == 1
    assert due.sender.sent[0].key == f"{PLACE}/2026-11-23/message"


async def test_a_doubt_outlives_a_later_refusal(due: Delivery):
    errors = [IN_DOUBT, not_sent(), None]
    due.sender.after = lambda _target, _message: errors.pop(0) if len(errors) == 3 else None
    due.sender.before = lambda _target, _message: errors.pop(0) if len(errors) == 2 else None

    await run_for(due, 3)

    assert [each.kind for each in due.sender.sent].count("report") == 1


@pytest.mark.parametrize("kind", [CardMessage, ThreadStart])
async def test_a_process_that_dies_while_sending_leaves_it_to_the_next(due: Delivery, kind):
    """Not an error that is caught: the task is gone, and with it what it knew."""

    def die(_target: Target, message: Message) -> Exception | None:
        if isinstance(message, kind):
            raise Killed
        return None

    due.sender.after = die
    with pytest.raises(BaseExceptionGroup):
        await due.run()
    following = make_delivery(due.database, due.packs, due.clock)
    following.sender.sent = due.sender.sent
    assert await following.run() == []
    due.clock.advance(LEASE + timedelta(seconds=1))
    await following.run()

    kinds = [(type(each.message).__name__, each.target, each.kind) for each in due.sender.sent]
    assert len(kinds) == len(set(kinds)) or kind is ThreadStart
    assert (await due.post()).state is State.DONE


@pytest.mark.parametrize("reason", sorted(LASTING))
async def test_what_lasts_pauses_the_schedule_and_tells_moderators_once(due: Delivery, reason):
    due.sender.before = lambda target, _message: (
        Rejected(Trouble(reason, ("Send Messages",))) if target.channel == CHANNEL else None
    )

    await run_for(due, 2)
    due.clock.advance(timedelta(days=1))
    await run_for(due, 2)

    post = await due.post(post_day := (await due.post(due.clock().date())).day)
    assert post.day == post_day
    assert post.trouble.reason is Reason.PAUSED
    pause = await post_store.pause_of(due.database, PLACE)
    assert pause
    assert (pause.by, pause.trouble) == (None, Trouble(reason, ("Send Messages",)))
    (notice,) = due.sender.sent
    assert notice.target.channel == "66"
    assert notice.message.card.title == "The daily explainer has paused itself"


async def test_past_the_grace_period_it_is_given_up(due: Delivery):
    due.sender.before = lambda target, _message: not_sent() if target.channel == CHANNEL else None

    await run_for(due, 400)

    post = await due.post()
    assert (post.state, post.trouble) == (State.FAILED, DOWN)
    assert await post_store.pause_of(due.database, PLACE) is None
    assert [each.target.channel for each in due.sender.sent] == ["66"]


async def test_what_began_late_is_given_up_no_later_than_what_was_on_time(due: Delivery):
    due.sender.before = lambda target, _message: not_sent() if target.channel == CHANNEL else None
    due.clock.advance(timedelta(hours=5))

    await run_for(due, 50)
    before = (await due.post()).state
    await run_for(due, 11)

    assert (before, (await due.post()).state) == (State.SENDING, State.FAILED)


async def test_what_a_process_left_behind_is_not_sent_past_the_grace_period(due: Delivery):
    """It was decided on in time, and then nobody was there to send it."""
    await due.posts.decide_due(10)
    due.clock.advance(timedelta(hours=7))

    await due.outbox.deliver_due()

    post = await due.post()
    assert (post.state, post.trouble) == (State.FAILED, Trouble(Reason.DOWN))
    assert "report" not in [each.kind for each in due.sender.sent]


async def test_what_may_have_been_sent_is_found_also_past_the_grace_period(due: Delivery):
    due.sender.after = Times(1, IN_DOUBT)
    await due.run()
    due.clock.advance(timedelta(hours=7))

    await due.run()

    assert (await due.post()).state is State.DONE


async def test_a_mistake_of_ours_fails_one_post_and_is_logged(due: Delivery, caplog):
    await due.set_up(place="discord:2")
    due.clock.now = due.clock.now.replace(hour=13, minute=5)
    due.sender.before = lambda target, _message: (
        ValueError("boom") if target == Target(PLACE, CHANNEL) else None
    )

    await run_for(due, 2)

    assert (await due.post()).trouble.reason is Reason.REFUSED
    assert any("cannot send" in record.getMessage() for record in caplog.records)


async def test_with_nobody_to_tell_it_is_in_the_schedule_alone(due: Delivery):
    await due.set_up()
    due.sender.before = Times(1, Rejected(Trouble(Reason.CHANNEL_GONE)))

    assert await due.run() == []
    assert (await due.post()).state is State.FAILED


async def test_what_a_moderator_deleted_meanwhile_is_left_alone(due: Delivery):
    due.sender.before = Times(1, Rejected(Trouble(Reason.PART_REMOVED)), ThreadStart)

    await due.run()

    assert [each.kind for each in due.sender.sent] == ["report"]
    assert (await due.post()).state is State.DONE


async def test_one_kind_of_trouble_is_told_once_a_month(due: Delivery):
    due.sender.before = lambda _target, message: (
        Rejected(Trouble(Reason.TOO_MANY_THREADS)) if isinstance(message, ThreadStart) else None
    )

    for _ in range(3):
        await due.run()
        due.clock.advance(timedelta(days=1))

    notices = [each for each in due.sender.sent if each.target.channel == "66"]
    assert len(notices) == 1
