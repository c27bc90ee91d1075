"""The bibliography: of the whole pack, or of one subject."""

from __future__ import annotations

from bot.cards.dates import in_words
from bot.cards.subjects import Subject, name_of, route_to, subject_of
from bot.core.card import Card, Item, Link, Note, Option, Paragraph, Route
from bot.core.pack import Pack, Source
from bot.core.queries import sources_of

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
    subject = subject_of(pack, subject_id)
    every = sorted(pack.sources.values(), key=lambda source: source.title.casefold())
    sources = sources_of(pack, subject_id) if subject else every
    name = name_of(pack, subject) if subject else pack.header.title
    counted = "1 source" if len(sources) == 1 else f"{len(sources)} sources"
    return Card(
        title=f"Sources — {name}",
        blocks=(
            Paragraph((f"{counted}.",)),
            *(_item(pack, source) for source in sources),
            Note(("Each claim on a card carries the numbers of its own sources.",)),
        ),
        buttons=(_back(pack, subject),),
        route=Route("sources", (subject_id,)),
        kind="none",
        sources=tuple(sources),
    )


def _back(pack: Pack, subject: Subject | None) -> Option:
    """The way to the card of the subject itself."""
    if subject is None:
        return Option("About this pack", Route("about"))
    return Option(f"Back to {name_of(pack, subject)}", route_to(pack, subject))


def _item(pack: Pack, source: Source) -> Item:
    published = f", {in_words(source.published)}" if source.published else ""
    voice = f" ({pack.actors[source.party].name})" if source.party else ""
    details = f" — {source.publisher}{published}; {RELIABILITY[source.reliability]}{voice}"
    return Item((Link(source.title, source.url), details))
