"""What a report may say, how many there may be, and what it is about."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.card import Route, parse_route
from bot.core.report import Subject, read_subject, report_id, subject_args
from bot.core.report_rules import (
    LONGEST_SOURCE,
    check_source,
    check_wrong,
    cleaned,
    host_of,
    refuse_too_many,
)
from bot.errors import BadInput

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
WHY = Subject(Route("why", ("coria", "alba", "1999")))
WRONG = "The base closed in 2002."


@pytest.mark.parametrize(
    "subject",
    [
        WHY,
        Subject(Route("about")),
        Subject(Route("timeline", ("", "", "", "war"))),
        Subject(Route("explainer", ("x" * 48,)), date(2026, 11, 24)),
    ],
)
def test_a_subject_survives_a_button(subject: Subject):
    pressed = parse_route(str(Route("report-submit", subject_args(subject))))

    assert pressed is not None
    assert read_subject(pressed.args) == subject


@pytest.mark.parametrize(
    "card",
    [
        Route("alliance", ("a" * 24, "b" * 24, "2020-09-27~/2020-11-10~")),
        Route("timeline", ("a" * 24, "2020-09-27~/2020-11-10~", "2020-09-27~/2020-11-10~", "war")),
    ],
)
def test_a_subject_too_long_for_a_button_loses_what_narrows_it(card: Route):
    shortened = read_subject(subject_args(Subject(card))).card

    assert len(f"v1:{Route('report-submit', subject_args(Subject(card)))}") <= 100
    assert shortened.kind == card.kind
    assert shortened.args[0] == card.args[0]
    assert len(shortened.args) == len(card.args)
    assert shortened.args[-1] == ""


def test_even_one_that_no_card_has_is_shortened_to_an_end():
    assert subject_args(Subject(Route("k" * 90, ("x",)))) == ("", "k" * 90, "")


@pytest.mark.parametrize("args", [(), ("2026-11-24",), ("someday", "why", "a")])
def test_a_button_without_a_subject_gets_a_sentence(args):
    with pytest.raises(BadInput, match="from another version of me"):
        read_subject(args)


def test_the_same_text_about_the_same_card_is_the_same_report():
    one = report_id("discord:1", "small", WHY, WRONG, None)
    dated = Subject(WHY.card, date(2026, 11, 24))

    assert report_id("discord:1", "small", dated, " the  base closed\nin 2002. ", None) == one


@pytest.mark.parametrize(
    "other",
    [
        ("discord:2", "small", WHY, WRONG, None),
        ("discord:1", "large", WHY, WRONG, None),
        ("discord:1", "small", Subject(Route("about")), WRONG, None),
        ("discord:1", "small", WHY, "The base closed in 2003.", None),
        ("discord:1", "small", WHY, WRONG, "https://example.org"),
    ],
)
def test_anything_else_is_another_report(other):
    assert report_id("discord:1", "small", WHY, WRONG, None) != report_id(*other)


@pytest.mark.parametrize("length", [10, 1000])
def test_what_is_wrong_may_have_10_to_1000_characters(length: int):
    assert check_wrong(f" {'é' * length}\n") == "é" * length


@pytest.mark.parametrize(
    ("text", "has"), [("", "0"), ("wrong", "5"), (" " * 20, "0"), ("x" * 1001, "1,001")]
)
def test_anything_shorter_or_longer_is_told_its_length(text: str, has: str):
    with pytest.raises(BadInput, match=f"in 10 to 1,000 characters; this has {has}"):
        check_wrong(text)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("a\r\nb\rc\td", "a\nb\nc d"),
        ("a\n\n \n\nb", "a\n\nb"),
        ("\x1b[31mred\x00\ud800", "[31mred"),
        ("left \u202eright\u2066", "left right"),
        ("Ղարաբաղ می\u200cخواهم 👩\u200d👧", "Ղարաբաղ می\u200cخواهم 👩\u200d👧"),
    ],
)
def test_what_cannot_be_seen_is_taken_out(text: str, kept: str):
    assert cleaned(text) == kept


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text: str):
    assert cleaned(cleaned(text)) == cleaned(text)


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("", None),
        ("  ", None),
        (" https://example.org/a?b=c#d ", "https://example.org/a?b=c#d"),
        ("http://пример.рф/путь", "http://пример.рф/путь"),
        ("https://en.wikipedia.org/wiki/A_(b)", "https://en.wikipedia.org/wiki/A_(b)"),
        ("https://example.org:8443/", "https://example.org:8443/"),
    ],
)
def test_a_source_is_an_address_or_nothing(text: str, source: str | None):
    assert check_source(text) == source


@pytest.mark.parametrize(
    "text",
    [
        "see the archive",
        "example.org/page",
        "ftp://example.org/file",
        "javascript:alert(1)//example.org",
        "https://",
        "https://localhost/x",
        "https://bank.example@example.org/",
        "https://example.org:port/",
        "https://[::1/",
        "https://example.org/a b",
        "https://example.org/<#1>",
        "https://example.org/ and https://example.com/",
    ],
)
def test_anything_else_is_no_source(text: str):
    assert host_of(text) is None
    with pytest.raises(BadInput, match="has to be one web address"):
        check_source(text)


def test_a_source_has_at_most_500_characters():
    address = "https://example.org/".ljust(LONGEST_SOURCE, "x")

    assert check_source(address) == address
    with pytest.raises(BadInput, match="at most 500 characters; this has 501"):
        check_source(f"{address}x")


def before(*minutes: int) -> list[datetime]:
    return sorted(NOW - timedelta(minutes=ago) for ago in minutes)


@pytest.mark.parametrize(
    "earlier",
    [
        [],
        before(1, 2),
        before(1, 2, 60),
        before(*range(100, 1000, 100)),
        before(*range(100, 1000, 100), 1440),
    ],
)
def test_up_to_three_an_hour_and_ten_a_day_are_taken(earlier: list[datetime]):
    refuse_too_many(earlier, NOW)


@pytest.mark.parametrize(
    ("earlier", "sentence"),
    [
        (before(1, 2, 59), "3 reports an hour here; your next one is possible in 60 seconds."),
        (before(0, 0, 0), "3 reports an hour here; your next one is possible in 60 minutes."),
        (before(1, 2, 25, 50), "3 reports an hour here; your next one is possible in 35 minutes."),
        (before(*range(70, 170, 10)), "10 reports a day here; your next one is possible in 22 hou"),
        (before(1, 2, 3, *range(70, 140, 10)), "10 reports a day here; your next one is possible"),
        (before(1, 2, 3, *range(1433, 1440)), "3 reports an hour here; your next one is possible"),
    ],
)
def test_more_have_to_wait_for_as_long_as_it_says(earlier: list[datetime], sentence: str):
    with pytest.raises(BadInput) as refusal:
        refuse_too_many(earlier, NOW)

    assert f"Everybody can send {sentence}" in str(refusal.value)
