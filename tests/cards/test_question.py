"""What is answered to a plain question, and who is in a message."""

from datetime import date

import pytest

from bot.cards.open import open_card
from bot.cards.plain import to_text
from bot.cards.question import MAX_LABEL, answer_card, ask_suggestions, who_is_in_card
from bot.core.card import Item, Route
from bot.core.pack import Pack
from bot.errors import BadInput

TODAY = date(2026, 6, 20)


def test_an_answer_is_the_card_itself(small_pack: Pack):
    card = answer_card(small_pack, "Why does Coria back Alba?", TODAY)

    assert card == open_card(small_pack, Route("why", ("coria", "alba", "")))


@pytest.mark.parametrize(
    ("question", "understood"),
    [
        ("What is the capital of Alba?", "I recognised Alba, but not what you ask about it."),
        (
            "Will Coria and Alba marry?",
            "I recognised the Corian Union and Alba, but not what you ask about them.",
        ),
        ("Why did Coria back Corva?", "Corva is not in this pack."),
        ("Corva and Elsewhere", "Corva and Elsewhere are not in this pack."),
        (
            "Why is the sky blue?",
            "I answer questions about who backs whom. This pack: The Alba-Berga dispute.",
        ),
    ],
)
def test_without_an_answer_it_says_what_was_understood(
    small_pack: Pack, question: str, understood: str
):
    card = answer_card(small_pack, question, TODAY)

    assert card.title == "I do not know that."
    assert understood in to_text(card)
    assert card.private
    assert card.kind == "none"


def test_what_may_have_been_meant_is_offered(small_pack: Pack):
    card = answer_card(small_pack, "What is the capital of Alba?", TODAY)

    assert "You may have meant one of these." in to_text(card)
    assert [option.opens for option in card.options] == [Route("actor", ("alba",))]


def test_several_answers_are_a_choice(small_pack: Pack):
    card = answer_card(small_pack, "Why do Coria and Dovia back Alba?", TODAY)

    assert card.title == "Which one do you mean?"
    assert [option.opens.args[0] for option in card.options] == ["coria", "dovia"]


@pytest.mark.parametrize(
    ("question", "message"),
    [
        (" \n", "There is no question here"),
        ("why " * 100, "A question has at most 300 characters; this one has 399."),
    ],
)
def test_no_question_and_one_too_long_are_refused(small_pack: Pack, question: str, message: str):
    with pytest.raises(BadInput, match=message):
        answer_card(small_pack, question, TODAY)


def test_the_actors_of_a_message_are_listed_with_their_stand(small_pack: Pack):
    card = who_is_in_card(small_pack, "Alba told Coria, Dovia and Estra; not Corva.")

    assert card.private
    assert to_text(card).splitlines()[2:] == [
        "- Alba — a side of this conflict",
        "- Coria — mixed towards Alba",
        "- Dovia — aligned with Alba",
        "- Estra — aligned with Berga",
        "",
        "(Named, but not in this pack: Corva.)",
    ]
    items = [block for block in card.blocks if isinstance(block, Item)]
    assert items[1].option
    assert items[1].option.opens == Route("actor", ("coria",))


def test_the_relations_of_those_named_are_offered(small_pack: Pack):
    card = who_is_in_card(small_pack, "Coria, Alba, Berga and Dovia")

    assert [option.label for option in card.options] == [
        "Coria and Alba", "Coria and Dovia", "Alba and Berga", "Alba and Dovia",
    ]  # fmt: skip
    assert card.actors == ("coria", "alba", "berga", "dovia")


def test_at_most_five_relations_are_offered(real_pack: Pack):
    card = who_is_in_card(real_pack, "Armenia, Azerbaijan, Russia, Iran, Turkey, Israel")

    assert len(card.options) == 5


def test_who_has_no_tie_to_the_conflict_is_said_so(real_pack: Pack):
    card = who_is_in_card(real_pack, "Hamas")

    assert "Hamas — no tie to either side today" in to_text(card)


def test_a_message_without_actors_says_so(small_pack: Pack):
    card = who_is_in_card(small_pack, "good morning")

    assert "No actor of this pack is named in that message." in to_text(card)


def test_what_is_typed_comes_first(real_pack: Pack):
    labels = [label for label, _ in ask_suggestions(real_pack, "why does isr")]

    assert labels[0] == "Why does Israel arm Azerbaijan?"


@pytest.mark.parametrize("typed", ["", "lachin", "ceasfire", "Why"])
def test_suggestions_fit_discord_and_answer_themselves(real_pack: Pack, typed: str):
    suggestions = ask_suggestions(real_pack, typed)

    assert 0 < len(suggestions) <= 25
    for label, question in suggestions:
        assert len(label) <= MAX_LABEL
        assert answer_card(real_pack, question, TODAY).title == question


def test_what_resembles_nothing_suggests_nothing(real_pack: Pack):
    assert ask_suggestions(real_pack, "qqqqqqqq") == []
    assert ask_suggestions(real_pack, "qq") == []
