"""How a subject of the pack is called, and the card that tells it."""

from __future__ import annotations

from bot.core.card import Option, Route
from bot.core.pack import Actor, Alliance, Event, Explainer, Pack
from bot.core.queries import is_backing

Subject = Actor | Alliance | Event | Explainer


def subject_of(pack: Pack, subject_id: str) -> Subject | None:
    """What has this id; an actor where the pack itself has it too."""
    return (
        pack.actors.get(subject_id)
        or pack.alliances.get(subject_id)
        or pack.events.get(subject_id)
        or pack.explainers.get(subject_id)
    )


def name_of(pack: Pack, subject: Subject) -> str:
    match subject:
        case Actor():
            return subject.name
        case Alliance():
            return f"{pack.actors[subject.start].name} and {pack.actors[subject.to].name}"
        case Event():
            return subject.title
        case _:
            return subject.question


def route_to(pack: Pack, subject: Subject, on: str = "") -> Route:
    """The card of the subject; of a relation, as it was *on* a date."""
    match subject:
        case Actor():
            return Route("actor", (subject.id,))
        case Alliance():
            kind = "why" if is_backing(pack, subject) else "alliance"
            return Route(kind, (subject.start, subject.to, on))
        case Event():
            return Route("event", (subject.id,))
        case _:
            return Route("explainer", (subject.id,))


def option_for(pack: Pack, subject: Subject) -> Option:
    return Option(name_of(pack, subject), route_to(pack, subject))
