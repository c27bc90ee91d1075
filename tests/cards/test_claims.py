"""No card states a claim without its sources, or one side of a contested one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.cards.claims import is_thin
from bot.cards.open import open_card
from bot.cards.plain import body, to_text
from bot.core.card import Card, Item, Route
from bot.core.pack import Claim, Pack
from tests.editing import edited


def every_card(pack: Pack) -> Iterator[Card]:
    """The cards that state claims."""
    yield from (open_card(pack, Route("actor", (actor,))) for actor in pack.actors)
    yield from (open_card(pack, Route("event", (event,))) for event in pack.events)
    yield from (open_card(pack, Route("explainer", (each,))) for each in pack.explainers)
    for alliance in pack.alliances.values():
        for on in ("", "2020-10", "2023"):
            yield open_card(pack, Route("why", (alliance.start, alliance.to, on)))
            yield open_card(pack, Route("alliance", (alliance.start, alliance.to, on)))
    for on in ("", "1993", "2000", "2010", "2020-10", "2022-09", "2023-10", "2025-08"):
        yield open_card(pack, Route("paradoxes", (on,)))


def lines_stating(card: Card, claim: Claim) -> list[list[str]]:
    """Each place where the card states the claim: its line, and all lines that hang with it."""
    lines = [body(Card("", (block,))).splitlines() for block in card.blocks]
    return [group for group in lines if any(claim.text in line for line in group)]


@pytest.fixture(params=["small", "real"])
def pack(request: pytest.FixtureRequest, small_pack: Pack, real_pack: Pack) -> Pack:
    return small_pack if request.param == "small" else real_pack


def test_a_contested_claim_stands_nowhere_without_every_position(pack: Pack):
    stated = 0
    for card in every_card(pack):
        text = body(card)
        for claim in pack.claims.values():
            if claim.status != "contested" or claim.text not in text:
                continue
            for group in lines_stating(card, claim):
                whole = "\n".join(group)
                assert f"Contested: {claim.text}" in whole
                assert all(position.says in whole for position in claim.positions)
                stated += 1
            assert card.contested

    assert stated > 0


def test_an_alleged_claim_is_marked_wherever_it_stands(pack: Pack):
    alleged = [claim for claim in pack.claims.values() if claim.status == "alleged"]
    places = [
        (line, claim.text)
        for card in every_card(pack)
        for line in body(card).splitlines()
        for claim in alleged
        if claim.text in line
    ]

    assert places
    assert [line for line, text in places if f"Alleged: {text}" not in line] == []


def test_every_claim_that_is_stated_carries_a_number(pack: Pack):
    for card in every_card(pack):
        entries = [block for block in card.blocks if isinstance(block, Item) and block.children]
        numbers = [f"[{number}]" for number, _ in enumerate(card.sources, start=1)]

        assert all("[" in body(Card("", (entry,))) for entry in entries)
        assert all(number in body(card) for number in numbers)


def test_every_claim_of_a_subject_that_is_shown_is_cited(small_pack: Pack):
    lines = body(open_card(small_pack, Route("actor", ("coria",)))).splitlines()

    assert "- Coria asked both sides to talk. [1]" in lines
    assert "- Coria wants a road to the sea. [1] [2]" in lines


def test_numbers_go_by_first_use_and_lead_to_the_address(small_pack: Pack):
    text = to_text(open_card(small_pack, Route("why", ("coria", "alba", ""))))

    assert "- Coria wanted a road to the sea through Alba. [1]" in text
    assert "- Coria kept a base in Alba. [2] [1]" in text
    assert text.endswith(
        "[1] What was said: https://example.org/said\n"
        "[2] The treaty: https://example.org/treaty\n"
        "[3] A copied page: https://example.net/copy"
    )


def test_a_claim_that_only_copies_carry_is_marked_as_thin(small_pack: Pack):
    text = body(open_card(small_pack, Route("actor", ("dovia",))))

    assert "- Dovia sells arms to Berga. [1] (thin sourcing)" in text


def test_one_better_source_is_enough_not_to_be_thin(breakable_pack: Path):
    pack = edited(breakable_pack, "actors.yaml", "cites: [copybook]", "cites: [copybook, gazette]")

    assert not is_thin(pack, pack.claims["dovia-says"])
    assert "(thin sourcing)" not in body(open_card(pack, Route("actor", ("dovia",))))


def test_the_sources_of_positions_count_for_a_contested_claim(small_pack: Pack):
    assert not is_thin(small_pack, small_pack.claims["lowlands-war-who"])


def test_a_position_is_told_by_the_name_of_its_holder(small_pack: Pack):
    text = body(open_card(small_pack, Route("why", ("estra", "berga", ""))))

    assert "- Contested: Whether Estra took sides is disputed. [2]" in text
    assert "    - Alba: Estra took Berga's side. [3]" in text
    assert "    - Estra officials: Estra is neutral. [2]" in text
