"""What moderators are told unasked: that something went wrong with the daily explainer."""

from __future__ import annotations

from bot.cards.troubles import reason_line, remedy_line
from bot.core.card import Card, Command, Line, Note, Option, Paragraph, Route
from bot.core.identity import Place
from bot.core.outgoing import TroubleNotice
from bot.core.post import Trouble


def trouble_card(notice: TroubleNotice, place: Place) -> Card:
    """The trouble, what to do about it, and whether the schedule stands still until then."""
    trouble = Trouble(notice.reason, notice.detail)
    lines = [reason_line(trouble, place, notice.channel)]
    if remedy := remedy_line(trouble, notice.channel):
        lines.append(remedy)
    return Card(
        title=_title(notice),
        blocks=(*map(Paragraph, lines), Note(_what_next(notice))),
        buttons=(Option("What happened", Route("schedule", ("why", str(notice.day)))),),
    )


def _title(notice: TroubleNotice) -> str:
    if notice.paused:
        return "The daily explainer has paused itself"
    return "Something went wrong with the daily explainer"


def _what_next(notice: TroubleNotice) -> Line:
    if notice.paused:
        return ("Nothing more is posted until a moderator types ", Command("schedule resume"), ".")
    return ("The next one comes as planned.",)
