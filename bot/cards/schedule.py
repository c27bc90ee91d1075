"""What comes next, and whether the schedule runs."""

from __future__ import annotations

from collections.abc import Sequence

from bot.cards.settings_problems import sentences
from bot.cards.times import firing_line
from bot.cards.troubles import PANEL, reason_line, remedy_line
from bot.core.card import (
    Card,
    Command,
    Item,
    Line,
    Moment,
    Note,
    Paragraph,
    Reference,
)
from bot.core.identity import Place, local_id
from bot.core.obstacles import Obstacle
from bot.core.place_settings import PlaceSettings
from bot.core.post import Pause, Reason
from bot.core.schedule import Firing
from bot.core.times import days_in_words

RESUME = Command("schedule resume")
WHY = Command("schedule why")
RUNS, RUNS_AGAIN = "The schedule is running.", "The schedule runs again."
IS_OFF = "The daily explainer is off; turn it on in the settings first."
OFF: Line = ("The daily explainer is off: no channel is chosen for it.",)
TURN_ON: Line = ("Moderators choose one in ", PANEL, ".")


def next_card(
    settings: PlaceSettings, coming: Sequence[Firing], pause: Pause | None, place: Place
) -> Card:
    """The dates that come next, with what keeps them from coming."""
    title = "What comes next"
    if settings.channel is None:
        return Card(title, (Paragraph(OFF), Paragraph(TURN_ON)), private=True)
    paused = _pause_lines(pause, place, settings.channel) if pause else []
    channel = Reference("channel", settings.channel)
    where: Line = ("The daily explainer goes to ", channel, f", {days_in_words(settings.days)}.")
    return Card(
        title,
        blocks=(
            *map(Paragraph, paused),
            Paragraph(where),
            *(Item(firing_line(firing, settings.zone)) for firing in coming),
            Note(("What became of a date: ", WHY, ".")),
        ),
        private=True,
    )


def paused_card() -> Card:
    line: Line = ("Nothing is posted until it runs again: ", RESUME, ".")
    return Card("The schedule is paused.", (Paragraph(line),), private=True)


def already_paused_card(pause: Pause, place: Place, channel: str | None) -> Card:
    lines = _pause_lines(pause, place, channel)
    return Card("The schedule was paused already.", tuple(map(Paragraph, lines)), private=True)


def running_card(title: str, coming: Sequence[Firing], settings: PlaceSettings) -> Card:
    """*title* is one of those above; *coming* is what comes next, if anything does."""
    first = (Paragraph(("Next: ", *firing_line(each, settings.zone))) for each in coming[:1])
    return Card(title, tuple(first), private=True)


def still_paused_card(found: Sequence[Obstacle]) -> Card:
    again: Line = ("When that is mended: ", RESUME, ".")
    return Card(
        "The schedule stays paused, since a post would fail.",
        (*(Item(line) for line in sentences(found)), Paragraph(again)),
        private=True,
    )


def _pause_lines(pause: Pause, place: Place, channel: str | None) -> list[Line]:
    lines = [paused_since(pause)]
    if pause.trouble.reason is not Reason.PAUSED:
        lines.append(reason_line(pause.trouble, place, channel))
    remedy = remedy_line(pause.trouble, channel)
    return [*lines, *([remedy] if remedy else []), resume_line(pause)]


def paused_since(pause: Pause) -> Line:
    """Since when the schedule stands still, and by whom if a person paused it."""
    if pause.by:
        by = Reference("person", local_id(pause.by))
        return ("The schedule was paused by ", by, ", ", Moment(pause.at), ".")
    if pause.trouble.reason is Reason.PAUSED:
        return ("The schedule was paused ", Moment(pause.at), ".")
    return ("The schedule paused itself, ", Moment(pause.at), ".")


def resume_line(pause: Pause) -> Line:
    """How it is made to run again, to follow what there is to mend first."""
    if pause.trouble.reason is Reason.PAUSED:
        return ("Moderators let it run again with ", RESUME, ".")
    return ("Then let it run again: ", RESUME, ".")
