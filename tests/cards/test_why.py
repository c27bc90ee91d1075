"""Why one actor backs a side, and what is said where it does not."""

from pathlib import Path

import pytest

from bot.cards.plain import body, to_text
from bot.cards.why import why_card
from bot.core.card import Card, Route
from bot.core.edtf import parse_edtf
from bot.core.pack import Pack
from tests.editing import edited


def ask(pack: Pack, backer: str, side: str, on: str = "") -> Card:
    return why_card(pack, backer, side, parse_edtf(on) if on else None)


def first_line(card: Card) -> str:
    return body(card).splitlines()[0]


def test_a_backing_is_answered_with_reasons_limits_and_our_reading(small_pack: Pack):
    card = ask(small_pack, "dovia", "alba")

    assert to_text(card).startswith(
        "Why does Dovia back Alba?\n\nNow: Dovia backs Alba. The tie: medium (aid).\n"
    )
    assert "Reasons\n- Dovia points to kinship. [1]" in body(card)
    assert "Limits and counter-evidence\n- Its aid stayed small. [2]" in body(card)
    assert "Over time, in our reading\n- since 1995 (now) — aligned, medium: aid." in body(card)


def test_a_relation_without_a_puzzle_has_no_reading_of_ours(small_pack: Pack):
    assert "Our reading" not in body(ask(small_pack, "dovia", "alba"))


def test_our_reading_of_today_says_nothing_of_its_date(small_pack: Pack):
    text = body(ask(small_pack, "coria", "alba"))

    assert "Our reading: A guarantor that also deals with the other side." in text


def test_our_reading_beside_an_older_day_says_of_when_it_is(small_pack: Pack):
    text = body(ask(small_pack, "coria", "alba", "1995"))

    assert "Our reading, as of 1 June 2020: A guarantor that also deals" in text


def test_a_day_in_the_past_is_answered_in_the_past_tense(small_pack: Pack):
    card = ask(small_pack, "coria", "alba", "1995")

    assert card.title == "Why did the Corian Union back Alba?"
    assert (
        first_line(card)
        == "At the end of 1995: the Corian Union backed Alba. The tie: strong (arms, base)."
    )


@pytest.mark.parametrize(
    ("on", "verdict"),
    [
        ("", "Now: not clearly. The tie: mixed (mediation)."),
        ("2001-05", "At the end of May 2001: not clearly."),
        ("2001-04-30", "On 30 April 2001: the Corian Union backed Alba."),
        ("1995/1996", "1995 to 1996: the Corian Union backed Alba."),
        ("1995/..", "Since 1995: not clearly."),
        ("2030", "By 1 June 2020: not clearly."),
    ],
)
def test_the_verdict_comes_first_and_says_of_when_it_is(small_pack: Pack, on: str, verdict: str):
    assert first_line(ask(small_pack, "coria", "alba", on)).startswith(verdict)


def test_one_that_no_longer_backs_is_not_asked_why(small_pack: Pack):
    card = ask(small_pack, "coria", "alba")

    assert card.title == "Does the Corian Union back Alba?"
    assert "What speaks for it\n- Coria wanted a road" in body(card)
    assert "What speaks against it\n- Alleged: Coria is said" in body(card)


def test_before_the_first_phase_it_says_that_there_was_no_tie_and_what_there_is(small_pack: Pack):
    card = ask(small_pack, "coria", "alba", "1980")

    assert card.title == "Did the Corian Union back Alba?"
    assert first_line(card) == (
        "At the end of 1980: this pack records no tie between the two. "
        "What it records: 1990 to May 2001; since May 2001."
    )


def test_an_adversary_is_answered_with_no(breakable_pack: Path):
    pack = edited(breakable_pack, "alliances.yaml", "sign: mixed", "sign: adversarial")

    assert first_line(ask(pack, "coria", "alba")) == "Now: no. The tie: at odds (mediation)."


def test_a_tie_without_forms_is_told_without_them(breakable_pack: Path):
    pack = edited(breakable_pack, "alliances.yaml", ", forms: [aid]", "")

    assert first_line(ask(pack, "dovia", "alba")) == "Now: Dovia backs Alba. The tie: medium."
    assert "- since 1995 (now) — aligned, medium." in body(ask(pack, "dovia", "alba"))


def test_a_group_takes_the_plural(breakable_pack: Path):
    pack = edited(breakable_pack, "actors.yaml", "aliases: [Corian Dovia]", 'plural: "yes"')
    now, then = ask(pack, "dovia", "alba"), ask(pack, "dovia", "alba", "2000")

    assert now.title == "Why do Dovia back Alba?"
    assert "Dovia back Alba." in first_line(now)
    assert then.title == "Why did Dovia back Alba?"


@pytest.mark.parametrize(
    ("on", "known", "unknown"),
    [
        ("1990-05-02", "Coria kept a base in Alba.", "Coria wanted a road"),
        ("1991", "Coria wanted a road", "armed Berga too"),
        ("2005-04", "armed Berga too", "zzyzx"),
    ],
)
def test_what_was_not_known_yet_is_hidden(small_pack: Pack, on: str, known: str, unknown: str):
    text = to_text(ask(small_pack, "coria", "alba", on))

    assert known in text
    assert unknown not in text


def test_sources_of_what_is_hidden_are_hidden_too(small_pack: Pack):
    card = ask(small_pack, "coria", "alba", "1995")

    assert "example.net/copy" not in to_text(card)
    assert not any(source.id == "copybook" for source in card.sources)


def test_a_question_the_wrong_way_round_is_told_so_first(small_pack: Pack):
    card = ask(small_pack, "alba", "coria")

    assert body(card).splitlines()[:2] == [
        "To back means to back Alba or Berga; this is what lies between these two.",
        "Now: mixed.",
    ]
    assert card.route == Route("why", ("alba", "coria", ""))
    assert card.buttons[0].opens == Route("why", ("coria", "alba", ""))


@pytest.mark.parametrize(("one", "other"), [("alba", "berga"), ("coria", "dovia")])
def test_a_tie_that_is_no_backing_is_told_so_first(small_pack: Pack, one: str, other: str):
    card = ask(small_pack, one, other)

    assert first_line(card).startswith("To back means to back Alba or Berga;")
    assert "Now: at odds." in body(card)


def test_two_without_a_relation_are_told_so_with_what_there_is(small_pack: Pack):
    card = ask(small_pack, "coria", "berga")

    assert first_line(card) == (
        "This pack records no relation between the Corian Union and Berga. "
        "That does not mean there is none."
    )
    assert [option.label for option in card.options] == ["Coria and Alba", "Coria and Dovia"]


def test_the_evidence_is_dated_under_every_answer(small_pack: Pack):
    now = body(ask(small_pack, "coria", "alba")).splitlines()[-1]
    later = body(ask(small_pack, "coria", "alba", "2020")).splitlines()[-1]

    assert "Newest evidence in this pack: 1 June 2020." in now
    assert "The evidence goes as far as 1 June 2020." in later
