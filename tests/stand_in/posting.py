"""What the bot does to messages and polls, with the rules that Discord has for it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from tests.stand_in import refusals
from tests.stand_in.clock import moment
from tests.stand_in.places import BOT, Channel, Kind, Message, Permission, Poll
from tests.stand_in.refusals import Refused, invalid_form
from tests.stand_in.world import World

JSON = dict[str, Any]
COMPONENTS_V2 = 1 << 15
NONCE_KNOWN_FOR = timedelta(minutes=5)
MAX_NONCE = 25
MAX_PAGE = 100


def send(world: World, channel: Channel, form: JSON) -> Message:
    """Send to *channel*, or return the message that the same nonce made a short while ago.

    Raises:
        Refused: if the bot may not, or *form* is none that Discord takes.
    """
    _check_may_send(world, channel, form)
    check_form(form)
    if channel.archived:
        _reopen_by_sending(world, channel)
    nonce = form.get("nonce")
    if form.get("enforce_nonce") and (earlier := _sent_with(world, nonce)):
        return earlier
    message = put(world, channel, form)
    if nonce is not None:
        world.nonces[str(nonce)] = message
    return message


def put(world: World, channel: Channel, form: JSON, identifier: int | None = None) -> Message:
    """Make the message of a *form* that was checked."""
    message = Message(
        identifier or world.clock.next_id(),
        channel,
        BOT,
        form.get("content") or "",
        form.get("components") or [],
        form.get("embeds") or [],
        form.get("attachments") or [],
        form.get("flags") or 0,
        form.get("nonce"),
        _poll(world, form),
    )
    channel.messages[message.id] = message
    return message


def edit(world: World, message: Message, form: JSON) -> Message:
    if message.author != BOT:
        raise Refused(refusals.NOT_THE_AUTHOR)
    if message.channel.archived:
        raise Refused(refusals.THREAD_ARCHIVED)
    for part in form.keys() & {"content", "components", "embeds", "attachments", "flags"}:
        setattr(message, part, form[part] or type(getattr(message, part))())
    message.edited = world.now()
    return message


def delete(world: World, message: Message) -> None:
    if message.author != BOT and not message.channel.may(Permission.MANAGE_MESSAGES):
        raise Refused(refusals.MISSING_PERMISSIONS)
    if message.channel.archived:
        raise Refused(refusals.THREAD_ARCHIVED)
    world.delete_message(message)


def page(channel: Channel, limit: int = 50, **bounds: int) -> list[Message]:
    """Up to *limit* messages, newest first; those nearest to *before*, *after* or *around*.

    Always newest first: https://github.com/discord/discord-api-docs/pull/7740.
    """
    if not 1 <= limit <= MAX_PAGE:
        raise Refused(invalid_form("limit"))
    if not channel.may(Permission.READ_MESSAGE_HISTORY):
        return []
    oldest_first = channel.history
    match bounds:
        case {"before": bound}:
            chosen = [each for each in oldest_first if each.id < bound][-limit:]
        case {"after": bound}:
            chosen = [each for each in oldest_first if each.id > bound][:limit]
        case {"around": bound}:
            older = [each for each in oldest_first if each.id < bound][-(limit // 2) :]
            newer = [each for each in oldest_first if each.id >= bound]
            chosen = (older + newer)[:limit]
        case _:
            chosen = oldest_first[-limit:]
    return chosen[::-1]


def expire_poll(world: World, message: Message) -> Message:
    """End a poll of our own before its time."""
    if message.poll is None or message.author != BOT:
        raise Refused(refusals.UNKNOWN_MESSAGE)
    if message.poll.finalized or message.poll.expiry <= world.now():
        raise Refused(refusals.POLL_EXPIRED)
    message.poll.expiry, message.poll.finalized = world.now(), True
    return message


def count_poll(world: World, message: Message) -> Message:
    """Discord counts a poll once it has expired, whoever ended it."""
    if message.poll and message.poll.expiry <= world.now():
        message.poll.finalized = True
    return message


def check_form(form: JSON) -> None:
    """Refuse what no channel would take."""
    said = [part for part in ("content", "embeds", "poll", "sticker_ids") if form.get(part)]
    is_v2 = (form.get("flags") or 0) & COMPONENTS_V2
    if is_v2 and said:
        raise Refused(invalid_form(f"{said[0]} cannot be used with IS_COMPONENTS_V2"))
    if is_v2 and not form.get("components"):
        raise Refused(refusals.EMPTY_MESSAGE)
    if not (said or form.get("components") or form.get("attachments")):
        raise Refused(refusals.EMPTY_MESSAGE)
    if len(form.get("content") or "") > 2000:
        raise Refused(invalid_form("content: Must be 2000 or fewer in length."))
    if len(str(form.get("nonce") or "")) > MAX_NONCE:
        raise Refused(invalid_form("nonce: Must be 25 or fewer in length."))
    if form.get("poll"):
        _check_poll(form["poll"])


def _check_poll(form: JSON) -> None:
    """As in https://docs.discord.com/developers/resources/poll."""
    texts = [answer["poll_media"]["text"] for answer in form["answers"]]
    if not 1 <= len(form["question"]["text"]) <= 300:
        raise Refused(invalid_form("poll.question"))
    if not 1 <= len(texts) <= 10 or not all(1 <= len(text) <= 55 for text in texts):
        raise Refused(invalid_form("poll.answers"))
    if form["duration"] != int(form["duration"]) or not 1 <= form["duration"] <= 768:
        raise Refused(invalid_form("poll.duration"))


def _check_may_send(world: World, channel: Channel, form: JSON) -> None:
    in_thread = channel.kind is Kind.THREAD
    needed = Permission.SEND_MESSAGES_IN_THREADS if in_thread else Permission.SEND_MESSAGES
    if channel.kind is Kind.FORUM:
        raise Refused(refusals.WRONG_CHANNEL_TYPE)
    if channel.recipient and channel.recipient.id in world.closed:
        raise Refused(refusals.DIRECT_MESSAGES_CLOSED)
    if not channel.may(needed):
        raise Refused(refusals.MISSING_PERMISSIONS)
    if form.get("poll") and not channel.may(Permission.SEND_POLLS):
        raise Refused(refusals.MISSING_PERMISSIONS)


def _reopen_by_sending(world: World, thread: Channel) -> None:
    if thread.locked:
        raise Refused(refusals.THREAD_ARCHIVED)
    world.reopen(thread)


def _sent_with(world: World, nonce: object) -> Message | None:
    """The message of the last minutes with *nonce*, wherever it was sent."""
    earlier = world.nonces.get(str(nonce))
    if earlier is None or world.now() - moment(earlier.id) > NONCE_KNOWN_FOR:
        return None
    if earlier.id not in earlier.channel.messages:
        raise Refused(refusals.UNKNOWN_MESSAGE)
    return earlier


def _poll(world: World, form: JSON) -> Poll | None:
    if not (given := form.get("poll")):
        return None
    expiry = world.now() + timedelta(hours=given["duration"])
    return Poll(given["question"], given["answers"], expiry, given.get("allow_multiselect", False))
