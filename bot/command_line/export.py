"""A pack as data for other programs."""

from __future__ import annotations

from html import escape
from typing import Any

import msgspec

from bot.cards.claims import Citations
from bot.cards.dates import in_words
from bot.core.card import Cite, Emphasis, Item, Span, Strong
from bot.core.edtf import OPEN, Edtf
from bot.core.pack import Event, Pack, Record


def as_data(pack: Pack) -> dict[str, Any]:
    """Everything in the pack, under the names of its files and fields."""
    lists = {
        "sources": pack.sources,
        "actors": pack.actors,
        "alliances": pack.alliances,
        "timeline": pack.events,
        "explainers": pack.explainers,
    }
    return {"pack": _plain(pack.header)} | {
        name: [_plain(record) for record in records.values()] for name, records in lists.items()
    }


def as_timeline(pack: Pack) -> dict[str, Any]:
    """The events for TimelineJS (https://timeline.knightlab.com/docs/json-format.html)."""
    title = {"headline": escape(pack.header.title), "text": f"<p>{escape(pack.header.scope)}</p>"}
    return {"title": {"text": title}, "events": [_slide(pack, event) for event in pack.chronicle]}


def _plain(value: Any) -> Any:
    match value:
        case Record():
            pairs = (
                (field.encode_name, getattr(value, field.name))
                for field in msgspec.structs.fields(value)
            )
            return {name: _plain(given) for name, given in pairs if given not in (None, "", ())}
        case Edtf():
            return value.text
        case tuple():
            return [_plain(item) for item in value]
        case _:
            return value


def _slide(pack: Pack, event: Event) -> dict[str, Any]:
    """One event. TimelineJS knows no approximate dates, so the words for one are given too."""
    start, _, end = event.when.text.partition("/")
    cites = Citations(pack)
    text = "".join(f"<p>{_html(cites.item(claim))}</p>" for claim in event.claims)
    slide = {
        "start_date": _date(end if start in OPEN else start),
        "display_date": in_words(event.when),
        "text": {"headline": escape(event.title), "text": text},
        "group": event.kind,
        "unique_id": event.id,
    }
    return slide | ({"end_date": _date(end)} if end not in OPEN else {})


def _date(text: str) -> dict[str, int]:
    parts = (int(part) for part in text.rstrip("~?%").split("-"))
    return dict(zip(("year", "month", "day"), parts, strict=False))


def _html(item: Item) -> str:
    """A claim as it reads on a card: what is contested or alleged is marked, each link in place."""
    return "<br>".join("".join(map(_span, line)) for line in (item.line, *item.children))


def _span(span: Span) -> str:
    match span:
        case Cite(number, url):
            return f' <a href="{escape(url)}">[{number}]</a>'
        case Strong(text):
            return f"<b>{escape(text)}</b>"
        case Emphasis(text):
            return f"<i>{escape(text)}</i>"
        case _:
            return escape(str(span))
