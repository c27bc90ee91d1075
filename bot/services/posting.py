"""How a daily post goes on, each time as part of a transaction of the caller."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.core.channels import ChannelKind
from bot.core.outgoing import ExplainerMessage, explainer_message
from bot.core.pack import Pack
from bot.core.place_settings import PlaceSettings
from bot.core.post import LASTING, LATE, Pause, Post, Reason, State, Trouble, due_to
from bot.core.steps import Step, outgoing_for, step_after
from bot.errors import BadInput
from bot.services.dealing import deal
from bot.services.moderators import tell_moderators
from bot.storage import outbox_store, post_store
from bot.storage.database import Connection

FOLLOW_UP = timedelta(hours=24)  # how long a thread, question or poll is tried
NO_EXPLAINER = "The pack has no explainers to post."


async def begin_post(
    connection: Connection,
    post: Post,
    settings: PlaceSettings,
    pack: Pack,
    now: datetime,
    *,
    until: datetime,
    trouble: Trouble | None = None,
    in_doubt: bool = False,
) -> None:
    """Deal an explainer for *post*, unless it has one, and put its message into the outbox.

    It is tried *until* then. *trouble* says why it is late; *in_doubt* that a message may be out of
    which nothing is stored.

    Raises:
        BadInput: there is no channel, or no explainer.
    """
    if settings.channel is None:
        raise BadInput("No channel is chosen for the daily explainer.")
    explainer = await _explainer(connection, post, settings, pack, now)
    # All of it is settled now, so that a change meanwhile does not tear the post apart.
    message = explainer_message(settings, pack.header.id, explainer, post.day)
    await post_store.begin_sending(
        connection, post, message, channel=settings.channel, trouble=trouble, now=now
    )
    await outbox_store.add(
        connection,
        item_id=f"{post.id}/{Step.MESSAGE}",
        place=post.place,
        post_id=post.id,
        step=Step.MESSAGE,
        target=settings.channel,
        outgoing=message,
        now=now,
        give_up_at=until,
        in_doubt_since=post.due if in_doubt else None,
    )


async def go_on(
    connection: Connection, post: Post, step: Step, pack: Pack, result: str, now: datetime
) -> None:
    """Note that *step* was sent and is called *result* by the platform; put in what follows."""
    if step is Step.MESSAGE:
        await post_store.mark_sent(connection, post, result, _lateness(post, now), now)
    elif step is Step.THREAD:
        await post_store.mark_thread(connection, post, result)
    elif step is Step.POLL:
        await post_store.mark_poll(connection, post, result)
    await _next_step(connection, post.id, step, pack, now)


async def break_off(
    connection: Connection, post: Post, step: Step, pack: Pack, trouble: Trouble, now: datetime
) -> None:
    """Note that *step* cannot be sent. Without its message a post has failed."""
    if step is Step.MESSAGE:
        await _fail(connection, post, trouble, now)
    else:
        await _leave_out(connection, post, step, pack, trouble, now)


async def _fail(connection: Connection, post: Post, trouble: Trouble, now: datetime) -> None:
    lasting = trouble.reason in LASTING
    if lasting:
        await post_store.pause(connection, post.place, Pause(now, None, trouble))
    await post_store.mark_trouble(connection, post, trouble)
    await post_store.end_post(connection, post, State.FAILED, now)
    await tell_moderators(connection, post, trouble, now, paused=lasting)


async def _leave_out(
    connection: Connection, post: Post, step: Step, pack: Pack, trouble: Trouble, now: datetime
) -> None:
    """The post goes on without *step*, unless a moderator removed what the rest would follow."""
    await post_store.mark_trouble(connection, post, due_to(Reason.PART, trouble))
    if trouble.reason is Reason.PART_REMOVED:
        await post_store.end_post(connection, post, State.DONE, now)
        return
    await tell_moderators(connection, post, trouble, now)
    await _next_step(connection, post.id, step, pack, now)


async def _explainer(
    connection: Connection, post: Post, settings: PlaceSettings, pack: Pack, now: datetime
) -> str:
    """The one that was dealt before an earlier attempt failed, or the next of the deck."""
    if post.explainer is not None and post.explainer in pack.explainers:
        return post.explainer
    dealt = await deal(connection, pack, post.place, settings, post.day, now)
    if dealt is None:
        raise BadInput(NO_EXPLAINER)
    return dealt.explainer


async def _next_step(
    connection: Connection, post_id: str, step: Step, pack: Pack, now: datetime
) -> None:
    post = await post_store.take_post(connection, post_id)
    message = await outbox_store.message_of(connection, post_id)
    thread = _thread(post, message)
    explainer = pack.explainers.get(message.explainer)  # None: it left the pack meanwhile
    following = step_after(message, explainer, step, has_thread=thread is not None)
    if explainer is None or following is None:
        await post_store.end_post(connection, post, State.DONE, now)
        return
    assert post.channel is not None
    assert post.message is not None
    await outbox_store.add(
        connection,
        item_id=f"{post.id}/{following}",
        place=post.place,
        post_id=post.id,
        step=following,
        target=post.channel if following is Step.THREAD else thread or post.channel,
        outgoing=outgoing_for(following, message, explainer, post.message),
        now=now,
        give_up_at=now + FOLLOW_UP,
    )


def _thread(post: Post, message: ExplainerMessage) -> str | None:
    """Where what follows the message goes, unless that is its channel."""
    if message.channel_kind is ChannelKind.FORUM:
        return post.message  # a forum post has the id of its first message
    return post.channel if message.channel_kind is ChannelKind.THREAD else post.thread


def _lateness(post: Post, now: datetime) -> Trouble | None:
    """Why it is late, if it is: a queue, unless something else was noted."""
    return (post.trouble or Trouble(Reason.QUEUE)) if now - post.due > LATE else None
