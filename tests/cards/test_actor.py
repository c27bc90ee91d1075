"""Who an actor is."""

from pathlib import Path

from bot.cards.actor import actor_card
from bot.cards.plain import body
from bot.core.card import Card, Item, Route
from bot.core.pack import Pack
from tests.editing import edited, extended


def headings(card: Card) -> list[str]:
    """The lines that stand between an empty line and the first entry of a list."""
    lines = body(card).splitlines()
    return [b for a, b, c in zip(lines, lines[1:], lines[2:], strict=False)
            if not a and c.startswith("- ")]  # fmt: skip


def test_an_actor_has_its_kind_its_names_and_what_it_says_and_wants(small_pack: Pack):
    card = actor_card(small_pack, "coria")

    assert card.title == "Coria"
    assert body(card).startswith("State · also: Corian Union, CU\n")
    assert "Position\n- Coria asked both sides to talk. [1]" in body(card)
    assert "Interests\n- Coria wants a road to the sea. [1] [2]" in body(card)


def test_where_it_stands_comes_first_for_a_backer(small_pack: Pack):
    assert headings(actor_card(small_pack, "coria")) == [
        "In the conflict, in our reading",
        "Position",
        "Interests",
        "Other ties, in our reading",
    ]


def test_what_it_says_itself_comes_first_for_a_side(small_pack: Pack):
    card = actor_card(small_pack, "alba")

    assert headings(card) == [
        "Position",
        "Who stands where, in our reading",
        "Other ties, in our reading",
    ]
    assert "- Dovia — aligned, medium: aid\n- Coria — mixed, medium: mediation" in body(card)


def test_one_that_stands_outside_the_conflict_has_only_ties(breakable_pack: Path):
    pack = edited(breakable_pack, "alliances.yaml", "1985/2010", "1985/..")
    pack = edited(
        breakable_pack, "alliances.yaml", "from: estra\n  to: berga", "from: coria\n  to: berga"
    )

    card = actor_card(pack, "estra")

    assert headings(card)[-1] == "Other ties, in our reading"
    assert body(card).startswith("Organisation\n")
    assert "Where it stands" not in body(card)


def test_a_tie_that_ended_is_not_told_as_one_that_is(small_pack: Pack):
    assert "Estra" not in body(actor_card(small_pack, "dovia"))


def test_one_without_claims_or_ties_is_told_all_the_same(breakable_pack: Path):
    pack = extended(
        breakable_pack, "actors.yaml", "- {id: fenia, name: Fenia, kind: armed-group}\n"
    )

    assert headings(actor_card(pack, "fenia")) == []
    assert body(actor_card(pack, "fenia")).startswith("Armed group\n")


def test_a_tie_without_forms_is_told_without_them(breakable_pack: Path):
    pack = edited(breakable_pack, "alliances.yaml", ", forms: [aid]", "")

    assert "- Alba — aligned, medium\n" in body(actor_card(pack, "dovia"))


def test_a_tie_leads_to_its_own_card(small_pack: Pack):
    blocks = actor_card(small_pack, "coria").blocks
    options = [block.option for block in blocks if isinstance(block, Item) and block.option]

    assert [(option.label, option.opens, option.hint) for option in options] == [
        ("Coria and Alba", Route("why", ("coria", "alba", "")), "mixed, medium: mediation"),
        ("Coria and Dovia", Route("alliance", ("coria", "dovia", "")), "at odds, strong: rivalry"),
    ]


def test_the_note_of_a_phase_is_the_hint_of_its_option(breakable_pack: Path):
    pack = edited(breakable_pack, "alliances.yaml", "[mediation]", "[mediation], note: Go-between")
    blocks = actor_card(pack, "coria").blocks

    hints = [block.option.hint for block in blocks if isinstance(block, Item) and block.option]

    assert hints[0] == "Go-between"


def test_no_more_names_are_shown_than_help(real_pack: Pack):
    text = body(actor_card(real_pack, "russia")).splitlines()[0]

    assert text.startswith("State · also: Russian Federation")
    assert text.count(",") == 5
