"""What came of a poll, or how far it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from bot.cards.poll_file import EXPORT
from bot.cards.poll_routes import LIST, RESULTS
from bot.cards.times import length_in_words
from bot.core.card import (
    Block,
    Card,
    Line,
    MessageLink,
    Moment,
    Note,
    Option,
    Paragraph,
    Reference,
    Route,
    Strong,
)
from bot.core.listing import listed
from bot.core.poll import MINIMUM_TURNOUT, Poll, PollKind, PollState, Result
from bot.core.polling import percent
from bot.core.post import LATE

CELLS = 12  # of a bar
FULL, EMPTY = "█", "░"
TOO_FEW: Line = (
    f"Fewer than {MINIMUM_TURNOUT} voted. The votes are not shown, since they could tell who "
    "voted how.",
)


def results_card(poll: Poll, voters: int | None = None) -> Card:
    """What came of *poll*, or that it is not known yet.

    *voters* is how many have voted so far in a secret poll, if that may be told.
    """
    body = _counted(poll, poll.result) if poll.result else _uncounted(poll, voters)
    return Card(
        title=poll.question.text,
        blocks=(*body, *map(Note, _notes(poll))),
        buttons=(Option("More…", Route(RESULTS, (poll.id,))),),
        whole=True,
    )


def own_results_card(poll: Poll, voters: int | None = None) -> Card:
    """The same for who asks, alone."""
    has_totals = poll.result is not None and poll.result.counts is not None
    file = (Option("Totals as a file", Route(EXPORT, (poll.id,))),) if has_totals else ()
    buttons = (*file, Option("All polls", Route(LIST)))
    return replace(results_card(poll, voters), buttons=buttons, private=True)


def so_far_card(poll: Poll, counts: tuple[int, ...]) -> Card:
    """How an open *poll* of the platform's own stands; *counts* go by the options."""
    return Card(
        title=poll.question.text,
        blocks=(
            Paragraph(standing(poll)),
            *_bars(poll, counts, sum(counts)),
            Note(("These are the votes so far. Vote in ", link(poll), ".")),
        ),
        private=True,
        whole=True,
    )


def standing(poll: Poll) -> Line:
    """How far it is, in a sentence."""
    match poll.state:
        case PollState.OPENING:
            return ("It is being opened.",)
        case PollState.OPEN:
            return ("It closes ", Moment(poll.closes, exact=True), ".")
        case PollState.CLOSING:
            return ("It is closed; the votes are being counted.",)
        case PollState.CLOSED if _lateness(poll):
            return ("It was to close ", Moment(poll.closes), ".")
        case PollState.CLOSED:
            return ("It closed ", Moment(_closed(poll)), ".")
        case _:
            return (
                "It is lost: it could not be posted, or its message was deleted or hidden from me.",
            )


def link(poll: Poll) -> MessageLink:
    return MessageLink("the poll", poll.place, poll.channel, poll.message or "")


def _counted(poll: Poll, result: Result) -> list[Block]:
    if result.counts is None:
        return [Paragraph(TOO_FEW)]
    bars = _bars(poll, result.counts, result.turnout)
    if not any(result.counts):
        return [*bars, Paragraph(("Nobody voted.",))]
    return [*bars, Paragraph(_outcome(poll, result.counts)), Note(_turnout(poll, result))]


def _bars(poll: Poll, counts: tuple[int, ...], total: int) -> list[Block]:
    options = zip(poll.question.options, counts, strict=True)
    return [Paragraph(_bar(option, count, total)) for option, count in options]


def _bar(option: str, count: int, total: int) -> Line:
    filled = round(CELLS * count / total) if total else 0
    bar = FULL * filled + EMPTY * (CELLS - filled)
    return (f"{bar} ", Strong(option), f" — {_votes(count)}, {percent(count, total)} %")


def _outcome(poll: Poll, counts: tuple[int, ...]) -> Line:
    most = max(counts)
    first = [poll.question.options[n] for n, count in enumerate(counts) if count == most]
    if len(first) > 1:
        return ("A tie: ", Strong(listed(first)), f" have {_votes(most)} each.")
    return ("Most votes: ", Strong(first[0]), ".")


def _turnout(poll: Poll, result: Result) -> Line:
    if _counts_votes(poll):
        return (f"{_votes(result.turnout)} in all; everybody could choose several answers.",)
    people = "1 person" if result.turnout == 1 else f"{result.turnout} people"
    several = " Everybody could choose several answers." if poll.question.several else ""
    return (f"{people} voted.{several}",)


def _uncounted(poll: Poll, voters: int | None) -> list[Block]:
    lines = [standing(poll)]
    if poll.state is PollState.OPEN:
        lines += _while_open(poll, voters)
    return [Paragraph(line) for line in lines]


def _while_open(poll: Poll, voters: int | None) -> list[Line]:
    match poll.question.kind:
        case PollKind.NATIVE:
            return [("The votes so far are in ", link(poll), ".")]
        case PollKind.HIDDEN:
            return [("The result is shown when it closes. Vote in ", link(poll), ".")]
        case _:
            secret = "It is secret: the result is shown when it closes. Vote in "
            return [(secret, link(poll), "."), _turnout_so_far(voters)]


def _turnout_so_far(voters: int | None) -> Line:
    if voters is None:
        return (f"Fewer than {MINIMUM_TURNOUT} have voted so far.",)
    return (f"{voters} people have voted so far.",)


def _notes(poll: Poll) -> list[Line]:
    if poll.state is not PollState.CLOSED:
        return []
    notes: list[Line] = [(*standing(poll), " ", link(poll))]
    if late := _lateness(poll):
        notes.append((f"This comes {length_in_words(late)} late: I was not running at that time.",))
    if poll.question.kind is PollKind.SECRET:
        notes.append(("Secret poll: all votes are deleted, and only these totals are kept.",))
    if poll.question.role:
        notes.append(("Only ", Reference("role", poll.question.role), " could vote."))
    return notes


def _counts_votes(poll: Poll) -> bool:
    """Whether the turnout is of votes: the platform does not tell how many people gave several."""
    return poll.question.several and poll.question.kind is not PollKind.SECRET


def _votes(count: int) -> str:
    return "1 vote" if count == 1 else f"{count} votes"


def _lateness(poll: Poll) -> timedelta | None:
    """How long after its time it was closed, if that is worth telling; nobody voted meanwhile."""
    late = _closed(poll) - poll.closes
    return late if late > LATE else None


def _closed(poll: Poll) -> datetime:
    assert poll.closed is not None
    return poll.closed
