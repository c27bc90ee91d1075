"""Who backed whom on a day."""

from pathlib import Path

from bot.cards.alliances import alliances_card
from bot.cards.plain import body
from bot.core.card import Card, Item, Route
from bot.core.edtf import parse_edtf
from bot.core.pack import Pack
from tests.editing import edited


def show(pack: Pack, on: str = "", side: str | None = None) -> Card:
    return alliances_card(pack, side, parse_edtf(on) if on else None)


def test_each_side_has_its_backers_and_those_who_hedge(small_pack: Pack):
    card = show(small_pack)

    assert card.title == "Who backs whom — now"
    assert body(card).splitlines()[:8] == [
        "Backing Alba",
        "- Dovia — medium: aid",
        "",
        "Mixed towards Alba",
        "- Coria — medium: mediation",
        "",
        "Backing Berga",
        "- Estra — weak: diplomacy",
    ]


def test_another_day_has_another_answer(small_pack: Pack):
    card = show(small_pack, "1991")

    assert card.title == "Who backs whom — 1991"
    assert body(card).splitlines()[:2] == ["Backing Alba", "- Coria — strong: arms, base"]


def test_adversaries_of_a_side_are_told_last(breakable_pack: Path):
    pack = edited(breakable_pack, "alliances.yaml", "sign: mixed", "sign: adversarial")

    assert "At odds with Alba\n- Coria — medium: mediation" in body(show(pack))


def test_a_day_before_all_evidence_has_no_backer(small_pack: Pack):
    assert body(show(small_pack, "1950")).startswith(
        "At the end of 1950: this pack records no backer."
    )


def test_a_day_after_all_evidence_is_answered_as_far_as_it_goes(small_pack: Pack):
    card = show(small_pack, "2030")

    assert card.title == "Who backs whom — by 1 June 2020"
    assert "The evidence goes as far as 1 June 2020." in body(card)


def test_one_side_can_be_asked_for_alone(small_pack: Pack):
    card = show(small_pack, side="berga")

    assert "Alba" not in body(card)
    assert "Backing Berga" in body(card)
    assert card.actors == ("berga", "estra")


def test_every_backer_leads_to_the_reasons_on_the_same_day(small_pack: Pack):
    options = [block.option for block in show(small_pack, "1995").blocks if isinstance(block, Item)]

    assert [(option.label, option.opens) for option in options if option] == [
        ("Coria and Alba", Route("why", ("coria", "alba", "1995"))),
        ("Dovia and Alba", Route("why", ("dovia", "alba", "1995"))),
        ("Estra and Berga", Route("why", ("estra", "berga", "1995"))),
    ]


def test_a_backer_without_forms_is_told_by_its_strength(breakable_pack: Path):
    pack = edited(breakable_pack, "alliances.yaml", ", forms: [aid]", "")

    assert "- Dovia — medium\n" in body(show(pack))
