"""What happened: one event, a stretch of time, a day of the year."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.cards.plain import body, to_text
from bot.cards.timeline import (
    event_card,
    on_this_day_card,
    read_month_and_day,
    timeline_card,
)
from bot.core.card import Item, Route
from bot.core.edtf import parse_edtf
from bot.core.pack import Pack
from tests.editing import edited, extended


def test_an_event_is_told_with_its_date_place_kind_and_claims(small_pack: Pack):
    assert to_text(event_card(small_pack, "pact-signed")).startswith(
        "Coria and Alba sign a pact\n\n"
        "2 May 1990 · Albaville\n"
        "- Coria and Alba signed a pact on 2 May 1990. [1] [2]\n"
    )


def test_an_event_without_a_place_is_told_without_it(small_pack: Pack):
    assert body(event_card(small_pack, "talks-fail")).startswith("May 2001\n")


def test_a_contested_event_shows_every_position(small_pack: Pack):
    card = event_card(small_pack, "lowlands-war")

    assert (
        "- Contested: Who fired first is disputed.\n"
        "    - Alba: Berga fired first. [1]\n"
        "    - Berga: Alba fired first. [2]\n"
    ) in body(card)
    assert card.contested


def test_an_event_leads_to_the_relations_it_bears_on_and_to_its_actors(small_pack: Pack):
    buttons = event_card(small_pack, "pact-signed").buttons

    assert [(button.label, str(button.opens)) for button in buttons] == [
        ("Coria and Alba", "why:coria:alba::0"),
        ("Coria", "actor:coria:0"),
        ("Alba", "actor:alba:0"),
        ("Sources", "sources:pact-signed:0"),
    ]


def test_an_event_has_no_more_buttons_than_a_row_holds(breakable_pack: Path):
    pack = edited(
        breakable_pack, "timeline.yaml", "actors: [coria, alba]",
        "actors: [coria, alba, berga, dovia, estra]",
    )  # fmt: skip

    assert len(event_card(pack, "pact-signed").buttons) == 5


def test_the_whole_timeline_goes_from_the_oldest_on(small_pack: Pack):
    card = timeline_card(small_pack)

    assert to_text(card).startswith(
        "Timeline — The Alba-Berga dispute\n\n"
        "3 events, oldest first.\n"
        "- 20 February 1988 to 1 April 1988 — The Lowlands war [1] [2]\n"
        "- 2 May 1990 — Coria and Alba sign a pact [3] [2]\n"
        "- May 2001 — Talks fail [2]\n"
    )


def test_a_timeline_says_what_it_was_narrowed_to(small_pack: Pack):
    card = timeline_card(
        small_pack, "coria", parse_edtf("1990"), parse_edtf("1990-12"), kind="treaty"
    )

    assert card.title == "Timeline — Coria"
    assert body(card).startswith(
        "1 event (kind: treaty, not before 1990, not after December 1990).\n- 2 May"
    )
    assert card.buttons[0].opens == Route("actor", ("coria",))
    assert card.route == Route("timeline", ("coria", "1990", "1990-12", "treaty"))


def test_a_timeline_with_nothing_in_it_says_what_to_try(small_pack: Pack):
    text = body(timeline_card(small_pack, "estra"))

    assert text.startswith("0 events, oldest first.\nNothing in this pack fits. Try a longer")


def test_every_entry_of_a_timeline_opens_its_event(small_pack: Pack):
    items = [block for block in timeline_card(small_pack).blocks if isinstance(block, Item)]

    assert [item.option.opens for item in items if item.option] == [
        Route("event", ("lowlands-war",)),
        Route("event", ("pact-signed",)),
        Route("event", ("talks-fail",)),
    ]


def test_a_day_of_the_year_brings_its_anniversaries(small_pack: Pack):
    card = on_this_day_card(small_pack, date(2026, 5, 2))

    assert card.title == "On this day — 2 May"
    assert body(card).startswith("- 2 May 1990 — Coria and Alba sign a pact")
    assert card.route == Route("onthisday", ("05-02",))


@pytest.mark.parametrize(
    ("day", "following"),
    [
        (date(2026, 1, 1), "The Lowlands war"),
        (date(2026, 2, 21), "The Lowlands war"),
        (date(2026, 4, 2), "Coria and Alba sign a pact"),
        (date(2026, 5, 3), "The Lowlands war"),
        (date(2024, 2, 29), "The Lowlands war"),
        (date.max, "The Lowlands war"),
        (date.min, "The Lowlands war"),
    ],
)
def test_a_day_without_anniversaries_brings_the_next(small_pack: Pack, day: date, following: str):
    text = body(on_this_day_card(small_pack, day))

    assert text.startswith("This pack has nothing on this day of the year.\nNext:\n- ")
    assert following in text


def test_an_anniversary_on_a_leap_day_is_next_in_every_year(breakable_pack: Path):
    pack = edited(breakable_pack, "timeline.yaml", "when: 2001-05\n", "when: 1992-02-29\n")

    text = body(on_this_day_card(pack, date(2023, 2, 28)))

    assert "Next:\n- 29 February 1992 — Talks fail" in text


def test_a_pack_without_exact_days_has_no_next_anniversary(breakable_pack: Path):
    (breakable_pack / "timeline.yaml").unlink()
    pack = extended(breakable_pack, "timeline.yaml", "[]\n")

    text = body(on_this_day_card(pack, date(2026, 5, 2)))

    assert "nothing on this day" in text
    assert "Next:" not in text


def test_every_day_of_the_year_has_a_card(real_pack: Pack):
    for ahead in range(366):
        day = date(2024, 1, 1) + timedelta(days=ahead)
        text = body(on_this_day_card(real_pack, day))

        assert "Next:" in text or not text.startswith("This pack has nothing")


def test_a_button_of_any_year_means_the_day_of_every_year():
    assert read_month_and_day("02-29") == date(2000, 2, 29)
    with pytest.raises(ValueError, match="day"):
        read_month_and_day("02-30")
