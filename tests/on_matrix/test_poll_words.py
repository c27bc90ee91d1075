"""What people type of polls, and what is made of it."""

from __future__ import annotations

import pytest

from bot.core.poll import PollKind
from bot.errors import BadInput
from bot.on_matrix.commands.poll_words import NO_SECRET, ONE_ONLY, read_new, read_quick, read_vote

TEA = ("Green", "Black", "None of these")


def new(text: str) -> tuple[str, str, str, str, str]:
    """Question, answers parted by `/`, kind, length, and how many answers one may choose."""
    answers = read_new(text, "!")
    values = ("".join(answers[key]) for key in ("question", "options", "kind", "length", "several"))
    question, options, *rest = values
    return (question, options.replace("\n", "/"), *rest)


@pytest.mark.parametrize(
    "text",
    [
        "Which tea? | green | black",
        "Which tea?|green|black|",
        "  Which tea?  |  green |black  ",
        '"Which tea?" | "green" | “black”',
        '"Which tea?" "green" "black"',
        '"Which tea?", "green", "black"',
        "«Which tea?» «green» «black»",
        "Which tea?; green; black",
        "Which tea?\ngreen\nblack",
        "Which tea?\n\n- green\n* black\n",
        "Which tea?\n1. green\n2) black",
        "Which tea?\ngreen | black",
        "| Which tea? | green | black",
    ],
)
def test_question_and_answers(text: str):
    assert new(text) == ("Which tea?", "green/black", "native", "24 hours", "one")


@pytest.mark.parametrize(
    ("behind", "length"),
    [
        ("for 3 days", "for 3 days"),
        ("For 90 minutes", "For 90 minutes"),
        ("for a week", "for a week"),
        ("for half an hour", "for half an hour"),
        ("until Friday 18:00", "until Friday 18:00"),
        ("open until tomorrow", "until tomorrow"),
        ("closes till midnight", "till midnight"),
        ("for 3 dayz", "for 3 dayz"),  # which is refused, and not taken for an answer
    ],
)
def test_how_long(behind: str, length: str):
    assert new(f"Which tea? | green | black | {behind}")[1:4] == ("green/black", "native", length)
    assert new(f"Which tea?\ngreen\nblack\n{behind}")[1:4] == ("green/black", "native", length)
    assert new(f'"Which tea?" "green" "black" {behind}')[3] == length


def test_answers_that_look_like_a_length():
    assert new("How long? | for 1 day | for 2 days")[1] == "for 1 day/for 2 days"
    assert new("How long? | for 1 day | for 2 days | for 3 days")[1].count("/") == 2
    assert new("What is it for? | tea | for peace")[1] == "tea/for peace"
    assert new("Which tea? | green | for 3 days")[1] == "green"  # is told that one is too few


@pytest.mark.parametrize("word", ["several", "Multiple answers", "(several)", "multiple choice"])
def test_several_answers(word: str):
    assert new(f"Which tea? | green | black | {word}")[1:] == (
        "green/black",
        "native",
        "24 hours",
        "several",
    )


@pytest.mark.parametrize("word", ["hidden", "Hidden results", "results at the end", "undisclosed"])
def test_a_hidden_result(word: str):
    asked = new(f"Which tea? | green | black | {word}")
    assert asked[1:3] == ("green/black", PollKind.HIDDEN)


def test_wishes_in_any_order():
    wanted = ("Which tea?", "green/black", "hidden", "for 2 days", "several")
    assert new("Which tea? | green | black | for 2 days | hidden | several") == wanted
    assert new("Which tea? | green | black | several | hidden | for 2 days") == wanted


def test_what_may_be_an_answer_is_one():
    assert new("What is a vote? | open | secret")[1] == "open/secret"
    assert new("How many? | one | several")[1] == "one/several"
    assert new("How many? | several | one")[1] == "several/one"


@pytest.mark.parametrize(
    "text",
    [
        "Which tea? | green | black | secret",
        "Which tea? | green | black | anonymous | for 2 days",
        "Which tea? | green | black | for 2 days | Secret ballot",
        "secret: Which tea? | green | black",
        "Anonymous poll: Which tea? | green | black",
        "secret Which tea? | green | black",
    ],
)
def test_no_poll_is_secret(text: str):
    with pytest.raises(BadInput) as refused:
        read_new(text, "!")
    assert str(refused.value) == NO_SECRET


def test_a_question_about_secrets():
    assert new("Secret Santa this year? | yes | no")[0] == "Secret Santa this year?"
    assert new("Secret votes or open ones? | open | secret")[0] == "Secret votes or open ones?"


@pytest.mark.parametrize("text", ["", "  ", "Which tea?", "Which tea? green, black", "|", '""'])
def test_without_answers_it_says_how(text: str):
    with pytest.raises(BadInput, match=r"\?poll new Which tea\? \| green \| black"):
        read_new(text, "?")


def test_quotes_within_stay():
    assert new("Who said “no” first? | “A” or “B” | C")[:2] == (
        "Who said “no” first?",
        "“A” or “B”/C",
    )


def test_a_quick_question():
    answers = read_quick(' "Shall we\nmeet?" ', "!")
    assert answers["question"] == ("Shall we meet?",)
    assert answers["options"] == ("Agree\nDisagree\nUnsure",)
    with pytest.raises(BadInput, match=r"!poll quick Shall we"):
        read_quick(" ", "!")
    with pytest.raises(BadInput, match="No poll on Matrix is secret"):
        read_quick("secret: shall we?", "!")


@pytest.mark.parametrize(
    ("text", "chosen"),
    [
        ("2", (1,)),
        (" #2 ", (1,)),
        ("2.", (1,)),
        ("2️⃣", (1,)),
        ("black", (1,)),
        ('"Black"', (1,)),
        ("bl", (1,)),
        ("none", (2,)),  # there is such an answer
        ("0", ()),
        ("withdraw", ()),
        ("nothing", ()),
    ],
)
def test_a_vote(text: str, chosen: tuple[int, ...]):
    assert read_vote(text, TEA, 1, "!") == chosen


@pytest.mark.parametrize(
    ("text", "chosen"),
    [
        ("1 3", (0, 2)),
        ("1, 3", (0, 2)),
        ("3 and 1", (2, 0)),
        ("1+2&3", (0, 1, 2)),
        ("1 1 2", (0, 1)),
        ("green, none", (0, 2)),
        ("2", (1,)),
    ],
)
def test_several_votes(text: str, chosen: tuple[int, ...]):
    assert read_vote(text, TEA, 3, "!") == chosen


def test_none_takes_a_vote_back_where_no_answer_is_called_so():
    assert read_vote("none", ("Yes", "No way"), 1, "!") == ()


def test_numbers_go_before_names():
    assert read_vote("2", ("2", "3", "4"), 1, "!") == (1,)
    assert read_vote("4", ("2", "3", "4"), 1, "!") == (2,)
    assert read_vote("0", ("0-5", "6-10"), 1, "!") == ()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", r"Say the number of the answer, such as: \?vote 1"),
        ("4", "That poll has no such answer; say a number from 1 to 3, or 0 to take"),
        ("-1", "no such answer"),
        ("9" * 5000, "no such answer"),
        ("²", "no such answer"),
        ("1 4", "no such answer"),
        ("green, red", "no such answer"),
        ("red", "no such answer"),
        ("1 2", ONE_ONLY),
    ],
)
def test_a_vote_for_nothing(text: str, sentence: str):
    with pytest.raises(BadInput, match=sentence):
        read_vote(text, TEA, 1, "?")
