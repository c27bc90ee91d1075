"""The panel of a place's settings, and the log of their changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.cards.place_data import BUTTON as DELETE_EVERYTHING
from bot.cards.schedule import RUNS_AGAIN, paused_since, resume_line
from bot.cards.settings_forms import TITLES
from bot.cards.settings_problems import refusal, sentences
from bot.cards.settings_words import LABELS, Names, person_or_somebody, value_in_words
from bot.cards.times import instant_line
from bot.cards.troubles import reason_line
from bot.core.card import (
    Block,
    Card,
    Command,
    Item,
    Line,
    Moment,
    Note,
    Option,
    Paragraph,
    Reference,
    Route,
    Section,
    Strong,
)
from bot.core.identity import Place, platform_of
from bot.core.obstacles import Obstacle
from bot.core.place_settings import Notify, PlaceSettings, PollOpeners
from bot.core.post import Pause, Post, Reason
from bot.core.settings_change import Change, changed
from bot.core.settings_inputs import PANEL, Part
from bot.core.settling import Refusal

NOT_ALLOWED = {
    "discord": "Only moderators can see and change the settings: members with Manage Server, "
    "or with a role that they made a moderator role.",
    "matrix": "Only moderators can see and change the settings: members whose power level lets "
    "them change the room.",
}
SAVED_BEFORE = "That was saved already; I was interrupted before I could say so."
CHANGED_TOO_OFTEN = "Others are changing the settings at this very moment; try again."
SET_UP = "Set up"
WHICH = "Which one do you mean?"
CHANGE = {
    Part.WHERE: "Change place and time",
    Part.POST: "Change the post",
    Part.DISCUSSION: "Change discussion",
    Part.PEOPLE: "Change people",
    Part.CONTENT: "Change content",
}
NO_CHANGE: Block = Paragraph(("Nothing was changed.",))
NOTHING_TO_UNDO: Block = Paragraph(("There is no change to take back.",))
RESUMED: Block = Paragraph((RUNS_AGAIN,))


@dataclass(frozen=True, slots=True)
class Situation:
    """Where a place stands; *post* is the next that is planned."""

    place: Place
    settings: PlaceSettings
    names: Names
    obstacles: tuple[Obstacle, ...] = ()
    post: Post | None = None
    pause: Pause | None = None


def panel_card(
    now: Situation, notices: Sequence[Block] = (), options: tuple[Option, ...] = ()
) -> Card:
    """*notices* tell what was just done; *options* are what the reader may pick from next."""
    off = (Option("Turn off", Route(PANEL, ("off",))),) if now.settings.is_on else ()
    return Card(
        title="Settings",
        blocks=(
            *notices,
            *map(Paragraph, _status(now)),
            *(Paragraph((Strong("To mend: "), *each)) for each in sentences(now.obstacles)),
            *(_section(part, now) for part in Part),
            Note(
                (
                    *("See a post before it goes out: ", Command("explainer preview"), ". "),
                    *("Why one did not come: ", Command("schedule why"), "."),
                )
            ),
        ),
        buttons=(
            Option("Undo", Route(PANEL, ("undo",))),
            Option("Log", Route(PANEL, ("log",))),
            *off,
            DELETE_EVERYTHING,
        ),
        options=options,
        invitation=WHICH,
        route=Route(PANEL),
        private=True,
        whole=True,
    )


def saved(old: PlaceSettings, new: PlaceSettings, names: Names) -> list[Block]:
    return _differences("Saved.", old, new, names)


def taken_back(old: PlaceSettings, new: PlaceSettings, names: Names) -> list[Block]:
    return _differences("Taken back.", old, new, names)


def not_saved(refusals: Iterable[Refusal], settings: PlaceSettings, names: Names) -> list[Block]:
    """One paragraph for everything that could not be done; *settings* are those in force."""
    lines = (line for each in refusals for line in refusal(each, settings, names))
    return [Paragraph((Strong("Not saved: "), *line)) for line in lines]


def not_taken_back(found: Sequence[Obstacle]) -> list[Block]:
    return [Paragraph((Strong("Not taken back: "), *line)) for line in sentences(found)]


def log_card(changes: Sequence[Change], names: Names) -> Card:
    """*changes*, newest first."""
    nothing: Block = Paragraph(("Nothing was set here yet.",))
    return Card(
        title="Settings: who changed what",
        blocks=tuple(_entry(change, names) for change in changes) or (nothing,),
        buttons=(
            Option("Back to the settings", Route(PANEL)),
            Option("Undo", Route(PANEL, ("undo",))),
        ),
        route=Route(PANEL, ("log",)),
        private=True,
    )


def _entry(change: Change, names: Names) -> Item:
    done = " took back a change " if change.undoes is not None else " "
    return Item(
        (person_or_somebody(change.by), done, Moment(change.at, exact=True)),
        tuple(_lines(change.names, change.old, change.new, names)),
    )


def _differences(title: str, old: PlaceSettings, new: PlaceSettings, names: Names) -> list[Block]:
    lines = _lines(changed(old, new), old, new, names)
    return [Paragraph((Strong(title),)), *(Item(line) for line in lines)]


def _lines(
    settings: Iterable[str], old: PlaceSettings, new: PlaceSettings, names: Names
) -> list[Line]:
    return [
        (
            *(f"{LABELS[name]}: ", *value_in_words(name, old, names)),
            *(" → ", *value_in_words(name, new, names)),
        )
        for name in settings
        if name in LABELS
    ]


def _status(now: Situation) -> Iterator[Line]:
    """What will happen next."""
    settings, pause = now.settings, now.pause
    if settings.channel is None:
        yield (Strong("Off: "), "choose a channel to begin.")
    elif pause is not None:
        yield (Strong("Paused: "), *paused_since(pause))
        if pause.trouble.reason is not Reason.PAUSED:
            yield reason_line(pause.trouble, now.place, settings.channel)
        yield resume_line(pause)
    else:
        yield (Strong("Next: "), *_next(now.post, settings.channel, settings.zone))


def _next(post: Post | None, channel: str, zone: str) -> Line:
    where = Reference("channel", channel)
    if post is None:
        return ("no post is planned in ", where, ".")
    return (*instant_line(post.due, zone), ", in ", where)


def _section(part: Part, now: Situation) -> Section:
    begins = part is Part.WHERE and not now.settings.is_on
    opens = Route(PANEL, ("form", part.value))
    button = Option(SET_UP if begins else CHANGE[part], opens, is_main=part is Part.WHERE)
    stated: list[Line] = [
        (f"{LABELS[name]}: ", *value_in_words(name, now.settings, now.names))
        for name in _shown(part, now.settings)
        if name not in NOT_ON[platform_of(now.place)]
    ]
    return Section(((Strong(TITLES[part]),), _in_a_row(stated)), button)


def _in_a_row(lines: Sequence[Line]) -> Line:
    row: Line = lines[0]
    for line in lines[1:]:
        row = (*row, " · ", *line)
    return row


def _shown(part: Part, settings: PlaceSettings) -> Iterable[str]:
    """The settings of *part* that matter as things stand."""
    matters = {
        "forum_tag": settings.forum_tag is not None,
        "notify_role": settings.notify is Notify.ROLE,
        "archive_minutes": settings.thread,
        "poll_roles": settings.poll_openers is PollOpeners.ROLES,
    }
    return [name for name in SHOWN[part] if matters.get(name, True)]


SHOWN = {
    Part.WHERE: ("channel", "at", "zone", "days"),
    Part.POST: ("notify", "notify_role", "forum_tag", "grace_hours"),
    Part.DISCUSSION: ("thread", "archive_minutes", "question", "poll", "anniversaries"),
    Part.PEOPLE: ("moderator_roles", "poll_openers", "poll_roles", "moderators_channel"),
    Part.CONTENT: ("language", "pack", "prefix"),
}
# Discord has commands of its own; on Matrix there are no roles, and no thread ever closes.
NOT_ON = {
    "discord": frozenset({"prefix"}),
    "matrix": frozenset({"notify_role", "archive_minutes", "moderator_roles", "poll_roles"}),
}
