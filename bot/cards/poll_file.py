"""The files about a poll, and what stands above them."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from io import StringIO

from bot.core.card import Card, Note, Paragraph
from bot.core.poll import Poll
from bot.core.voters import Voter

# The kinds of the routes, which name a poll.
EXPORT, VOTERS = "poll-export", "poll-voters"
SECRET = (
    "Who voted how in a secret poll is told to nobody, moderators included; all from which it "
    "could be learned is destroyed when the poll closes."
)
MODERATORS_ONLY = "Only moderators of this server can have the names of who voted."
NOT_OUT = "That poll was never posted, so nobody voted in it."
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


def voters_file(poll: Poll, voters: Iterable[Voter]) -> str:
    """CSV with a line for each person and answer they chose."""
    written = StringIO()
    rows = csv.writer(written, lineterminator="\r\n")
    rows.writerow(COLUMNS)
    for voter in voters:
        cells = (poll.question.options[voter.option], voter.person, voter.name)
        rows.writerow([_harmless(cell) for cell in cells])
    return written.getvalue()


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) else cell
