"""How entries that are chosen by number are shown: with that number, whatever the client draws."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.core.card import Card, Heading, Item, Option, Route
from bot.core.outgoing import PollMessage
from bot.on_matrix.markup import View
from bot.on_matrix.poll_text import asked_content
from bot.on_matrix.rendering import to_message

VIEW = View("!room")


def entry(name: str) -> Item:
    return Item((name,), option=Option(name, Route("actor", (name,))))


def html(card: Card) -> str:
    shown: str = to_message(card, VIEW)["formatted_body"]
    return shown.partition("<p>")[0]


def test_one_list_is_numbered_by_the_client():
    assert html(Card("Who", (entry("a"), entry("b")))) == (
        "<h3>Who</h3><ol><li>a</li><li>b</li></ol>"
    )


def test_the_second_list_goes_on_where_the_first_ended():
    card = Card("Who", (entry("a"), Heading("Others"), entry("b"), Item(("nobody",))))

    assert html(card) == (
        "<h3>Who</h3><ul><li><code>1</code> a</li></ul>"
        "<h4>Others</h4><ul><li><code>2</code> b</li><li>nobody</li></ul>"
    )
    assert to_message(card, VIEW)["body"].splitlines()[:7] == [
        *("Who", "", "1️⃣ a", "", "Others", "", "2️⃣ b"),
    ]


def test_what_opens_nothing_has_no_number():
    assert html(Card("Who", (Item(("a",)), Item(("b",))))) == (
        "<h3>Who</h3><ul><li>a</li><li>b</li></ul>"
    )


def test_answers_of_a_poll_are_numbered_and_open_nothing():
    content = asked_content(PollMessage("Tea?", ("Green", "Black"), 24), VIEW)

    assert (
        "<ol><li><strong>Green</strong></li><li><strong>Black</strong></li></ol>"
        in (content["formatted_body"])
    )
    assert content["body"].splitlines()[:4] == ["Tea?", "", "1️⃣ Green", "2️⃣ Black"]
    assert "open 1" not in content["body"]


@pytest.mark.parametrize(
    ("closes", "told"),
    [
        (None, "It is open for 24 hours."),
        (datetime(2026, 11, 24, 9, tzinfo=UTC), "It closes on 24 November 2026, 09:00 UTC."),
    ],
)
def test_a_poll_says_how_long_it_is_open(closes: datetime | None, told: str):
    message = PollMessage("Tea?", ("Green", "Black"), 24, closes=closes)

    assert told in asked_content(message, VIEW)["body"].splitlines()
