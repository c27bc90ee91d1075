"""What each reason for trouble with a post means, and what to do about it."""

from __future__ import annotations

from bot.core.card import Command, Line, Reference, Span, Strong
from bot.core.identity import Place, platform_of
from bot.core.post import Reason, Trouble

PANEL = Command("settings panel")
POST = Command("explainer post")


def reason_line(trouble: Trouble, place: Place, channel: str | None) -> Line:
    """What happened, as a sentence of its own; *channel* is where it did."""
    platform, there = platform_of(place).capitalize(), _channel(channel)
    match trouble.reason:
        case Reason.DOWN:
            return ("I was not running at that time.",)
        case Reason.QUEUE:
            return ("Many posts were due at the same time.",)
        case Reason.OFF:
            return ("The daily explainer was turned off.",)
        case Reason.PAUSED:
            return _paused(trouble, place, channel)
        case Reason.NO_EXPLAINER:
            return ("The pack had no explainer to post.",)
        case Reason.CHANNEL_GONE:
            return _gone(channel)
        case Reason.NO_ACCESS:
            return ("I could not see ", there, ", or was not let in.")
        case Reason.NO_PERMISSION:
            return _lacking(trouble, there)
        case Reason.THREAD_LOCKED:
            return ("The thread ", there, " was locked.")
        case Reason.TAG_REQUIRED:
            return ("The forum ", there, " requires a tag, and none was set.")
        case Reason.PLATFORM_DOWN:
            return (f"{platform} answered with errors of its own.",)
        case Reason.UNREACHABLE:
            return (f"I could not reach {platform}.",)
        case Reason.RATE_LIMITED:
            return (f"{platform} told me to wait before I sent more.",)
        case Reason.NOT_COUNTED:
            return (f"{platform} had not counted the votes yet.",)
        case Reason.REFUSED:
            return _refused(trouble, platform)
        case Reason.IN_DOUBT:
            return (
                "The connection broke while I was sending, and I could not find out whether the "
                "message arrived. I did not send it again, so that it is not there twice.",
            )
        case Reason.TOO_MANY_THREADS:
            return (f"The server has as many open threads as {platform} allows.",)
        case _:  # PART_REMOVED; the tests want a sentence of its own for each
            return ("The message or its thread was deleted before the rest had followed.",)


def remedy_line(trouble: Trouble, channel: str | None) -> Line | None:
    """What moderators can do about it; None if there is nothing to do."""
    there = _channel(channel)
    match trouble.reason:
        case Reason.OFF:
            return ("Choose a channel in ", PANEL, ".")
        case Reason.PAUSED:
            cause = _cause(trouble)
            return remedy_line(cause, channel) if cause else None
        case Reason.NO_EXPLAINER:
            return ("Choose another pack in ", PANEL, ".")
        case Reason.CHANNEL_GONE:
            return ("Choose another channel in ", PANEL, ".")
        case Reason.NO_ACCESS:
            return ("Give me ", Strong("View Channel"), " in ", there, ".")
        case Reason.NO_PERMISSION:
            return ("Give me ", *_permissions(trouble), " in ", there, ".")
        case Reason.THREAD_LOCKED:
            return ("Unlock it, or choose another channel in ", PANEL, ".")
        case Reason.TAG_REQUIRED:
            return ("Choose a tag in ", PANEL, ".")
        case Reason.REFUSED:
            return ("Tell whoever runs me: the log says more.",)
        case Reason.IN_DOUBT:
            return ("Look whether it is in ", there, ".")
        case Reason.TOO_MANY_THREADS:
            return ("Close some threads that are no longer used.",)
        case _:
            return None


def _channel(channel: str | None) -> Span:
    return Reference("channel", channel) if channel else "the channel"


def _gone(channel: str | None) -> Line:
    if channel is None:
        return ("The channel was deleted or hidden from me.",)
    return ("The channel ", _channel(channel), " was deleted or hidden from me.")


def _paused(trouble: Trouble, place: Place, channel: str | None) -> Line:
    cause = _cause(trouble)
    if cause is None:
        return ("The schedule was paused.",)
    return ("The schedule had paused itself. ", *reason_line(cause, place, channel))


def _cause(paused: Trouble) -> Trouble | None:
    """Why the schedule paused itself, if it did: the detail is the trouble of then."""
    match paused.detail:
        case (first, *rest) if first != Reason.PAUSED:
            return Trouble(Reason(first), tuple(rest))
        case _:
            return None


def _lacking(trouble: Trouble, there: Span) -> Line:
    if not trouble.detail:
        return ("I lacked a permission in ", there, ".")
    return ("I lacked ", *_permissions(trouble), " in ", there, ".")


def _permissions(trouble: Trouble) -> Line:
    """The permissions by name, or where to find which."""
    if not trouble.detail:
        return ("the permissions that ", PANEL, " names")
    first, *others = (Strong(name) for name in trouble.detail)
    return (first, *(span for name in others for span in (", ", name)))


def _refused(trouble: Trouble, platform: str) -> Line:
    if not trouble.detail:
        return (f"{platform} did not accept the message.",)
    return (f"{platform} did not accept the message: {', '.join(trouble.detail)[:200]}",)
