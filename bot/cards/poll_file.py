"""The files about a poll, and what stands above them."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from io import StringIO

from bot.core.card import Card, Note, Paragraph
from bot.core.poll import MINIMUM_TURNOUT, Poll
from bot.core.polling import percent
from bot.core.voters import Voter

# The kinds of the routes, which name a poll.
EXPORT, VOTERS = "poll-export", "poll-voters"
SECRET = (
    "Who voted how in a secret poll is told to nobody, moderators included; all from which it "
    "could be learned is destroyed when the poll closes."
)
NO_TOTALS = "There is nothing to export: the votes of that poll are not counted yet, or lost."
TOO_FEW = f"There is nothing to export: fewer than {MINIMUM_TURNOUT} voted in that poll."
MODERATORS_ONLY = "Only moderators of this server can have the names of who voted."
NOT_OUT = "That poll was never posted, so nobody voted in it."
TOTALS = ("question", "answer", "votes", "percent", "turnout")
COLUMNS = ("answer", "person", "name")
# A spreadsheet would compute what begins so.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def totals_card(poll: Poll) -> Card:
    return Card(
        "The totals of the poll",
        (Paragraph((poll.question.text,)), Note(("Seen by you alone.",))),
        private=True,
    )


def voters_card(poll: Poll) -> Card:
    return Card(
        "Who voted for what",
        (
            Paragraph((poll.question.text,)),
            Note(
                (
                    "Read from the poll just now and kept nowhere by me. Votes are opinions of "
                    "people: share the file only with who needs it.",
                )
            ),
        ),
        private=True,
    )


def totals_file(poll: Poll) -> str:
    """CSV with a line for each answer of a closed *poll*, whose counts may be shown."""
    assert poll.result is not None
    assert poll.result.counts is not None
    turnout = poll.result.turnout
    lines = (
        (poll.question.text, option, count, percent(count, turnout), turnout)
        for option, count in zip(poll.question.options, poll.result.counts, strict=True)
    )
    return _csv(TOTALS, lines)


def voters_file(poll: Poll, voters: Iterable[Voter]) -> str:
    """CSV with a line for each person and answer they chose."""
    lines = ((poll.question.options[each.option], each.person, each.name) for each in voters)
    return _csv(COLUMNS, lines)


def _csv(columns: Iterable[str], lines: Iterable[Iterable[str | int]]) -> str:
    written = StringIO()
    rows = csv.writer(written, lineterminator="\r\n")
    rows.writerow(columns)
    rows.writerows(map(_harmless, line) for line in lines)
    return written.getvalue()


def _harmless(cell: str | int) -> str:
    text = str(cell)
    return f"'{text}" if text.startswith(FORMULA) else text
