"""What happened: one event, a stretch of time, a day of the year."""

from __future__ import annotations

from datetime import date, timedelta

from bot.cards.claims import Citations
from bot.cards.dates import in_words
from bot.cards.subjects import option_for
from bot.core.card import Block, Card, Item, Option, Paragraph, Route, Strong
from bot.core.dates import LEAP_YEAR, MONTHS
from bot.core.edtf import Edtf
from bot.core.pack import Event, EventKind, Pack
from bot.core.queries import events, on_this_day

MAX_BUTTONS = 4


def event_card(pack: Pack, event_id: str) -> Card:
    event, cites = pack.events[event_id], Citations(pack)
    where = f" · {event.where}" if event.where else ""
    return Card(
        title=event.title,
        blocks=(
            Paragraph((Strong(in_words(event.when)), where)),
            *map(cites.item, event.claims),
            cites.note(),
        ),
        buttons=(*_about(pack, event), Option("Sources", Route("sources", (event_id,)))),
        route=Route("event", (event_id,)),
        kind="event",
        actors=event.actors,
        sources=cites.sources,
        contested=cites.contested,
    )


def timeline_card(
    pack: Pack,
    actor: str | None = None,
    since: Edtf | None = None,
    until: Edtf | None = None,
    kind: EventKind | None = None,
) -> Card:
    """The events that fit, oldest first."""
    found = events(pack, actor, kind, since, until)
    cites = Citations(pack)
    name = pack.actors[actor].name if actor else pack.header.title
    counted = "1 event" if len(found) == 1 else f"{len(found)} events"
    empty = Paragraph(
        ("Nothing in this pack fits. Try a longer stretch of time or fewer filters.",)
    )
    items: list[Block] = [_item(event, cites) for event in found]
    args = (actor or "", since.text if since else "", until.text if until else "", kind or "")
    return Card(
        title=f"Timeline — {name}",
        blocks=(
            Paragraph((f"{counted}{_filters(since, until, kind)}.",)),
            *(items or [empty]),
            cites.note(),
        ),
        buttons=(Option(name, Route("actor", (actor,))),) if actor else (),
        route=Route("timeline", args),
        kind="timeline",
        actors=(actor,) if actor else (),
        sources=cites.sources,
    )


def on_this_day_card(pack: Pack, day: date) -> Card:
    """The anniversaries on the day and month of *day*, or the next ones to come."""
    found, cites = on_this_day(pack, day), Citations(pack)
    blocks: list[Block] = [_item(event, cites) for event in found]
    if not found:
        blocks.append(Paragraph(("This pack has nothing on this day of the year.",)))
        blocks += _next(pack, day, cites)
    return Card(
        title=f"On this day — {day.day} {MONTHS[day.month - 1].capitalize()}",
        blocks=(*blocks, cites.note()),
        route=Route("onthisday", (f"{day:%m-%d}",)),
        kind="timeline",
        sources=cites.sources,
    )


def read_month_and_day(text: str) -> date:
    """The day that a route's "12-31" means, in a year that has every day.

    Raises:
        ValueError: there is no such day.
    """
    return date.fromisoformat(f"{LEAP_YEAR}-{text}")


def _item(event: Event, cites: Citations) -> Item:
    cited = cites.cite(event.claims[0].source_ids())
    option = Option(event.title, Route("event", (event.id,)), in_words(event.when))
    return Item((Strong(in_words(event.when)), f" — {event.title}", *cited), option=option)


def _filters(since: Edtf | None, until: Edtf | None, kind: EventKind | None) -> str:
    words = [f"kind: {kind}"] if kind else []
    words += [f"not before {_bound(since)}"] if since else []
    words += [f"not after {_bound(until)}"] if until else []
    return f" ({', '.join(words)})" if words else ", oldest first"


def _bound(when: Edtf) -> str:
    return in_words(when) if not when.is_range else f"“{in_words(when)}”"


def _next(pack: Pack, day: date, cites: Citations) -> list[Block]:
    for ahead in range(1, 366):
        following = day.replace(year=LEAP_YEAR) + timedelta(days=ahead)
        # Wrapped within the leap year, so that 29 February is never stepped over.
        if found := on_this_day(pack, following.replace(year=LEAP_YEAR)):
            return [Paragraph((Strong("Next:"),)), *(_item(event, cites) for event in found)]
    return []


def _about(pack: Pack, event: Event) -> tuple[Option, ...]:
    """The relations the event bears on, then its actors: the ways on from here."""
    relations = (option_for(pack, pack.alliances[name]) for name in event.alliances)
    actors = (option_for(pack, pack.actors[name]) for name in event.actors)
    return (*relations, *actors)[:MAX_BUTTONS]
