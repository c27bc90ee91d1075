"""What each reason for trouble with a post means, and what to do about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from bot.core.card import Command, Line, Reference, Span, Strong
from bot.core.identity import Place, platform_of
from bot.core.post import Reason, Trouble

PANEL = Command("settings panel")
POST = Command("explainer post")


@dataclass(frozen=True, slots=True)
class Told:
    """A trouble to be told of; *there* is the channel it was with."""

    trouble: Trouble
    platform: str
    there: Span


def reason_line(trouble: Trouble, place: Place, channel: str | None) -> Line:
    """What happened, as a sentence of its own; *channel* is where it did."""
    return REASONS[trouble.reason](
        Told(trouble, platform_of(place).capitalize(), _channel(channel))
    )


def remedy_line(trouble: Trouble, channel: str | None) -> Line | None:
    """What moderators can do about it; None if there is nothing to do."""
    if trouble.reason in (Reason.PAUSED, Reason.PART):
        return remedy_line(trouble.cause, channel) if trouble.cause else None
    remedy = REMEDIES.get(trouble.reason)
    return remedy(trouble, _channel(channel)) if remedy else None


def _channel(channel: str | None) -> Span:
    return Reference("channel", channel) if channel else "the channel"


def _paused(told: Told) -> Line:
    cause = told.trouble.cause
    if cause is None:
        return ("The schedule was paused.",)
    return ("The schedule had paused itself. ", *_of_cause(told, cause))


def _part(told: Told) -> Line:
    cause = told.trouble.cause
    return _of_cause(told, cause) if cause else ("A part of it could not be sent.",)


def _of_cause(told: Told, cause: Trouble) -> Line:
    return REASONS[cause.reason](replace(told, trouble=cause))


def _lacking(told: Told) -> Line:
    if not told.trouble.detail:
        return ("I lacked a permission in ", told.there, ".")
    return ("I lacked ", *_permissions(told.trouble), " in ", told.there, ".")


def _permissions(trouble: Trouble) -> Line:
    """The permissions by name, or where to find which."""
    if not trouble.detail:
        return ("the permissions that ", PANEL, " names")
    first, *others = (Strong(name) for name in trouble.detail)
    return (first, *(span for name in others for span in (", ", name)))


def _refused(told: Told) -> Line:
    if not told.trouble.detail:
        return (f"{told.platform} did not accept the message.",)
    said = ", ".join(told.trouble.detail)[:200]
    return (f"{told.platform} did not accept the message: {said}",)


IN_DOUBT = (
    "The connection broke while I was sending, and I could not find out whether the message "
    "arrived. I did not send it again, so that it is not there twice."
)
REASONS: Mapping[Reason, Callable[[Told], Line]] = {
    Reason.DOWN: lambda _: ("I was not running at that time.",),
    Reason.QUEUE: lambda _: ("Many posts were due at the same time.",),
    Reason.OFF: lambda _: ("The daily explainer was turned off.",),
    Reason.PAUSED: _paused,
    Reason.NO_EXPLAINER: lambda _: ("The pack had no explainer to post.",),
    Reason.CHANNEL_GONE: lambda told: (
        *("I could not find ", told.there, ": it was deleted or hidden from me."),
    ),
    Reason.NO_ACCESS: lambda told: ("I could not see ", told.there, ", or was not let in."),
    Reason.NO_PERMISSION: _lacking,
    Reason.THREAD_LOCKED: lambda told: ("The thread ", told.there, " was locked."),
    Reason.TAG_REQUIRED: lambda told: (
        *("The forum ", told.there, " requires a tag, and none was set."),
    ),
    Reason.PLATFORM_DOWN: lambda told: (f"{told.platform} answered with errors of its own.",),
    Reason.UNREACHABLE: lambda told: (f"I could not reach {told.platform}.",),
    Reason.RATE_LIMITED: lambda told: (f"{told.platform} told me to wait before I sent more.",),
    Reason.NOT_COUNTED: lambda told: (f"{told.platform} had not counted the votes yet.",),
    Reason.REFUSED: _refused,
    Reason.IN_DOUBT: lambda _: (IN_DOUBT,),
    Reason.TOO_MANY_THREADS: lambda told: (
        f"The server has as many open threads as {told.platform} allows.",
    ),
    Reason.PART_REMOVED: lambda _: (
        "The message or its thread was deleted before the rest had followed.",
    ),
    Reason.PART: _part,
}
REMEDIES: Mapping[Reason, Callable[[Trouble, Span], Line]] = {
    Reason.OFF: lambda _, __: ("Choose a channel in ", PANEL, "."),
    Reason.NO_EXPLAINER: lambda _, __: ("Choose another pack in ", PANEL, "."),
    Reason.CHANNEL_GONE: lambda _, __: ("Choose another channel in ", PANEL, "."),
    Reason.NO_ACCESS: lambda _, there: (*("Give me ", Strong("View Channel"), " in ", there, "."),),
    Reason.NO_PERMISSION: lambda trouble, there: (
        *("Give me ", *_permissions(trouble), " in ", there, "."),
    ),
    Reason.THREAD_LOCKED: lambda _, __: ("Unlock it, or choose another channel in ", PANEL, "."),
    Reason.TAG_REQUIRED: lambda _, __: ("Choose a tag in ", PANEL, "."),
    Reason.REFUSED: lambda _, __: ("Tell whoever runs me: the log says more.",),
    Reason.IN_DOUBT: lambda _, there: ("Look whether it is in ", there, "."),
    Reason.TOO_MANY_THREADS: lambda _, __: ("Close some threads that are no longer used.",),
}
