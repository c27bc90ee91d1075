"""What is said about private data."""

from __future__ import annotations

import pytest

from bot.cards.place_data import ask_card as ask_server_card
from bot.cards.place_data import deleted_card, export_card
from bot.cards.plain import to_text
from bot.cards.privacy import WORDS, ask_card, erased_card, shown_card
from bot.core.personal_data import Holding, Kept
from bot.on_discord.rendering import pages_of, to_view

MANY = [Holding(kind, tuple({"place": f"discord:{n}"} for n in range(1_000))) for kind in Kept]


def test_there_are_words_for_every_kind():
    assert set(WORDS) == set(Kept)


@pytest.mark.parametrize("kind", Kept)
def test_one_is_said_otherwise_than_many(kind: Kept):
    one, many = (to_text(shown_card([Holding(kind, ({},) * count)])) for count in (1, 3))

    assert WORDS[kind].one in one
    assert WORDS[kind].many.format(3) in many
    assert WORDS[kind].why in one
    assert WORDS[kind].one_erased in to_text(erased_card({kind: 1}))
    assert WORDS[kind].erased.format(3) in to_text(erased_card({kind: 3}))


async def test_the_fullest_cards_are_one_message_each():
    for card in (shown_card(MANY), ask_card(MANY), erased_card(dict.fromkeys(Kept, 1_000))):
        assert len(pages_of(card)) == 1
        assert to_view(card).content_length() <= 4000
    assert len(pages_of(ask_server_card("discord:1"))) == 1


def test_a_room_is_called_a_room():
    cards = (ask_server_card("matrix:!r"), export_card("matrix:!r"), deleted_card("matrix:!r"))

    assert [card.title for card in cards] == [
        "Delete everything of this room?",
        "What I keep of this room",
        "Everything of this room was deleted.",
    ]
    assert deleted_card("discord:1").title == "Everything of this server was deleted."


def test_what_deleting_does_not_reach_is_said():
    text = to_text(erased_card({Kept.REPORT: 1}))

    assert "What I have posted already stays where it is" in text
    assert "backups" in text
