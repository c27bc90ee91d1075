"""A daily post from its planning to its last step, on both engines."""

from __future__ import annotations

from datetime import date, timedelta

from bot.core.channels import ChannelKind
from bot.core.place_settings import Notify
from bot.core.post import Reason, State, Trouble, due_to
from bot.delivery.sender import CardMessage, ForumPost, Message, Rejected, Target
from bot.storage import post_store
from tests.delivery.conftest import CHANNEL, PLACE, Delivery, make_delivery

MONDAY = date(2026, 11, 23)


def with_poll(delivery: Delivery) -> bool:
    return delivery.packs.named(None).explainers[post_explainer(delivery)].poll is not None


def post_explainer(delivery: Delivery) -> str:
    message = delivery.sender.sent[0].message
    assert isinstance(message, CardMessage)
    return message.card.route.args[0]


async def test_nothing_is_sent_before_it_is_due(delivery: Delivery):
    await delivery.set_up()

    assert await delivery.run() == []
    assert (await delivery.post()).state is State.PLANNED


async def test_a_post_is_a_message_with_thread_question_and_poll(delivery: Delivery):
    await delivery.set_up()

    sent = await delivery.run_at_one()

    message, thread, question, *poll = sent
    assert [each.kind for each in sent[:3]] == ["report", "thread", "sources"]
    assert [each.kind for each in poll] == (["poll"] if with_poll(delivery) else [])
    assert message.target.channel == thread.target.channel == CHANNEL
    assert {each.target.channel for each in (question, *poll)} == {message.id}
    assert len({each.key for each in sent}) == len(sent)
    post = await delivery.post()
    assert post.state is State.DONE
    assert (post.message, post.thread) == (message.id, message.id)
    assert post.poll_message == (poll[0].id if poll else None)
    assert post.trouble is None


async def test_each_day_brings_one_post_and_another_explainer(delivery: Delivery):
    await delivery.set_up(thread=False, poll=False)

    for _ in range(10):
        await delivery.run_at_one(days=1)

    sent = [each.message for each in delivery.sender.sent]
    assert len(sent) == 10
    assert len({message.mark.arg for message in sent}) == 10
    assert len({message.card.route for message in sent}) == 10


async def test_a_second_look_sends_nothing_more(delivery: Delivery):
    await delivery.set_up()
    await delivery.run_at_one()

    assert await delivery.run() == []


async def test_only_chosen_days_are_posted(delivery: Delivery):
    await delivery.set_up(days=frozenset({2}), thread=False, poll=False)

    sent = [await delivery.run_at_one(days=1) for _ in range(7)]

    assert [len(each) for each in sent] == [0, 1, 0, 0, 0, 0, 0]


async def test_without_a_thread_the_card_holds_the_question(delivery: Delivery):
    await delivery.set_up(thread=False, poll=False)

    (message,) = await delivery.run_at_one()

    assert "To discuss" in str(message.message.card.blocks)


async def test_a_forum_gets_a_post_whose_thread_has_the_rest(delivery: Delivery):
    await delivery.set_up(channel_kind=ChannelKind.FORUM, forum_tag="7")

    post, question, *_ = await delivery.run_at_one()

    assert isinstance(post.message, ForumPost)
    assert post.message.tag == "7"
    assert question.target.channel == post.id


async def test_in_a_thread_everything_goes_into_it(delivery: Delivery):
    await delivery.set_up(channel_kind=ChannelKind.THREAD)

    sent = await delivery.run_at_one()

    assert "thread" not in {each.kind for each in sent}
    assert {each.target.channel for each in sent} == {CHANNEL}


async def test_a_role_is_mentioned_only_if_chosen(delivery: Delivery):
    await delivery.set_up(notify=Notify.ROLE, notify_role="5", thread=False, poll=False)

    (message,) = await delivery.run_at_one()

    assert (message.message.notify, message.message.notify_role) == (Notify.ROLE, "5")


async def test_what_was_due_while_nobody_was_there_is_posted_late(delivery: Delivery):
    await delivery.set_up()
    delivery.clock.advance(timedelta(hours=4))
    restarted = make_delivery(delivery.database, delivery.packs, delivery.clock)

    sent = await restarted.run()

    assert sent[0].kind == "report"
    post = await delivery.post()
    assert post.trouble == Trouble(Reason.DOWN)
    assert post.late_by == timedelta(hours=3)


async def test_what_is_late_is_looked_for_first(delivery: Delivery):
    """A restored backup does not know that it was posted."""
    await delivery.set_up(thread=False, poll=False)
    (message,) = await delivery.run_at_one()
    await delivery.database.execute("DELETE FROM outbox")
    await delivery.database.execute("DELETE FROM deck_deal")
    await delivery.database.execute(
        "UPDATE post SET state = 'planned', message_id = NULL, sent_at = NULL"
    )
    delivery.clock.advance(timedelta(hours=1))
    restarted = make_delivery(delivery.database, delivery.packs, delivery.clock)
    restarted.sender.sent = delivery.sender.sent

    assert await restarted.run() == []
    assert (await delivery.post(MONDAY)).message == message.id


async def test_past_the_grace_period_it_is_missed_and_the_next_is_planned(delivery: Delivery):
    await delivery.set_up(grace_hours=3)
    delivery.clock.advance(timedelta(hours=4, minutes=1))

    assert await delivery.run() == []
    post = await delivery.post(MONDAY)
    assert (post.state, post.trouble) == (State.MISSED, Trouble(Reason.DOWN))
    following = await post_store.planned_post(delivery.database, PLACE)
    assert following
    assert following.day == date(2026, 11, 24)


async def test_every_date_missed_in_a_long_absence_is_recorded(delivery: Delivery):
    await delivery.set_up()
    delivery.clock.advance(timedelta(days=5))

    await delivery.run()

    states = [(await delivery.post(MONDAY + timedelta(days=day))).state for day in range(5)]
    assert states == [State.MISSED] * 5
    assert (await delivery.post(MONDAY + timedelta(days=5))).state is State.PLANNED


async def test_absence_of_years_is_not_recorded_day_by_day(delivery: Delivery):
    await delivery.set_up()
    delivery.clock.advance(timedelta(days=1000))

    await delivery.run()

    rows = await delivery.database.fetch_all("SELECT state FROM post")
    assert 30 <= len(rows) <= 34


async def test_a_paused_date_is_missed_and_says_so(delivery: Delivery):
    await delivery.set_up()
    pause = post_store.Pause(delivery.clock(), "discord:9", Trouble(Reason.PAUSED))
    async with delivery.database.transaction() as connection:
        await post_store.pause(connection, PLACE, pause)

    assert await delivery.run_at_one() == []
    post = await delivery.post()
    assert (post.state, post.trouble.reason) == (State.MISSED, Reason.PAUSED)


async def test_switched_off_between_due_and_decided(delivery: Delivery):
    await delivery.set_up()
    delivery.clock.now = delivery.clock.now.replace(hour=13)
    await delivery.set_up(channel=None)

    assert await delivery.run() == []
    assert (await delivery.post()).trouble == Trouble(Reason.OFF)


async def test_a_new_time_on_a_day_already_posted_does_not_post_again(delivery: Delivery):
    await delivery.set_up(thread=False, poll=False)
    await delivery.run_at_one()
    await delivery.set_up(at=delivery.clock.now.time().replace(hour=18), thread=False, poll=False)
    delivery.clock.now = delivery.clock.now.replace(hour=18)

    assert await delivery.run() == []


async def test_many_places_of_the_same_minute_all_get_theirs(delivery: Delivery):
    for number in range(150):
        await delivery.set_up(place=f"discord:{number}", thread=False, poll=False)

    sent = await delivery.run_at_one()

    assert len({each.target.place for each in sent}) == len(sent) == 150


async def test_of_another_platform_nothing_is_taken(delivery: Delivery):
    await delivery.set_up(place="matrix:!room:example.org")

    assert await delivery.run_at_one() == []


async def test_an_explainer_that_left_the_pack_ends_the_post(delivery: Delivery):
    await delivery.set_up()

    def vanish(_target: Target, message: Message) -> None:
        if isinstance(message, CardMessage) and message.mark.kind == "report":
            gone.append(delivery.packs.named(None).explainers.pop(message.card.route.args[0]))

    gone = []
    delivery.sender.after = vanish
    try:
        sent = await delivery.run_at_one()
    finally:
        delivery.packs.named(None).explainers.update({each.id: each for each in gone})

    assert len(sent) == 1
    assert (await delivery.post()).state is State.DONE


async def test_a_pack_without_explainers_misses_and_says_so(delivery: Delivery):
    await delivery.set_up()
    explainers = delivery.packs.named(None).explainers
    kept = dict(explainers)
    explainers.clear()
    try:
        sent = await delivery.run_at_one()
    finally:
        explainers.update(kept)

    assert sent == []
    assert (await delivery.post()).trouble == Trouble(Reason.NO_EXPLAINER)


async def test_a_rejected_follow_up_does_not_hold_back_the_rest(delivery: Delivery):
    await delivery.set_up(moderators_channel="66")

    def no_threads(_target, message):
        is_thread = type(message).__name__ == "ThreadStart"
        return Rejected(Trouble(Reason.TOO_MANY_THREADS)) if is_thread else None

    delivery.sender.before = no_threads
    sent = await delivery.run_at_one()

    assert "sources" not in {each.kind for each in sent}
    assert {each.target.channel for each in sent if each.kind == "schedule"} == {"66"}
    post = await delivery.post()
    assert post.state is State.DONE
    assert post.trouble == due_to(Reason.PART, Trouble(Reason.TOO_MANY_THREADS))
