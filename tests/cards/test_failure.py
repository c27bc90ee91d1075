"""How failures read."""

from bot.cards.failure import failure_card, unexpected_card
from bot.cards.plain import to_text
from bot.core.card import Option, Route
from bot.errors import BadInput, Unclear


def test_what_a_person_can_mend_is_told_in_the_words_of_the_error():
    card = failure_card(BadInput("2019 is before 2020; swap the two dates."))

    assert to_text(card) == "2019 is before 2020; swap the two dates."
    assert card.options == ()
    assert card.private


def test_what_is_unclear_brings_what_may_have_been_meant():
    option = Option("Coria", Route("actor", ("coria",)))

    card = failure_card(Unclear("“Corian” can be Coria or Dovia. Which one?", [option]))

    assert card.title == "“Corian” can be Coria or Dovia. Which one?"
    assert card.options == (option,)


def test_a_bug_is_told_with_what_finds_it_in_the_log():
    card = unexpected_card("k3x9")

    assert "reference k3x9" in to_text(card)
    assert card.private
