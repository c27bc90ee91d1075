"""Time zones as people name them."""

from __future__ import annotations

from datetime import UTC, datetime
from importlib.resources import files

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
