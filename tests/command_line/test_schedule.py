"""`bedfellows schedule` as it is typed on a terminal."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from tests.command_line.test_commands import bedfellows


def in_json(*words: str) -> list[dict[str, str]]:
    done = bedfellows("schedule", *words, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    return json.loads(done.stdout)


def test_local_and_utc_instants_over_a_clock_change_as_json():
    found = in_json(
        *("--at", "02:30", "--zone", "Europe/Berlin", "--days", "mon-sun"),
        *("--from", "2026-03-27", "--count", "5"),
    )

    assert found == [
        {"local": "2026-03-27T02:30:00+01:00", "utc": "2026-03-27T01:30:00Z"},
        {"local": "2026-03-28T02:30:00+01:00", "utc": "2026-03-28T01:30:00Z"},
        {"local": "2026-03-29T03:00:00+02:00", "utc": "2026-03-29T01:00:00Z"},
        {"local": "2026-03-30T02:30:00+02:00", "utc": "2026-03-30T00:30:00Z"},
        {"local": "2026-03-31T02:30:00+02:00", "utc": "2026-03-31T00:30:00Z"},
    ]


def test_as_text_a_skipped_time_is_pointed_out():
    done = bedfellows(
        *("schedule", "--at", "02:30", "--zone", "Europe/Berlin", "--from", "2026-03-28"),
        *("--count", "2"),
    )

    assert done.returncode == 0
    assert done.stdout.splitlines() == [
        "Sat 2026-03-28T02:30:00+01:00  2026-03-28T01:30:00Z",
        "Sun 2026-03-29T03:00:00+02:00  2026-03-29T01:00:00Z  (the clocks skip 02:30)",
    ]


def test_the_first_instant_of_the_first_date_counts():
    [first] = in_json("--at", "midnight", "--zone", "UTC", "--from", "2026-05-01", "--count", "1")
    # 00:00 is skipped: the day begins at 01:00, and a time before that fires then.
    [skipped] = in_json(
        "--at", "00:30", "--zone", "beirut", "--from", "29 March 2026", "--count", "1"
    )

    assert first == {"local": "2026-05-01T00:00:00+00:00", "utc": "2026-05-01T00:00:00Z"}
    assert skipped == {"local": "2026-03-29T01:00:00+03:00", "utc": "2026-03-28T22:00:00Z"}


def test_days_and_zone_as_people_write_them():
    found = in_json(
        *("--at", "9 pm", "--zone", "new york", "--days", "weekends"),
        *("--from", "2026-06-01", "--count", "3"),
    )

    assert [instant["local"] for instant in found] == [
        "2026-06-06T21:00:00-04:00",
        "2026-06-07T21:00:00-04:00",
        "2026-06-13T21:00:00-04:00",
    ]


def test_an_exact_id_is_taken_as_tzdata_means_it():
    """EST is New York's for people, but Panama's for tzdata: no summer time."""
    [found] = in_json("--at", "9", "--zone", "EST", "--from", "2026-07-01", "--count", "1")

    assert found["local"] == "2026-07-01T09:00:00-05:00"


def test_by_default_five_days_from_now_on():
    before = datetime.now(UTC)

    found = [datetime.fromisoformat(each["utc"]) for each in in_json("--at", "9", "--zone", "UTC")]

    assert len(found) == 5
    assert 0 <= (found[0] - before).total_seconds() <= 24 * 3600


def test_a_date_past_the_calendar_has_no_firings():
    assert in_json("--at", "9", "--zone", "UTC", "--from", "9999-12-31") == []


def test_a_thousand_firings():
    found = in_json("--at", "9", "--zone", "UTC", "--from", "2026-01-01", "--count", "1000")

    assert len(found) == 1000
    assert found[-1]["utc"] == "2028-09-26T09:00:00Z"


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        (("--at", "25:00"), "“25:00” is no time of day; write it like 9:00, 21:30 or 9 pm."),
        (
            ("--zone", "Europe/Kiiv"),
            "“Europe/Kiiv” is no time zone; did you mean Europe/Kyiv?",
        ),
        (
            ("--zone", "IST"),
            "“IST” can mean Europe/Dublin, Asia/Jerusalem or Asia/Kolkata; choose one of them.",
        ),
        (("--days", "never"), "“never” does not list days of the week; "),
        (("--from", "2026-02-30"), "“2026-02-30” is no date I can read; "),
        (("--from", "2026-03"), "“2026-03” is more than one day; write a day like 2026-03-27."),
    ],
)
def test_bad_input_ends_with_1_and_one_sentence(changed: tuple[str, str], sentence: str):
    done = bedfellows("schedule", "--at", "9", "--zone", "UTC", *changed)

    assert done.returncode == 1
    assert done.stderr.startswith(sentence)
    assert done.stderr.count("\n") == 1
    assert done.stdout == ""


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("--at", "9"),
        ("--zone", "UTC"),
        ("--at", "9", "--zone", "UTC", "--count", "0"),
        ("--at", "9", "--zone", "UTC", "--count", "1001"),
        ("--at", "9", "--zone", "UTC", "--count", "many"),
        ("--at", "9", "--zone", "UTC", "--no-such"),
    ],
)
def test_wrong_usage_ends_with_2(words: tuple[str, ...]):
    done = bedfellows("schedule", *words)

    assert done.returncode == 2
    assert "Usage" in done.stderr
