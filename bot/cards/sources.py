"""The bibliography: of the whole pack, or of one subject."""

from __future__ import annotations

from bot.cards.dates import in_words
from bot.core.card import Card, Item, Link, Note, Option, Paragraph, Route
from bot.core.pack import Pack, Source
from bot.core.queries import is_backing, sources_of

RELIABILITY = {
    "primary": "primary document",
    "primary-mirror": "primary document, read on another host",
    "press": "press",
    "press-mirror": "press, read on another host",
    "think-tank": "research",
    "encyclopedic": "encyclopedia",
    "party": "a party's own voice",
}


def sources_card(pack: Pack, subject_id: str = "") -> Card:
    """The sources behind a subject's claims in reading order, or all of them by title."""
    every = sorted(pack.sources.values(), key=lambda source: source.title.casefold())
    is_whole = subject_id in ("", pack.header.id)
    sources = every if is_whole else sources_of(pack, subject_id)
    counted = "1 source" if len(sources) == 1 else f"{len(sources)} sources"
    return Card(
        title=f"Sources — {subject_name(pack, subject_id)}",
        blocks=(
            Paragraph((f"{counted}.",)),
            *(_item(pack, source) for source in sources),
            Note(("Each claim on a card carries the numbers of its own sources.",)),
        ),
        buttons=_back(pack, subject_id),
        route=Route("sources", (subject_id,)),
        kind="none",
        sources=tuple(sources),
    )


def _back(pack: Pack, subject_id: str) -> tuple[Option, ...]:
    """The way to the card of the subject itself."""
    if alliance := pack.alliances.get(subject_id):
        kind = "why" if is_backing(pack, alliance) else "alliance"
        route = Route(kind, (alliance.start, alliance.to, ""))
    elif subject_id in pack.actors:
        route = Route("actor", (subject_id,))
    elif subject_id in pack.events:
        route = Route("event", (subject_id,))
    elif subject_id in pack.explainers:
        route = Route("explainer", (subject_id,))
    else:
        return (Option("About this pack", Route("about")),)
    return (Option(f"Back to {subject_name(pack, subject_id)}", route),)


def subject_name(pack: Pack, subject_id: str) -> str:
    """How a subject's card is called; the pack's title for the pack itself.

    Raises:
        KeyError: there is no such subject.
    """
    if actor := pack.actors.get(subject_id):
        return actor.name
    if alliance := pack.alliances.get(subject_id):
        return f"{pack.actors[alliance.start].name} and {pack.actors[alliance.to].name}"
    if event := pack.events.get(subject_id):
        return event.title
    if subject_id in ("", pack.header.id):
        return pack.header.title
    return pack.explainers[subject_id].question


def _item(pack: Pack, source: Source) -> Item:
    published = f", {in_words(source.published)}" if source.published else ""
    voice = f" ({pack.actors[source.party].name})" if source.party else ""
    details = f" — {source.publisher}{published}; {RELIABILITY[source.reliability]}{voice}"
    return Item((Link(source.title, source.url), details))
