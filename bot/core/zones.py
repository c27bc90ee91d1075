"""Time zones as people name them: by id, city, country, province, abbreviation or offset.

Ids, countries and old names come from the tzdata package, and so do the rules: `zoneinfo` alone
would prefer the system's files, which may be years older and lack the old names.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from functools import cache
from importlib.resources import files
from itertools import islice
from zoneinfo import ZoneInfo

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from bot.core.listing import listed
from bot.core.search import has_word_starting, normalise, without_article
from bot.core.zone_names import COMMON_NAMES, COUNTRIES_TOO, POPULAR
from bot.core.zone_tables import countries, links, rows, zone_ids
from bot.errors import BadInput

LONGEST = 60  # characters of what was typed that are read and told back
LIKENESS = 0.7  # of 1, which is the same; below it a near miss is noise
NEAR_MISSES, EXAMPLES = 5, 4
UNIVERSAL, SAME_AS_UNIVERSAL = "UTC", ("Etc/UTC", "Etc/GMT")
FIXED = "Etc/GMT"  # followed by the offset with its sign the wrong way round: +4 is west
# Where the last part of an old name is a city; US/Eastern and Australia/North are others.
REGIONS = ("Africa", "America", "Antarctica", "Asia", "Atlantic", "Europe", "Indian", "Pacific")
TIME = re.compile(r"( (standard|daylight|summer|winter))? time$")
OFFSET = re.compile(r"(?:utc|gmt)?\s*([+\-−–])\s*(\d{1,2})(?::?([0-5]\d))?")
QUALIFIED = re.compile(r"(.+) \((.+)\)")  # Korea (South), Myanmar (Burma)
HOUR, WEEK, WEEKS = timedelta(hours=1), timedelta(weeks=1), 53
WESTMOST, EASTMOST = -12 * HOUR, 14 * HOUR


@cache
def zone_named(zone_id: str) -> ZoneInfo:
    """The zone with exactly this id.

    Raises:
        BadInput: there is none.
    """
    if zone_id not in zone_ids():
        raise _unknown(zone_id)
    with (files("tzdata") / "zoneinfo" / zone_id).open("rb") as file:
        return ZoneInfo.from_file(file, key=zone_id)


def read_zone(typed: str, now: datetime) -> str:
    """The id of the one zone that *typed* names.

    Raises:
        BadInput: it names none, or several.
    """
    zones = find_zones(typed, now)
    if not zones:
        raise _unknown(typed)
    if len(zones) > 1:
        raise BadInput(f"“{typed.strip()}” can mean {_any_of(zones)}; choose one of them.")
    return zones[0]


def find_zones(typed: str, now: datetime) -> tuple[str, ...]:
    """The ids of all zones that *typed* names, likeliest first; misspellings are not mended.

    Zones of one country whose clocks agree from *now* on for a year count as one.
    """
    key = _key(typed)
    names = _names()
    found = (
        _by_id(typed) or _by_offset(typed, now) or names.get(key) or names.get(TIME.sub("", key))
    )
    return tuple(_distinct(found or (), now))


def suggest_zones(typed: str, now: datetime, limit: int = 25) -> list[tuple[str, str]]:
    """Zones to offer while *typed* is typed, best first: a label with the offset *now*, the id."""
    zones = dict.fromkeys(_fitting(typed, now) if _key(typed) else POPULAR)
    return [(zone_label(zone, now), zone) for zone in islice(zones, limit)]


def zone_label(zone: str, now: datetime) -> str:
    """Such as "Berlin, Germany, UTC+01:00"; the offset is that of *now*."""
    if zone == UNIVERSAL:
        return UNIVERSAL
    offset = now.astimezone(zone_named(zone)).isoformat(timespec="minutes")[-len("+00:00") :]
    return f"UTC{offset} all year" if zone.startswith(FIXED) else f"{_place(zone)}, UTC{offset}"


def _fitting(typed: str, now: datetime) -> Iterator[str]:
    yield from find_zones(typed, now)
    offset = _offset(typed)
    if offset is not None:
        yield from _with_offset(offset, now)
        return
    key = _key(typed)
    for begun in (str.startswith, has_word_starting):
        for name, zones in _names().items():
            if begun(name, key):
                yield from _distinct(zones, now)
    yield from _distinct(_near(typed), now)


def _key(typed: str) -> str:
    return without_article(normalise(typed[:LONGEST]))


def _by_id(typed: str) -> tuple[str, ...]:
    """Only ids with a slash, in any case: people mean other zones by EST than tzdata does."""
    zone = _folded_ids().get(typed.strip().casefold().replace(" ", "_"))
    return (_current(zone),) if zone else ()


def _by_offset(typed: str, now: datetime) -> tuple[str, ...]:
    """The zone that always has the offset, or for odd minutes the places that have it *now*."""
    offset = _offset(typed)
    if offset is None:
        return ()
    hours, odd = divmod(offset, HOUR)
    if odd:
        return tuple(_with_offset(offset, now))
    return (f"{FIXED}{-hours:+}" if hours else UNIVERSAL,)


def _offset(typed: str) -> timedelta | None:
    """What "GMT+4", "utc -3:30" or "+0530" says, east of Greenwich."""
    match = OFFSET.fullmatch(typed.strip().casefold())
    if match is None:
        return None
    sign, hours, minutes = match.groups(default="0")
    offset = timedelta(hours=int(hours), minutes=int(minutes)) * (1 if sign == "+" else -1)
    return offset if WESTMOST <= offset <= EASTMOST else None


def _with_offset(offset: timedelta, now: datetime) -> Iterator[str]:
    zones = dict.fromkeys((*POPULAR, *rows()))
    return (zone for zone in zones if now.astimezone(zone_named(zone)).utcoffset() == offset)


def _distinct(zones: Sequence[str], now: datetime) -> Sequence[str]:
    """*zones* less those whose clocks will agree with an earlier one of the same country."""
    if len(zones) < 2:
        return zones
    kept: dict[object, str] = {}
    for zone in zones:
        row = rows().get(zone)
        kept.setdefault((row.country, _year_of_offsets(zone, now)) if row else zone, zone)
    return list(kept.values())


def _year_of_offsets(zone: str, now: datetime) -> tuple[timedelta | None, ...]:
    clock = zone_named(zone)
    return tuple((now + WEEK * week).astimezone(clock).utcoffset() for week in range(WEEKS))


def _near(typed: str) -> list[str]:
    """The zones whose names are spelt most like *typed*."""
    names = _names()
    found = process.extract(
        _key(typed),
        names.keys(),
        scorer=DamerauLevenshtein.normalized_similarity,
        score_cutoff=LIKENESS,
        limit=NEAR_MISSES,
    )
    return [zone for name, _, _ in found for zone in names[name]]


def _unknown(typed: str) -> BadInput:
    near = _near(typed)
    advice = (
        f"did you mean {near[0]}?"
        if near
        else "write a city such as Berlin, or an id such as Europe/Berlin."
    )
    return BadInput(f"“{typed.strip()[:LONGEST]}” is no time zone; {advice}")


def _any_of(zones: tuple[str, ...]) -> str:
    more = len(zones) - EXAMPLES
    return listed([*zones[:EXAMPLES], *([f"{more} more"] if more > 0 else [])], "or")


def _place(zone: str) -> str:
    """Such as "Berlin, Germany", "Knox, Indiana, United States", "Singapore"."""
    row = rows().get(zone)
    if row is None:
        return zone
    parts = (part.replace("_", " ") for part in zone.split("/")[:0:-1])
    unlike = {normalise(part): part for part in (*parts, countries()[row.country])}
    return ", ".join(unlike.values())


@cache
def _names() -> dict[str, tuple[str, ...]]:
    """Every name, normalised, with its zones; the order is that of suggestions."""
    names: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for name, zone in _current_names():
        names[_key(name)][zone] = None
    for name, zone in _old_names():
        if _key(name) not in names:
            names[_key(name)][zone] = None
    return {name: tuple(zones) for name, zones in names.items()}


def _current_names() -> Iterator[tuple[str, str]]:
    for zone in rows():
        yield zone.rpartition("/")[2], zone
    for code, country in countries().items():
        for zone in _zones_of(code):
            yield from ((name, zone) for name in (*_variants(country), *_more_names(code)))
    for zone, names in COMMON_NAMES.items():
        yield from ((name, zone) for name in names.split(", "))
    for zone in rows():
        yield _place(zone), zone
        yield zone, zone


def _old_names() -> Iterator[tuple[str, str]]:
    for zone in sorted(zone_ids() - rows().keys()):
        region, _, city = zone.partition("/")
        if region in REGIONS:
            yield city, _current(zone)
        if region != "Etc":
            yield zone, _current(zone)


def _variants(country: str) -> tuple[str, ...]:
    """Korea (South) is also Korea and South Korea."""
    match = QUALIFIED.fullmatch(country)
    return (match[1], f"{match[2]} {match[1]}") if match else (country,)


def _more_names(code: str) -> list[str]:
    return COUNTRIES_TOO[code].split(", ") if code in COUNTRIES_TOO else []


def _zones_of(country: str) -> list[str]:
    """The main zones first, so far as the table tells ("most areas")."""
    found = [row for row in rows().values() if row.country == country]
    found.sort(key=lambda row: (row.zone not in POPULAR, "most" not in row.areas))
    return [row.zone for row in found]


def _current(zone: str) -> str:
    """The id in use for an old one: tzdata links both what was renamed and what now agrees."""
    target = zone if zone in rows() else links().get(zone, zone)
    return UNIVERSAL if target in SAME_AS_UNIVERSAL else target


@cache
def _folded_ids() -> dict[str, str]:
    return {zone.casefold(): zone for zone in zone_ids() if "/" in zone}
