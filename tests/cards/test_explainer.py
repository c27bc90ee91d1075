"""A card of the daily deck."""

from datetime import date
from pathlib import Path

import pytest

from bot.cards.explainer import daily_card, discussion_card, explainer_card
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


def test_a_daily_explainer_is_headed_by_its_date(small_pack: Pack):
    text = to_text(daily_card(small_pack, ID, date(2026, 11, 24), discuss=True))

    assert text.startswith(
        "Why did the Corian Union arm Alba?\n\n"
        "Daily explainer, 24 November 2026.\n"
        "Our reading: Coria deals with both sides"
    )
    assert "To discuss\nWhat would you have asked of a guarantor?" in text


def test_the_question_can_be_left_to_the_thread(small_pack: Pack):
    text = to_text(daily_card(small_pack, ID, date(2026, 11, 24), discuss=False))

    assert "discuss" not in text
    assert "guarantor" not in text


@pytest.mark.parametrize("discuss", [True, False])
def test_errors_of_a_daily_explainer_can_be_reported(small_pack: Pack, discuss: bool):
    card = daily_card(small_pack, ID, date(2026, 11, 24), discuss=discuss)

    assert [str(button.opens) for button in card.buttons] == [
        "why:coria:alba::0",
        f"sources:{ID}:0",
        f"report:{ID}:2026-11-24:0",
    ]


@pytest.mark.parametrize(
    ("day", "head"),
    [
        ("2026-05-02", "Daily explainer, 2 May 2026. On this day in 1990."),
        ("2026-05-03", "Daily explainer, 3 May 2026."),
        ("1990-05-02", "Daily explainer, 2 May 1990."),
    ],
)
def test_an_anniversary_is_told(breakable_pack: Path, day: str, head: str):
    pack = edited(breakable_pack, "explainers.yaml", "about: coria-alba", "about: pact-signed")

    card = daily_card(pack, ID, date.fromisoformat(day), discuss=False)

    assert body(card).splitlines()[0] == head


def test_the_discussion_is_the_question_and_its_sources(small_pack: Pack):
    card = discussion_card(small_pack, ID)

    assert to_text(card) == "To discuss\n\nWhat would you have asked of a guarantor?"
    assert [str(button.opens) for button in card.buttons] == [f"sources:{ID}:0"]
    assert card.actors == ("coria", "alba")


def test_every_explainer_of_the_real_pack_tells_something_against_its_answer(real_pack: Pack):
    limits = {claim.id for each in real_pack.alliances.values() for claim in each.limits}
    for explainer in real_pack.explainers.values():
        told = set(explainer.claim_ids())
        contested = {name for name in told if real_pack.claims[name].status == "contested"}

        assert explainer.counterpoints or told & (limits | contested)
        assert body(explainer_card(real_pack, explainer.id)).count("\n- ") >= 3
