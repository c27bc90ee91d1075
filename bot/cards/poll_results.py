"""What came of a poll, or how far it is."""

from __future__ import annotations

import csv
from datetime import datetime
from io import StringIO

from bot.cards.poll_routes import RESULTS
from bot.cards.times import length_in_words
from bot.core.card import (
    Block,
    Card,
    Item,
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
from bot.core.post import LATE

CELLS = 12  # of a bar
FULL, EMPTY = "█", "░"
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what spreadsheets would run
TOO_FEW: Line = (
    f"Fewer than {MINIMUM_TURNOUT} voted. The votes are not shown, since they could tell who "
    "voted how.",
)
NO_EXPORT = "There is nothing to export: the votes of that poll are not counted yet, or lost."
TOO_FEW_TO_EXPORT = f"There is nothing to export: fewer than {MINIMUM_TURNOUT} voted in that poll."


def results_card(poll: Poll, voters: int | None = None) -> Card:
    """What came of *poll*, or that it is not known yet.

    *voters* is how many have voted so far in a secret poll, if that may be told.
    """
    body = _counted(poll, poll.result) if poll.result else _uncounted(poll, voters)
    return Card(
        title=poll.question.text,
        blocks=(*body, *map(Note, _notes(poll))),
        buttons=(Option("Show it to me", Route(RESULTS, (poll.id,))),),
        whole=True,
    )


def so_far_card(poll: Poll, counts: tuple[int, ...]) -> Card:
    """How an open *poll* of the platform's own stands; *counts* go by the options."""
    items = (
        _option(option, count, sum(counts))
        for option, count in zip(poll.question.options, counts, strict=True)
    )
    return Card(
        title=poll.question.text,
        blocks=(
            Paragraph(standing(poll)),
            *items,
            Note(("These are the votes so far. Vote in ", link(poll), ".")),
        ),
        private=True,
        whole=True,
    )


def totals_csv(poll: Poll) -> str:
    """The totals of a closed *poll*, which has some, a line an answer."""
    assert poll.result is not None
    assert poll.result.counts is not None
    table = StringIO()
    rows = csv.writer(table, lineterminator="\r\n")
    rows.writerow(("question", "answer", "votes", "percent", "turnout"))
    turnout = poll.result.turnout
    for option, count in zip(poll.question.options, poll.result.counts, strict=True):
        texts = (_inert(poll.question.text), _inert(option))
        rows.writerow((*texts, count, _percent(count, turnout), turnout))
    return table.getvalue()


def standing(poll: Poll) -> Line:
    """How far it is, in a sentence."""
    match poll.state:
        case PollState.OPENING:
            return ("It is being opened.",)
        case PollState.OPEN:
            return ("It closes ", Moment(poll.closes, exact=True), ".")
        case PollState.CLOSING:
            return ("It is closed; the votes are being counted.",)
        case PollState.CLOSED:
            return ("It closed ", Moment(_closed(poll)), ".")
        case PollState.LOST:
            return (
                "It is lost: it could not be posted, or its message was deleted or hidden from me.",
            )


def link(poll: Poll) -> MessageLink:
    return MessageLink("the poll", poll.place, poll.channel, poll.message or "")


def _counted(poll: Poll, result: Result) -> list[Block]:
    if result.counts is None:
        return [Paragraph(TOO_FEW)]
    items = (
        _option(option, count, result.turnout)
        for option, count in zip(poll.question.options, result.counts, strict=True)
    )
    return [*items, Paragraph(_outcome(poll, result.counts)), Note(_turnout(poll, result))]


def _option(option: str, count: int, total: int) -> Item:
    filled = round(CELLS * count / total) if total else 0
    bar = FULL * filled + EMPTY * (CELLS - filled)
    said = f" — {_votes(count)}, {_percent(count, total)} %"
    return Item((Strong(option), said), ((bar,),))


def _outcome(poll: Poll, counts: tuple[int, ...]) -> Line:
    most = max(counts)
    first = [poll.question.options[n] for n, count in enumerate(counts) if count == most]
    if most == 0:
        return ("Nobody voted.",)
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
        case PollKind.SECRET:
            secret = "It is secret: the result is shown when it closes. Vote in "
            return [(secret, link(poll), "."), _turnout_so_far(voters)]


def _turnout_so_far(voters: int | None) -> Line:
    if voters is None:
        return (f"Fewer than {MINIMUM_TURNOUT} have voted so far.",)
    return (f"{voters} people have voted so far.",)


def _notes(poll: Poll) -> list[Line]:
    if poll.state is not PollState.CLOSED:
        return []
    closed = _closed(poll)
    late = closed - poll.closes
    notes: list[Line] = [(*standing(poll), " ", link(poll))]
    if late > LATE:
        notes.append(
            (f"That was {length_in_words(late)} late: I was not running when it was due.",)
        )
    if poll.question.kind is PollKind.SECRET:
        notes.append(("Secret poll: all votes are deleted, and only these totals are kept.",))
    if poll.question.role:
        notes.append(("Only ", Reference("role", poll.question.role), " could vote."))
    return notes


def _counts_votes(poll: Poll) -> bool:
    """Whether the turnout is of votes: the platform does not tell how many people gave several."""
    return poll.question.several and poll.question.kind is not PollKind.SECRET


def _percent(count: int, total: int) -> int:
    return round(100 * count / total) if total else 0


def _votes(count: int) -> str:
    return "1 vote" if count == 1 else f"{count} votes"


def _closed(poll: Poll) -> datetime:
    assert poll.closed is not None
    return poll.closed


def _inert(text: str) -> str:
    """*text* so that no spreadsheet takes it for a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text
