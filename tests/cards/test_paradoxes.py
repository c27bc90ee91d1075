"""The backings that surprise most, and why they do."""

import re
from datetime import date
from pathlib import Path

from bot.cards.paradoxes import paradoxes_card
from bot.cards.plain import body, to_text
from bot.core.balance import frustration, signed_graph
from bot.core.card import Card, Item, Route
from bot.core.edtf import parse_edtf
from bot.core.pack import Pack
from tests.core.test_balance import least_by_elimination
from tests.editing import edit, edited, extended

QUARREL = "record: [{id: coria-dovia-quarrel, text: The two quarrelled in 1980., cites: [courier],"


def show(pack: Pack, on: str = "") -> Card:
    return paradoxes_card(pack, parse_edtf(on) if on else None)


def test_the_most_surprising_comes_first_with_all_that_clashes(small_pack: Pack):
    text = body(show(small_pack, "2000"))

    assert text.startswith(
        "At the end of 2000: 3 of 3 backings surprise under the friend-of-a-friend rule"
    )
    assert "1. Dovia backed Alba — 2 clashes\n- The Corian Union was on the same side" in text
    assert "2. The Corian Union backed Alba — 1 clash\n- Dovia was on the same side" in text
    assert "3. Estra backed Berga — 1 clash\n- Dovia was on the other side" in text


def test_a_backing_without_a_clash_is_named_as_one(small_pack: Pack):
    text = body(show(small_pack))

    assert text.startswith("Now: none of 2 backings clashes with the backer's other ties.")
    assert "Without a clash: Dovia with Alba, Estra with Berga." in text


def test_a_day_before_all_backings_has_none(small_pack: Pack):
    text = body(show(small_pack, "1985"))

    assert text.startswith("At the end of 1985: this pack records no backer")
    assert "Without a clash" not in text


def test_a_clash_is_shown_by_the_evidence_of_the_tie(small_pack: Pack):
    card = show(small_pack, "2000")

    assert "and the two were at odds.\n    - The two quarrelled in 1980. [1]" in body(card)
    assert to_text(card).endswith("[2] The treaty: https://example.org/treaty")


def test_evidence_that_the_phase_names_goes_first(breakable_pack: Path):
    edit(breakable_pack, "alliances.yaml", "[coria-dovia-quarrel]", "[old, coria-dovia-quarrel]")
    pack = edited(breakable_pack, "alliances.yaml", QUARREL,
                  QUARREL.replace("[{", "[{id: old, text: Coria and Dovia broke in 1979., "
                                  "cites: [gazette], when: 1979}, {"))  # fmt: skip

    text = body(show(pack, "2000"))

    assert "    - Coria and Dovia broke in 1979. [1]" in text
    assert "quarrelled" not in text


def test_evidence_of_later_days_is_not_shown(breakable_pack: Path):
    pack = edited(breakable_pack, "alliances.yaml", "when: 1980}]", "when: 2019}]")

    text = body(show(pack, "2000"))

    assert "- The Corian Union was on the same side, and the two were at odds.\n- Estra" in text
    assert "quarrelled" not in text


def test_contested_evidence_shows_every_position(breakable_pack: Path):
    pack = edited(breakable_pack, "alliances.yaml", QUARREL,
                  QUARREL + " status: contested, positions: ["
                  "{holder: coria, says: Dovia began it., cites: [courier]}, "
                  "{holder: dovia, says: Coria began it., cites: [gazette]}],")  # fmt: skip

    card = show(pack, "2000")

    assert (
        "    - Contested: The two quarrelled in 1980. [1]\n"
        "    - Coria: Dovia began it. [1]\n"
        "    - Dovia: Coria began it. [2]\n"
    ) in body(card)
    assert card.contested


def test_alleged_evidence_is_marked(breakable_pack: Path):
    pack = edited(breakable_pack, "alliances.yaml", QUARREL, f"{QUARREL} status: alleged,")

    assert "    - Alleged: The two quarrelled in 1980. [1]" in body(show(pack, "2000"))


def test_one_that_backs_both_sides_clashes_with_itself(breakable_pack: Path):
    relation = "- {id: coria-berga, from: coria, to: berga, phases: [%s]}\n"
    phase = "{when: 1995/.., sign: aligned, strength: 1}"
    pack = extended(breakable_pack, "alliances.yaml", relation % phase)

    assert "- It was aligned with Berga, the other side, too." in body(show(pack, "2000"))


def test_one_between_the_sides_is_named_apart(breakable_pack: Path):
    relation = "- {id: coria-berga, from: coria, to: berga, phases: [%s]}\n"
    phase = "{when: 1995/.., sign: aligned, strength: 1}"
    pack = extended(breakable_pack, "alliances.yaml", relation % phase)

    text = body(show(pack))

    assert (
        "Aligned with one side, mixed towards the other\n- Coria — mixed: Alba; aligned: Berga"
        in text
    )
    assert "With one side" not in body(show(pack, "2000"))


def test_the_measure_is_given_with_its_method_and_its_limits(small_pack: Pack):
    text = body(show(small_pack, "2000"))

    assert "Of the 6 ties that were clearly aligned or at odds on 31 December 2000, at least 1" in (
        text
    )
    assert "https://arxiv.org/abs/1712.04628" in text
    assert "read “surprising”, not “irrational”" in text


def test_the_measure_of_the_real_pack_is_the_frustration_of_its_graph(real_pack: Pack):
    least = frustration(signed_graph(real_pack, date(2023, 10, 31)))

    assert f"on 31 October 2023, at least {least} would have to" in body(show(real_pack, "2023-10"))


def test_each_backing_leads_to_its_reasons_on_the_same_day(small_pack: Pack):
    options = [block.option for block in show(small_pack, "2000").blocks if isinstance(block, Item)]

    assert [(option.label, option.opens) for option in options if option] == [
        ("Why: Dovia and Alba", Route("why", ("dovia", "alba", "2000"))),
        ("Why: Coria and Alba", Route("why", ("coria", "alba", "2000"))),
        ("Why: Estra and Berga", Route("why", ("estra", "berga", "2000"))),
    ]


def test_no_word_calls_a_backing_irrational(real_pack: Pack):
    for on in ("", "1993", "2010", "2020-10", "2023-10", "2025-08"):
        text = body(show(real_pack, on)).replace("not “irrational”", "")

        assert "irrational" not in text


def test_the_articles_five_in_october_2023_are_put_in_order_and_in_words(real_pack: Pack):
    """The fifth, Russia, was by then aligned with the other side: the card says where it stood."""
    text = body(show(real_pack, "2023-10"))

    headings = re.findall(r"^\d\. (.*) — (\d clash(?:es)?)$", text, re.MULTILINE)
    assert headings == [
        ("Israel backed Azerbaijan", "2 clashes"),
        ("The United States backed Armenia", "2 clashes"),
        ("Turkey backed Azerbaijan", "1 clash"),
        ("Iran backed Armenia", "1 clash"),
    ]
    assert "- Turkey was on the same side, and the two were at odds.\n    - In May 2018" in text
    assert "- Iran was on the same side, and the two were at odds.\n    - " in text
    assert "- Russia — mixed: Armenia; aligned: Azerbaijan" in text


def test_the_frustration_index_on_the_card_is_that_of_every_division_into_camps(real_pack: Pack):
    graph = signed_graph(real_pack, date(2023, 10, 31))
    text = body(show(real_pack, "2023-10"))

    assert f"Of the {len(graph.signs)} ties" in text
    assert f"at least {least_by_elimination(graph)} would have to change" in text


def test_an_actor_in_the_plural_takes_verbs_in_the_plural(breakable_pack: Path):
    pack = edited(breakable_pack, "actors.yaml", "name: Dovia\n", "name: Dovia\n  plural: yes\n")

    then = body(show(pack, "2000"))

    assert "Dovia backed Alba — 2 clashes" in then
    assert "- Dovia were on the same side" in then
