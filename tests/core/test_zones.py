"""Time zones as people name them."""

from __future__ import annotations

import zoneinfo
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.search import normalise
from bot.core.zone_names import COMMON_NAMES, COUNTRIES_TOO, POPULAR
from bot.core.zone_tables import zone_ids
from bot.core.zones import (
    find_zones,
    read_zone,
    suggest_zones,
    zone_label,
    zone_named,
)
from bot.errors import BadInput

WINTER = datetime(2026, 1, 15, 12, tzinfo=UTC)
SUMMER = datetime(2026, 7, 15, 12, tzinfo=UTC)
DISCORD_LIMIT = 100  # characters of a suggestion's label, and of its value


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        # Ids, in any case, with spaces; old ones become the new
        ("Europe/Berlin", "Europe/Berlin"),
        ("europe/BERLIN", "Europe/Berlin"),
        ("america/new york", "America/New_York"),
        ("America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires"),
        ("Asia/Calcutta", "Asia/Kolkata"),
        ("Europe/Kiev", "Europe/Kyiv"),
        ("US/Pacific", "America/Los_Angeles"),
        ("Europe/Oslo", "Europe/Oslo"),
        ("Etc/UTC", "UTC"),
        ("zulu", "UTC"),
        ("NZ", "Pacific/Auckland"),
        ("W-SU", "Europe/Moscow"),
        # Cities
        ("berlin", "Europe/Berlin"),
        (" New York ", "America/New_York"),
        ("new_york", "America/New_York"),
        ("kyiv", "Europe/Kyiv"),
        ("kiev", "Europe/Kyiv"),
        ("Київ", "Europe/Kyiv"),
        ("baku", "Asia/Baku"),
        ("Bakı", "Asia/Baku"),
        ("yerevan", "Asia/Yerevan"),
        ("Երևան", "Asia/Yerevan"),
        ("tbilisi", "Asia/Tbilisi"),
        ("stepanavan", None),
        ("são paulo", "America/Sao_Paulo"),
        ("St. John's", "America/St_Johns"),
        ("Berlin, Germany", "Europe/Berlin"),
        ("Knox, Indiana, United States", "America/Indiana/Knox"),
        ("Mumbai", "Asia/Kolkata"),
        ("saigon", "Asia/Ho_Chi_Minh"),
        ("ankara", "Europe/Istanbul"),
        ("Tel Aviv", "Asia/Jerusalem"),
        ("San Francisco", "America/Los_Angeles"),
        # Provinces, names and abbreviations
        ("California", "America/Los_Angeles"),
        ("Queensland", "Australia/Brisbane"),
        ("Central European Time", "Europe/Berlin"),
        ("central european summer time", "Europe/Berlin"),
        ("CET", "Europe/Berlin"),
        ("Eastern", "America/New_York"),
        ("Eastern Standard Time", "America/New_York"),
        ("EST", "America/New_York"),
        ("Pacific", "America/Los_Angeles"),
        ("Moscow time", "Europe/Moscow"),
        ("India Standard Time", "Asia/Kolkata"),
        ("UTC", "UTC"),
        ("Coordinated Universal Time", "UTC"),
        # Offsets, which have their sign the wrong way round in ids alone
        ("GMT+4", "Etc/GMT-4"),
        ("utc +04:00", "Etc/GMT-4"),
        ("+4", "Etc/GMT-4"),
        ("UTC−5", "Etc/GMT+5"),
        ("Etc/GMT+4", "Etc/GMT+4"),
        ("Etc/GMT-4", "Etc/GMT-4"),
        ("GMT+0", "UTC"),
        ("UTC-00:00", "UTC"),
        ("UTC+14", "Etc/GMT-14"),
        ("-3:30", "America/St_Johns"),
        # Countries whose clocks agree
        ("Armenia", "Asia/Yerevan"),
        ("azerbaijan", "Asia/Baku"),
        ("Germany", "Europe/Berlin"),
        ("the Netherlands", "Europe/Amsterdam"),
        ("Türkiye", "Europe/Istanbul"),
        ("Turkey", "Europe/Istanbul"),
        ("Iceland", "Atlantic/Reykjavik"),
        ("Singapore", "Asia/Singapore"),
        ("South Korea", "Asia/Seoul"),
        ("Burma Myanmar", "Asia/Yangon"),
        ("UK", "Europe/London"),
        ("Côte d’Ivoire", "Africa/Abidjan"),
        ("GMT+15", None),
        ("Mars", None),
        ("", None),
        ("?", None),
    ],
)
def test_a_name_of_one_zone(typed: str, zone: str | None):
    assert find_zones(typed, WINTER) == ((zone,) if zone else ())


@pytest.mark.parametrize(
    ("typed", "zones"),
    [
        ("IST", {"Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem"}),
        ("CST", {"America/Chicago", "Asia/Shanghai", "America/Havana"}),
        ("BST", {"Europe/London", "Asia/Dhaka", "Pacific/Bougainville"}),
        ("AMT", {"Asia/Yerevan", "America/Manaus"}),
        ("GMT", {"UTC", "Europe/London"}),
        ("MST", {"America/Denver", "America/Phoenix"}),
        ("Georgia", {"Asia/Tbilisi", "America/New_York"}),
        ("Korea", {"Asia/Seoul", "Asia/Pyongyang"}),
        ("San Juan", {"America/Argentina/San_Juan", "America/Puerto_Rico"}),
        ("+5:30", {"Asia/Kolkata", "Asia/Colombo"}),
        ("Ukraine", {"Europe/Kyiv", "Europe/Simferopol"}),
        ("Spain", {"Europe/Madrid", "Atlantic/Canary"}),
        ("Portugal", {"Europe/Lisbon", "Atlantic/Azores"}),
    ],
)
def test_a_name_of_several_zones(typed: str, zones: set[str]):
    found = find_zones(typed, WINTER)

    assert set(found) == zones
    assert len(found) == len(zones)


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Russia", "Europe/Moscow"),
        ("USA", "America/New_York"),
        ("Ukraine", "Europe/Kyiv"),
        ("Brazil", "America/Sao_Paulo"),
        ("Australia", "Australia/Sydney"),
        ("China", "Asia/Shanghai"),
        ("Mexico", "America/Mexico_City"),
    ],
)
def test_the_main_zones_of_a_country_come_before_the_others(typed: str, zone: str):
    assert zone in find_zones(typed, WINTER)[:4]


def test_an_offset_in_odd_minutes_means_the_places_that_have_it_at_the_time():
    assert "Asia/Tehran" in find_zones("+3:30", WINTER)
    assert find_zones("UTC-02:30", WINTER) == ()
    assert find_zones("UTC-02:30", SUMMER) == ("America/St_Johns",)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("Europe/Kiiv", "“Europe/Kiiv” is no time zone; did you mean Europe/Kyiv?"),
        ("yerewan", "“yerewan” is no time zone; did you mean Asia/Yerevan?"),
        ("Germny", "“Germny” is no time zone; did you mean Europe/Berlin?"),
        (
            "qqqq",
            "“qqqq” is no time zone; write a city such as Berlin, or an id such as Europe/Berlin.",
        ),
        (
            "BST",
            "“BST” can mean Europe/London, Asia/Dhaka or Pacific/Bougainville; choose one of them.",
        ),
        (
            "Russia",
            "“Russia” can mean Europe/Moscow, Europe/Kaliningrad, Europe/Astrakhan, "
            "Asia/Yekaterinburg or 7 more; choose one of them.",
        ),
    ],
)
def test_what_names_no_single_zone_is_told_in_a_sentence(typed: str, sentence: str):
    with pytest.raises(BadInput) as refusal:
        read_zone(typed, WINTER)

    assert str(refusal.value) == sentence


def test_a_name_of_one_zone_is_read():
    assert read_zone("tbilisi", WINTER) == "Asia/Tbilisi"


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


def test_the_tables_of_names_hold_only_what_tzdata_knows():
    assert COMMON_NAMES.keys() <= zone_ids()
    assert set(POPULAR) <= zone_ids()
    assert len(set(POPULAR)) == len(POPULAR) == 25
    iso = (files("tzdata") / "zoneinfo" / "iso3166.tab").read_text("utf-8")
    assert all(f"\n{code}\t" in iso for code in COUNTRIES_TOO)


@pytest.mark.parametrize(("zone", "names"), COMMON_NAMES.items())
def test_every_common_name_finds_its_zone(zone: str, names: str):
    for name in names.split(", "):
        assert normalise(name)
        assert zone in find_zones(name, WINTER), name


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


@given(st.text(max_size=80))
def test_any_text_finds_known_zones_or_none(text: str):
    assert set(find_zones(text, WINTER)) <= zone_ids()
    for label, zone in suggest_zones(text, WINTER):
        assert zone in zone_ids()
        assert 0 < len(label) <= DISCORD_LIMIT


def test_a_long_text_is_not_told_back_in_full():
    with pytest.raises(BadInput) as refusal:
        read_zone("x" * 5_000, WINTER)

    assert len(str(refusal.value)) < 200
