"""What became of the post of a date, or will, why so, and what can be done about it."""

from __future__ import annotations

from collections.abc import Iterator

from bot.cards.dates import day_in_words
from bot.cards.schedule import OFF, TURN_ON, paused_since, resume_line
from bot.cards.times import instant_line, length_in_words
from bot.cards.troubles import POST, reason_line, remedy_line
from bot.core.card import Card, Line, MessageLink, Moment, Paragraph, Reference
from bot.core.identity import Place
from bot.core.outcome import KEPT, Case, Outcome, Retry, local_date, outcome
from bot.core.post import Pause, Post, Reason, Trouble
from bot.core.times import DAYS, days_in_words

NOT_OUT = (Outcome.PAUSED, Outcome.MISSED, Outcome.FAILED, Outcome.CHANGED_AFTER)


def why_card(case: Case, place: Place) -> Card:
    found = outcome(case)
    lines = (_what(case, found), *_because(case, found, place), *_remedies(case, found))
    return Card(
        title=f"{DAYS[case.day.weekday()]}, {day_in_words(case.day)}",
        blocks=tuple(map(Paragraph, lines)),
        private=True,
    )


def _what(case: Case, found: Outcome) -> Line:
    match found, case.post:
        case Outcome.POSTED, Post() as post:
            return ("It was posted on time: ", _link(post), ".")
        case ((Outcome.POSTED_LATE | Outcome.POSTED_IN_PART | Outcome.UNFINISHED), Post() as post):
            return _flawed(case, post)
        case Outcome.DUE, _:
            return ("It is due and will be sent in a moment.",)
        case Outcome.SENDING, _:
            return ("It is being sent right now.",)
        case Outcome.RETRYING, _:
            return ("It could not be sent yet; the next attempt is ", *_next_attempt(case), ".")
        case Outcome.MISSED, _:
            return ("It was not posted.",)
        case Outcome.FAILED, _:
            return ("It could not be posted.",)
        case _:
            return _without_attempt(case, found)


def _flawed(case: Case, post: Post) -> Line:
    """It is out, but..."""
    late = length_in_words(post.late_by) if post.late_by else None
    match outcome(case):
        case Outcome.UNFINISHED:
            return (
                *("The message is out: ", _link(post), ". What follows it could not be sent yet; "),
                *("the next attempt is ", *_next_attempt(case), "."),
            )
        case Outcome.POSTED_LATE:
            return (f"It was posted {late} late: ", _link(post), ".")
        case _ if late:
            return (f"It was posted {late} late, and not all of it came: ", _link(post), ".")
        case _:
            return ("It was posted, but not all of it came: ", _link(post), ".")


def _without_attempt(case: Case, found: Outcome) -> Line:
    settings = case.settings
    match found:
        case Outcome.WAITING:
            channel = Reference("channel", settings.channel or "")
            return ("It will be posted in ", channel, ": ", *_due(case), ".")
        case Outcome.PAUSED:
            return ("It is posted only if the schedule runs again before ", *_due(case), ".")
        case Outcome.OFF:
            return OFF
        case Outcome.NOT_A_DAY:
            chosen = days_in_words(settings.days)
            return (f"Nothing is posted on a {DAYS[case.day.weekday()]}: it comes {chosen}.",)
        case Outcome.NO_SUCH_TIME:
            return (
                f"By the clocks of {settings.zone} this date has no {settings.at:%H:%M} and "
                "nothing later, so there is no post for it.",
            )
        case _:
            return _untraced(case, found)


def _untraced(case: Case, found: Outcome) -> Line:
    """Of the past, where no post is stored."""
    match found, case:
        case Outcome.TOO_LONG_AGO, _:
            return (f"What became of a post is kept for {KEPT.days} days; that is longer ago.",)
        case Outcome.BEFORE_SET_UP, Case(set_up=at) if at:
            day = day_in_words(local_date(at, case.settings.zone))
            return (f"I was set up here on {day}; there was nothing to post before.",)
        case Outcome.CHANGED_AFTER, Case(changed=at) if at:
            return (
                "Its time had passed when the settings were last changed, so it was not planned "
                "any more. The change: ",
                *(*instant_line(at, case.settings.zone), "."),
            )
        case _:
            return (
                "Nothing is recorded of that date: I was away for a long time, or the schedule "
                "was another one then.",
            )


def _because(case: Case, found: Outcome, place: Place) -> Iterator[Line]:
    if found is Outcome.PAUSED and case.pause:
        yield paused_since(case.pause)
    if trouble := _trouble(case, found):
        yield reason_line(trouble, place, _channel(case))


def _remedies(case: Case, found: Outcome) -> Iterator[Line]:
    trouble = _trouble(case, found)
    remedy = remedy_line(trouble, _channel(case)) if trouble else None
    if remedy and found is not Outcome.POSTED_LATE:
        yield remedy
    if found is Outcome.OFF:
        yield TURN_ON
    if found not in NOT_OUT:
        return
    if case.pause:
        yield resume_line(case.pause)
    if case.settings.is_on and case.day == local_date(case.now, case.settings.zone):
        yield ("Moderators can post it now: ", POST, ".")


def _trouble(case: Case, found: Outcome) -> Trouble | None:
    """What the outcome is due to, if that needs a sentence of its own."""
    match found, case:
        case ((Outcome.RETRYING | Outcome.UNFINISHED), Case(retry=Retry(trouble))):
            return trouble
        case Outcome.PAUSED, Case(pause=Pause(trouble=trouble)):
            return None if trouble.reason is Reason.PAUSED else trouble
        case (
            (Outcome.POSTED_LATE | Outcome.POSTED_IN_PART | Outcome.MISSED | Outcome.FAILED),
            Case(post=Post(trouble=why)),
        ):
            return why
        case _:
            return None


def _channel(case: Case) -> str | None:
    """Where it went, or was to go."""
    return (case.post.channel if case.post else None) or case.settings.channel


def _due(case: Case) -> Line:
    return instant_line(case.due or case.now, case.settings.zone)


def _next_attempt(case: Case) -> Line:
    return (Moment(case.retry.at),) if case.retry else ()


def _link(post: Post) -> MessageLink:
    return MessageLink("the post", post.place, post.channel or "", post.message or "")
