"""What a report of an error is about, as its card's buttons tell, and how that reads."""

from __future__ import annotations

from collections.abc import Sequence

from bot.cards.explainer import REPORT
from bot.cards.open import OPENERS, open_card
from bot.cards.subjects import route_to, subject_of
from bot.core.card import Route
from bot.core.pack import Actor, Alliance, Event, Explainer, Pack
from bot.core.report import Report, Subject, read_subject
from bot.errors import BadInput

PAIRS = ("why", "alliance")  # their arguments: two actors and a date
THE_PACK = Route("about")


def subject_of_button(route: Route) -> Subject:
    """What the button of a daily explainer, or one to write a report again, stands for.

    Raises:
        BadInput: it is from another version of the bot.
    """
    if route.kind != REPORT or len(route.args) != 2:
        return read_subject(route.args)
    explainer, day = route.args
    return read_subject((day, "explainer", explainer))


def subject_in(pack: Pack, routes: Sequence[Route]) -> Subject | None:
    """What a card with these routes in its buttons and menu is about; None if it is no card.

    A posted explainer says it itself, and a card of several pages in the buttons that turn them.
    Of others the sources tell; what has none, such as a short list, counts as the whole pack.
    """
    for route in routes:
        if route.kind == REPORT:
            return subject_of_button(route)
    cards = [route for route in routes if route.kind in OPENERS]
    if not cards:
        return None
    turned = next((route.at(0) for route in cards if route.page), None)
    return Subject(turned or _by_sources(pack, cards) or THE_PACK)


def name_of_subject(pack: Pack, report: Report) -> str:
    """The title of the card, or what is left to say if the pack has it no longer."""
    route = report.subject.card
    try:
        if report.pack == pack.header.id:
            return open_card(pack, route).title
    except BadInput:
        pass
    return f"A card that is gone from the pack: {' '.join(filter(None, (route.kind, *route.args)))}"


def _by_sources(pack: Pack, cards: Sequence[Route]) -> Route | None:
    """The card whose sources are among the *cards* that are on offer."""
    for route in cards:
        if route.kind == "sources" and route.args:
            match subject_of(pack, route.args[0]):
                case Alliance() as alliance:
                    return route_to(pack, alliance, _date_of(alliance, cards))
                case Actor() | Event() | Explainer() as subject:
                    return route_to(pack, subject)
    return None


def _date_of(alliance: Alliance, cards: Sequence[Route]) -> str:
    """The date that a card on the alliance hands on to the other card on it."""
    for route in cards:
        match route.args:
            case [one, other, on] if route.kind in PAIRS and alliance.ends == {one, other}:
                return on
    return ""
