"""What moderators are told unasked: that something went wrong with the daily explainer."""

from __future__ import annotations

from bot.cards.schedule import RESUME, WHY
from bot.cards.troubles import reason_line, remedy_line
from bot.core.card import Card, Line, Note, Option, Paragraph, Route
from bot.core.identity import Place, platform_of
from bot.core.outgoing import TroubleNotice
from bot.core.post import Trouble

KINDS = {"discord": "server", "matrix": "room"}


def trouble_card(notice: TroubleNotice, place: Place) -> Card:
    """The trouble, what to do about it, and whether the schedule stands still until then."""
    next_one: Line = ("The next one comes as planned.",)
    stopped: Line = ("Nothing more is posted until a moderator types ", RESUME, ".")
    return Card(
        title=(
            "The daily explainer has paused itself"
            if notice.paused
            else "Something went wrong with the daily explainer"
        ),
        blocks=(
            *map(Paragraph, _trouble_lines(notice, place)),
            Note(stopped if notice.paused else next_one),
        ),
        buttons=(Option("What happened", Route("schedule", ("why", str(notice.day)))),),
    )


def trouble_letter(notice: TroubleNotice, place: Place, name: str | None) -> Card:
    """The same to a person, who reads it away from *place*, which people call *name*.

    It has no button: what one did would be about the place where it was pressed.
    """
    there = f"“{name}”" if name else f"a {KINDS[platform_of(place)]} that you set me up in"
    next_one: Line = (*("What happened: type ", WHY, " there."), " The next one comes as planned.")
    stopped: Line = (
        *("What happened: type ", WHY, " there. Nothing more is posted until a moderator types "),
        *(RESUME, " there."),
    )
    return Card(
        title=(
            f"The daily explainer of {there} has paused itself"
            if notice.paused
            else f"Something went wrong with the daily explainer of {there}"
        ),
        blocks=(
            *map(Paragraph, _trouble_lines(notice, place)),
            Note(stopped if notice.paused else next_one),
        ),
    )


def _trouble_lines(notice: TroubleNotice, place: Place) -> list[Line]:
    trouble = Trouble(notice.reason, notice.detail)
    remedy = remedy_line(trouble, notice.channel)
    return [reason_line(trouble, place, notice.channel), *([remedy] if remedy else [])]
