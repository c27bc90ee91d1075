"""A card of the daily deck."""

from pathlib import Path

import pytest

from bot.cards.explainer import explainer_card
from bot.cards.plain import body, to_text
from bot.core.pack import Pack
from tests.editing import edited

ID = "why-coria-armed-alba"


def test_an_explainer_is_a_question_a_puzzle_cited_claims_and_a_discussion(small_pack: Pack):
    card = explainer_card(small_pack, ID)

    assert to_text(card).startswith(
        "Why did the Corian Union arm Alba?\n\n"
        "Our reading: Coria deals with both sides and yet had a base in one.\n"
        "- Coria wanted a road to the sea through Alba. [1]\n"
        "- Coria kept a base in Alba. [2] [1]\n"
        "- The base closed in 2001. [1]\n"
        "- Alleged: Coria is said to have armed Berga too. [3] (thin sourcing)\n"
        "\n"
        "To discuss\n"
        "What would you have asked of a guarantor?\n"
    )


@pytest.mark.parametrize(
    ("about", "buttons", "actors"),
    [
        ("coria-alba", ["why:coria:alba::0"], ("coria", "alba")),
        ("coria", ["actor:coria:0"], ("coria",)),
        ("talks-fail", ["event:talks-fail:0"], ("alba", "berga", "coria")),
        ("small", [], ()),
    ],
)
def test_an_explainer_leads_to_what_it_is_about(
    breakable_pack: Path, about: str, buttons: list[str], actors: tuple[str, ...]
):
    pack = edited(breakable_pack, "explainers.yaml", "about: coria-alba", f"about: {about}")

    card = explainer_card(pack, ID)

    opened = [str(button.opens) for button in card.buttons]
    assert opened == [*buttons, f"sources:{ID}:0"]
    assert card.actors == actors


def test_every_explainer_of_the_real_pack_tells_something_against_its_answer(real_pack: Pack):
    limits = {claim.id for each in real_pack.alliances.values() for claim in each.limits}
    for explainer in real_pack.explainers.values():
        told = set(explainer.claim_ids())
        contested = {name for name in told if real_pack.claims[name].status == "contested"}

        assert explainer.counterpoints or told & (limits | contested)
        assert body(explainer_card(real_pack, explainer.id)).count("\n- ") >= 3
