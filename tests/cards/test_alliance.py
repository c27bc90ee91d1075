"""The relation of any two actors."""

from pathlib import Path

import pytest

from bot.cards.alliance import alliance_card
from bot.cards.plain import body
from bot.core.card import Card, Route
from bot.core.edtf import parse_edtf
from bot.core.pack import Pack
from tests.editing import edited


def between(pack: Pack, one: str, other: str, on: str = "") -> Card:
    return alliance_card(pack, one, other, parse_edtf(on) if on else None)


def labels(card: Card) -> list[str]:
    return [button.label for button in card.buttons]


def test_the_phases_are_told_and_the_current_one_is_marked(small_pack: Pack):
    text = body(between(small_pack, "coria", "alba", "1995"))

    assert text.startswith("At the end of 1995: aligned.\n")
    assert "- 1990 to May 2001 (then) — aligned, strong: arms, base. Guarantor." in text
    assert "- since May 2001 — mixed, medium: mediation." in text


def test_a_day_without_a_tie_is_told_so(small_pack: Pack):
    assert body(between(small_pack, "dovia", "estra")).startswith("Now: no tie in this pack.\n")


def test_either_may_be_named_first(small_pack: Pack):
    one, other = between(small_pack, "alba", "coria"), between(small_pack, "coria", "alba")

    assert (one.title, other.title) == ("Alba and Coria", "Coria and Alba")
    assert body(one) == body(other)


def test_the_reasons_of_a_backing_are_a_button_away(small_pack: Pack):
    card = between(small_pack, "alba", "coria", "1995")

    assert "What binds them" not in body(card)
    assert labels(card) == ["Why", "Alba", "Coria", "Sources"]
    assert card.buttons[0].opens == Route("why", ("coria", "alba", "1995"))


def test_what_binds_and_divides_two_others_is_told_here(breakable_pack: Path):
    pack = edited(
        breakable_pack,
        "alliances.yaml",
        "  record: [{id: dovia-estra-pact,",
        "  reasons: [{id: kin, text: The two are kin., cites: [courier]}]\n"
        "  limits: [{id: far, text: The two live far apart., cites: [courier]}]\n"
        "  record: [{id: dovia-estra-pact,",
    )

    card = between(pack, "dovia", "estra")

    assert "What binds them\n- The two are kin. [2]" in body(card)
    assert "What divides them\n- The two live far apart. [2]" in body(card)
    assert labels(card) == ["Dovia", "Estra", "Sources"]


@pytest.mark.parametrize(("on", "known"), [("1990-05", True), ("1990-04", False)])
def test_what_happened_later_is_hidden(small_pack: Pack, on: str, known: bool):
    text = body(between(small_pack, "coria", "alba", on))

    assert ("What happened\n- The two signed a pact in 1990. [1]" in text) is known


def test_our_reading_is_marked_as_ours_with_its_date(small_pack: Pack):
    now, then = (body(between(small_pack, "coria", "alba", on)) for on in ("", "1995"))

    assert "Our reading: A guarantor" in now
    assert "Our reading, as of 1 June 2020: A guarantor" in then


def test_friends_and_foes_in_common_are_named(small_pack: Pack):
    friends = body(between(small_pack, "coria", "dovia", "2000"))
    foes = body(between(small_pack, "coria", "alba", "2000"))

    assert "Both aligned with: Alba." in friends
    assert "Both at odds with" not in friends
    assert "Both aligned with: Dovia." not in foes


def test_a_foe_of_both_is_named(breakable_pack: Path):
    pack = edited(
        breakable_pack, "alliances.yaml", "from: dovia\n  to: alba", "from: dovia\n  to: berga"
    )
    pack = edited(
        breakable_pack, "alliances.yaml", "sign: aligned, strength: 2, forms: [aid]",
        "sign: adversarial, strength: 2, forms: [aid]",
    )  # fmt: skip

    assert "Both at odds with: Berga." in body(between(pack, "alba", "dovia"))


def test_two_without_a_relation_are_told_so_and_shown_the_way_on(small_pack: Pack):
    card = between(small_pack, "estra", "alba")

    assert body(card).startswith(
        "This pack records no relation between Estra and Alba. That does not mean there is none."
    )
    assert labels(card) == ["Estra", "Alba"]
    assert [option.opens for option in card.options] == [
        Route("alliance", ("estra", "berga", "")),
        Route("alliance", ("estra", "dovia", "")),
    ]
