"""A pack as data for other programs."""

from __future__ import annotations

from html import escape
from typing import Any

import msgspec

from bot.core.edtf import OPEN, Edtf
from bot.core.pack import Claim, Event, Pack, Record


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
    scope = f"<p>{escape(pack.header.scope)}</p>"
    return {
        "title": {"text": {"headline": pack.header.title, "text": scope}},
        "events": [_slide(pack, event) for event in pack.chronicle],
    }


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
    start, _, end = event.when.text.partition("/")
    slide = {
        "start_date": _date(start),
        "text": {
            "headline": escape(event.title),
            "text": "".join(_paragraph(pack, claim) for claim in event.claims),
        },
        "group": event.kind,
        "unique_id": event.id,
    }
    return slide | ({"end_date": _date(end)} if end not in OPEN else {})


def _date(text: str) -> dict[str, int]:
    parts = (int(part) for part in text.rstrip("~?%").split("-"))
    return dict(zip(("year", "month", "day"), parts, strict=False))


def _paragraph(pack: Pack, claim: Claim) -> str:
    links = "".join(
        f' <a href="{escape(pack.sources[cite].url)}">[{escape(pack.sources[cite].publisher)}]</a>'
        for cite in claim.source_ids()
    )
    positions = "".join(
        f"<br>{escape(position.holder)}: {escape(position.says)}" for position in claim.positions
    )
    return f"<p>{escape(claim.text)}{positions}{links}</p>"
