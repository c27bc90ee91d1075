"""What one types to open a card, where on other platforms there is a button for it."""

from __future__ import annotations

from collections.abc import Mapping

from bot.cards.deck import DO, HISTORY, POST_NOW, SKIP
from bot.cards.explainer import REPORT
from bot.cards.place_data import EVERYTHING
from bot.cards.poll_file import EXPORT, VOTERS
from bot.cards.poll_routes import CLOSE, LIST, RESULTS
from bot.cards.report import AGAIN
from bot.core.card import Route
from bot.core.settings_inputs import CHOOSE, PANEL, Part

# Cards whose command takes the arguments of their route, in the same order.
SAME = (
    "why",
    "actor",
    "alliance",
    "alliances",
    "paradoxes",
    "onthisday",
    "sources",
    "help",
    "about",
)
DEEDS = {SKIP: "explainer skip", POST_NOW: "explainer post", HISTORY: "explainer history"}
# Those that name a poll, which is typed behind the command.
POLLS = {
    RESULTS: "poll results",
    CLOSE: "poll close",
    EXPORT: "poll export",
    VOTERS: "poll export voters",
}
# How each part of the settings is changed, by example.
PARTS: Mapping[Part, tuple[str, ...]] = {
    Part.WHERE: (
        "settings on",
        "settings time 9:00",
        "settings zone Berlin",
        "settings days mon-fri",
    ),
    Part.POST: ("settings notify silently", "settings grace 6"),
    Part.DISCUSSION: (
        "settings thread off",
        "settings question off",
        "settings poll off",
        "settings anniversaries off",
    ),
    Part.PEOPLE: ("settings openers everybody", "settings moderators here"),
    Part.CONTENT: ("settings pack", "settings prefix !"),
}


def typed(route: Route) -> str | None:
    """The command that opens *route*, without its prefix; None if only its number does."""
    match route.kind, route.args:
        case kind, args if kind in SAME:
            return " ".join((kind, *filter(None, args)))
        case "timeline", (actor, since, until, event_kind):
            bounds = (f"from {since}" if since else "", f"to {until}" if until else "")
            return " ".join(("timeline", *filter(None, (actor, *bounds, event_kind))))
        case "schedule", ("why", day):
            return f"schedule why {day}"
        case kind, (deed, *_) if kind == DO and deed in DEEDS:
            return DEEDS[deed]
        case kind, (poll,) if kind in POLLS:
            return f"{POLLS[kind]} {poll}"
        case kind, () if kind == LIST:
            return "poll list"
        case _:
            return _setting(route)


def is_report(route: Route) -> bool:
    """Whether it reports an error on the card it stands on."""
    return route.kind in (REPORT, AGAIN)


def changes(route: Route) -> tuple[str, ...]:
    """The commands that change the part of the settings whose form *route* opens."""
    match route.args:
        case ("form", part) if route.kind == PANEL:
            return PARTS[Part(part)]
        case _:
            return ()


def _setting(route: Route) -> str | None:
    match route.kind, route.args:
        case kind, () if kind == PANEL:
            return "settings panel"
        case kind, (word,) if kind == PANEL:
            return f"settings {word}"
        case kind, ("ask",) if kind == EVERYTHING:
            return "settings delete"
        case kind, ("zone", zone) if kind == CHOOSE:
            return f"settings zone {zone}"
        case _:
            return None
