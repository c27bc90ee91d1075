"""A card as plain text."""

from datetime import UTC, datetime

from bot.cards.plain import body, to_text
from bot.core.card import (
    Card,
    Cite,
    Command,
    Emphasis,
    Heading,
    Item,
    Link,
    Moment,
    Note,
    Paragraph,
    Strong,
)
from bot.core.pack import Pack


def test_every_kind_of_block_and_span_has_its_words():
    moment = Moment(datetime(2026, 11, 23, 9, 5, tzinfo=UTC))
    card = Card(
        "A title",
        (
            Paragraph(("plain ", Strong("strong "), Emphasis("slanted "), Command("why"))),
            Heading("A heading"),
            Item(("a fact", Cite(1, "https://example.org")), (("one side",), ("the other",))),
            Note((Link("a link", "https://example.org/x"), ", at ", moment)),
        ),
    )

    assert to_text(card).splitlines() == [
        "A title",
        "",
        "plain strong slanted why",
        "",
        "A heading",
        "- a fact [1]",
        "    - one side",
        "    - the other",
        "",
        "(a link (https://example.org/x), at 2026-11-23 09:05 UTC)",
    ]


def test_the_sources_stand_last_with_their_numbers_and_addresses(small_pack: Pack):
    sources = (small_pack.sources["gazette"], small_pack.sources["courier"])

    text = to_text(Card("A title", (Paragraph(("a fact",)),), sources=sources))

    assert text.splitlines()[-2:] == [
        "[1] The treaty: https://example.org/treaty",
        "[2] What was said: https://example.org/said",
    ]


def test_a_card_without_blocks_is_its_title():
    assert to_text(Card("Only a title")) == "Only a title"
    assert body(Card("Only a title")) == ""
