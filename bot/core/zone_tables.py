"""What the tzdata package says of zones: ids, countries, aliases."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class Row(NamedTuple):
    """A line of `zone.tab`: each is one country's part of a zone, by an id of its own."""

    zone: str
    country: str
    areas: str


@cache
def zone_ids() -> frozenset[str]:
    """Every id in tzdata, aliases included."""
    return frozenset((files("tzdata") / "zones").read_text("utf-8").split()) - {"Factory"}


@cache
def rows() -> dict[str, Row]:
    """By id. Of tzdata's tables this one keeps Oslo and Berlin apart, which agree since 1970."""
    table = (Row(zone, code, "".join(areas)) for code, _, zone, *areas in _table("zone.tab"))
    return {row.zone: row for row in table}


@cache
def countries() -> dict[str, str]:
    """Names by ISO 3166 code."""
    return dict(_table("iso3166.tab"))


@cache
def links() -> dict[str, str]:
    """Old ids and other aliases, with the id each stands for."""
    lines = (line.split() for line in _text("tzdata.zi").splitlines() if line.startswith("L "))
    return {alias: target for _, target, alias in lines}


def _table(name: str) -> Iterator[list[str]]:
    return (line.split("\t") for line in _text(name).splitlines() if not line.startswith("#"))


def _text(name: str) -> str:
    return (files("tzdata") / "zoneinfo" / name).read_text("utf-8")
