"""The bibliography."""

from pathlib import Path

import pytest

from bot.cards.plain import body, to_text
from bot.cards.sources import sources_card
from bot.core.card import Route
from bot.core.pack import Pack
from tests.editing import edited


def entries(pack: Pack, subject: str = "") -> list[str]:
    return [line for line in body(sources_card(pack, subject)).splitlines() if line[:2] == "- "]


@pytest.mark.parametrize("subject", ["", "small"])
def test_the_pack_has_every_source_by_title(small_pack: Pack, subject: str):
    card = sources_card(small_pack, subject)

    assert card.title == "Sources — The Alba-Berga dispute"
    assert body(card).startswith("4 sources.\n")
    assert entries(small_pack, subject) == [
        "- A copied page (https://example.net/copy) — Courier (copy), April 2005; "
        "press, read on another host",
        "- Alba speaks (https://example.org/alba) — Alba Times; a party's own voice (Alba)",
        "- The treaty (https://example.org/treaty) — The Gazette, 2 May 1990; primary document",
        "- What was said (https://example.org/said) — The Courier, 2001; press",
    ]


@pytest.mark.parametrize(
    ("subject", "name", "back"),
    [
        ("coria", "Coria", "actor:coria:0"),
        ("coria-alba", "Coria and Alba", "why:coria:alba::0"),
        ("coria-dovia", "Coria and Dovia", "alliance:coria:dovia::0"),
        ("talks-fail", "Talks fail", "event:talks-fail:0"),
        (
            "why-coria-armed-alba",
            "Why did the Corian Union arm Alba?",
            "explainer:why-coria-armed-alba:0",
        ),
    ],
)
def test_a_subject_has_its_own_sources_and_the_way_back(
    small_pack: Pack, subject: str, name: str, back: str
):
    card = sources_card(small_pack, subject)

    assert card.title == f"Sources — {name}"
    assert [(button.label, str(button.opens)) for button in card.buttons] == [
        (f"Back to {name}", back)
    ]
    assert card.sources


def test_the_sources_of_a_subject_stand_in_reading_order(small_pack: Pack):
    assert to_text(sources_card(small_pack, "coria-alba")).endswith(
        "[1] What was said: https://example.org/said\n"
        "[2] The treaty: https://example.org/treaty\n"
        "[3] A copied page: https://example.net/copy"
    )


def test_one_source_is_counted_as_one(small_pack: Pack):
    assert body(sources_card(small_pack, "estra")).startswith("1 source.\n")


def test_the_whole_bibliography_leads_back_to_the_pack(small_pack: Pack):
    assert sources_card(small_pack).buttons[0].opens == Route("about")


def test_a_source_without_a_date_is_told_without_one(breakable_pack: Path):
    pack = edited(breakable_pack, "sources.yaml", ", published: 2001}", "}")

    assert entries(pack, "alba-berga")[0].endswith("— The Courier; press")


def test_every_cited_source_of_the_real_pack_is_in_its_bibliography(real_pack: Pack):
    cited = {cite for claim in real_pack.claims.values() for cite in claim.source_ids()}

    assert cited <= {source.id for source in sources_card(real_pack).sources}
