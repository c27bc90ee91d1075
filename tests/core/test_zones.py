"""Zones to pick from, by their ids and as they are told."""

from __future__ import annotations

import zoneinfo
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from pathlib import Path

import pytest

from bot.core.zone_names import POPULAR
from bot.core.zone_tables import zone_ids
from bot.core.zones import (
    find_zones,
    suggest_zones,
    zone_label,
    zone_named,
)
from bot.errors import BadInput

WINTER = datetime(2026, 1, 15, 12, tzinfo=UTC)
SUMMER = datetime(2026, 7, 15, 12, tzinfo=UTC)
DISCORD_LIMIT = 100  # characters of a suggestion's label, and of its value


def test_before_anything_is_typed_popular_zones_are_offered():
    offered = suggest_zones("", WINTER)

    assert [zone for _, zone in offered] == list(POPULAR)
    assert len(offered) == 25
    assert ("Yerevan, Armenia, UTC+04:00", "Asia/Yerevan") in offered
    assert suggest_zones(" ?", WINTER) == offered


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("ber", "Europe/Berlin"),
        ("yor", "America/New_York"),
        ("caledonia", "Pacific/Noumea"),
        ("arm", "Asia/Yerevan"),
        ("central euro", "Europe/Berlin"),
        ("mumb", "Asia/Kolkata"),
        ("kiyv", "Europe/Kyiv"),
        ("azerbaidjan", "Asia/Baku"),
        ("Europe/Ber", "Europe/Berlin"),
        ("GMT+4", "Asia/Yerevan"),
        ("CST", "Asia/Shanghai"),
    ],
)
def test_zones_are_offered_while_a_name_is_typed(typed: str, zone: str):
    assert zone in [offered for _, offered in suggest_zones(typed, WINTER)]


def test_an_exact_name_is_offered_first():
    assert suggest_zones("baku", WINTER)[0] == ("Baku, Azerbaijan, UTC+04:00", "Asia/Baku")
    assert suggest_zones("GMT+4", WINTER)[0] == ("UTC+04:00 all year", "Etc/GMT-4")


def test_no_more_zones_are_offered_than_asked_for():
    assert len(suggest_zones("a", WINTER)) == 25
    assert len(suggest_zones("a", WINTER, limit=3)) == 3


@pytest.mark.parametrize(
    ("zone", "winter", "summer"),
    [
        ("Europe/Berlin", "Berlin, Germany, UTC+01:00", "Berlin, Germany, UTC+02:00"),
        ("America/St_Johns", "St Johns, Canada, UTC-03:30", "St Johns, Canada, UTC-02:30"),
        ("Asia/Singapore", "Singapore, UTC+08:00", "Singapore, UTC+08:00"),
        ("Indian/Reunion", "Réunion, UTC+04:00", "Réunion, UTC+04:00"),
        ("Etc/GMT+5", "UTC-05:00 all year", "UTC-05:00 all year"),
        ("PST8PDT", "PST8PDT, UTC-08:00", "PST8PDT, UTC-07:00"),
        ("UTC", "UTC", "UTC"),
    ],
)
def test_a_label_has_the_place_and_the_offset_at_the_time(zone: str, winter: str, summer: str):
    assert zone_label(zone, WINTER) == winter
    assert zone_label(zone, SUMMER) == summer


def test_every_id_is_found_and_what_is_found_stays_found():
    found = {zone: find_zones(zone, WINTER) for zone in zone_ids()}

    assert all(found.values())
    for each in {zone for zones in found.values() for zone in zones}:
        assert find_zones(each, WINTER) == (each,)
        assert len(zone_label(each, WINTER)) <= DISCORD_LIMIT


def test_an_id_keeps_its_clocks_when_it_is_replaced_by_a_newer_one():
    for zone in zone_ids():
        if "/" in zone:
            [found] = find_zones(zone, WINTER)
            for month in range(12):
                then = WINTER + timedelta(days=30 * month)
                clocks = [then.astimezone(zone_named(each)).utcoffset() for each in (zone, found)]
                assert clocks[0] == clocks[1], zone


def test_the_rules_are_those_of_the_package_and_not_of_the_system(tmp_path: Path):
    (tmp_path / "Europe").mkdir()
    wrong = (files("tzdata") / "zoneinfo" / "Asia" / "Tokyo").read_bytes()
    (tmp_path / "Europe" / "Berlin").write_bytes(wrong)
    zone_named.cache_clear()
    before = zoneinfo.TZPATH
    zoneinfo.reset_tzpath((str(tmp_path),))
    try:
        zone = zone_named("Europe/Berlin")
    finally:
        zoneinfo.reset_tzpath(before)

    assert WINTER.astimezone(zone).utcoffset() == timedelta(hours=1)
    assert zone.key == "Europe/Berlin"


@pytest.mark.parametrize("name", ["berlin", "Europe/berlin", "../zones", "/etc/passwd", "Factory"])
def test_only_an_exact_id_opens_a_zone(name: str):
    with pytest.raises(BadInput, match="is no time zone"):
        zone_named(name)
