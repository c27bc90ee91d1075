"""Plain questions: each opens its own card, or honestly none."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from bot.cards.open import open_card
from bot.core.asking.vocabulary import is_known
from bot.core.card import Route
from bot.core.pack import Pack
from bot.core.questions import MAX_NEAR, Reading, prepare, read_question
from bot.core.reading.reader import read_pack

QUESTIONS = Path(__file__).parent / "questions"
# As people ask them, of the real pack; an answered one stands after the route of its card.
ANSWERED, UNANSWERED, CHOICES = (
    (QUESTIONS / f"{name}.txt").read_text("utf-8").splitlines()
    for name in ("answered", "unanswered", "choices")
)
TODAY = date(2026, 6, 20)
REAL_PACK = read_pack(Path(__file__).parents[2] / "data" / "nagorno-karabakh")
TITLES = [
    *((event.title, Route("event", (event.id,))) for event in REAL_PACK.events.values()),
    *((each.question, Route("explainer", (each.id,))) for each in REAL_PACK.explainers.values()),
]
NAMES = [
    (name, actor.id)
    for actor in REAL_PACK.actors.values()
    for name in (*actor.names(), *actor.demonyms)
]


def ask(pack: Pack, text: str) -> Reading:
    return read_question(pack, text, TODAY)


def opens(pack: Pack, text: str) -> str:
    """The route without its page, or nothing."""
    route = ask(pack, text).route
    return ":".join((route.kind, *route.args)) if route else ""


def is_about(pack: Pack, route: str, expected: str) -> bool:
    """Whether an explainer is about the relation whose card was expected."""
    kind, _, explainer = route.partition(":")
    if kind != "explainer" or not expected.startswith(("why:", "alliance:")):
        return False
    alliance = pack.alliances.get(pack.explainers[explainer].about)
    return alliance is not None and alliance.ends == set(expected.split(":")[1:3])


@pytest.mark.parametrize("line", ANSWERED)
def test_a_question_opens_the_card_that_answers_it(real_pack: Pack, line: str):
    expected, question = line.split(" | ")

    route = opens(real_pack, question)

    assert route == expected or is_about(real_pack, route, expected), question


@pytest.mark.parametrize("question", UNANSWERED)
def test_a_question_about_something_else_opens_no_card(real_pack: Pack, question: str):
    reading = ask(real_pack, question)

    assert reading.route is None
    assert not reading.is_choice


@pytest.mark.parametrize("question", CHOICES)
def test_where_several_cards_answer_the_reader_chooses(real_pack: Pack, question: str):
    reading = ask(real_pack, question)

    assert reading.route is None
    assert reading.is_choice
    assert 2 <= len(reading.near) <= MAX_NEAR


@pytest.mark.parametrize("title", [*TITLES], ids=[title for title, _ in TITLES])
def test_every_title_opens_its_own_card(real_pack: Pack, title: tuple[str, Route]):
    text, route = title
    letters = "".join(letter for letter in text.lower() if letter.isalnum() or letter.isspace())
    words = "".join(letter if letter.isalnum() else " " for letter in text.lower())

    for spelling in (text, text.lower(), text.upper(), letters, words):
        assert ask(real_pack, spelling).route == route, spelling


@given(st.data())
@settings(max_examples=300)
def test_a_title_with_a_slip_in_one_word_opens_its_own_card(data: st.DataObject):
    text, route = data.draw(st.sampled_from(TITLES))
    words = text.split()
    long = [place for place, word in enumerate(words) if len(word) >= 5 and word.isalpha()]
    assume(long)
    place = data.draw(st.sampled_from(long))
    word = words[place]
    at = data.draw(st.integers(1, len(word) - 2))
    slips = (
        word[:at] + word[at + 1 :],
        word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        word[:at] + word[at] + word[at:],
        word[:at] + "q" + word[at + 1 :],
    )
    words[place] = data.draw(st.sampled_from(slips))
    assume(not is_known(words[place].casefold()))  # "funded" is no slip of "founded"

    assert ask(REAL_PACK, " ".join(words)).route == route, words


@pytest.mark.parametrize(("name", "actor"), NAMES)
def test_every_name_opens_its_actor(real_pack: Pack, name: str, actor: str):
    for question in (name, f"who is {name}", f"What is {name}?", f"tell me about {name}"):
        assert ask(real_pack, question).route == Route("actor", (actor,)), question


@given(st.text(max_size=4_000))
@example("\ud800")
@example("why " * 1_000)
@example("Armenia, Azerbaijan " * 200)
@example("\ufdfa" * 4_000)
def test_no_text_is_too_strange_to_be_read(text: str):
    reading = ask(REAL_PACK, text)

    if reading.route:
        open_card(REAL_PACK, reading.route)
    for option in reading.near:
        open_card(REAL_PACK, option.opens)
    assert len(reading.near) <= MAX_NEAR


@pytest.mark.parametrize(
    "text",
    [
        "a " * 2_000, "may " * 1_000, "US " * 1_333, "1990 " * 800, "-" * 4_000, "'" * 4_000,
        "in the " * 570, "между " * 660, "who backs " * 30, "why armenia " + "support help " * 28,
        "azerbaijen kazakhstxn " * 180, "why good bad strong " * 15, "who of with for on " * 11,
    ],
)  # fmt: skip
def test_long_texts_are_no_questions(text: str):
    """How long reading them takes is measured in `benchmarks.pack`."""
    assert ask(REAL_PACK, text).route is None


QUESTION_WORDS = sorted({word for line in ANSWERED for word in line.split(" | ")[1].split()})


@given(st.lists(st.sampled_from(QUESTION_WORDS), max_size=12))
@settings(max_examples=500)
def test_whatever_is_made_of_the_words_of_questions_opens_a_card_that_exists(words: list[str]):
    reading = ask(REAL_PACK, " ".join(words))

    if reading.route:
        assert open_card(REAL_PACK, reading.route).title


@given(st.sampled_from(ANSWERED), st.sampled_from(["zebra", "1066", "capital", "yourself"]))
def test_a_word_that_means_nothing_here_is_never_answered_past(line: str, word: str):
    question = line.split(" | ")[1]

    assert ask(REAL_PACK, f"{question} {word}").route is None


def test_what_was_recognised_is_offered(real_pack: Pack):
    reading = ask(real_pack, "What is the capital of Armenia?")

    assert [actor.id for actor in reading.actors] == ["armenia"]
    assert [str(option.opens) for option in reading.near] == ["actor:armenia:0"]


def test_two_actors_are_offered_with_their_relation(real_pack: Pack):
    reading = ask(real_pack, "Will Russia back Armenia?")

    assert Route("alliance", ("russia", "armenia", "")) in [each.opens for each in reading.near]
    assert "Russia – Armenia" in [each.label for each in reading.near]


def test_what_is_not_covered_is_named(real_pack: Pack):
    reading = ask(real_pack, "Why did Iran back Iraq?")

    assert reading.uncovered == ("Iraq",)
    assert [actor.id for actor in reading.actors] == ["iran"]
    assert [str(option.opens) for option in reading.near] == ["actor:iran:0"]


def test_a_title_that_comes_near_is_offered(real_pack: Pack):
    reading = ask(real_pack, "When did Armenia close the border with Turkey?")

    assert reading.near[0].opens == Route("event", ("turkey-border-closed-1993",))
    assert reading.near[0].hint == "1993"


def test_an_explainer_that_holds_the_question_joins_the_choice(real_pack: Pack):
    reading = ask(real_pack, "Why do Israel and Turkey back Azerbaijan?")

    assert "explainer" in [option.opens.kind for option in reading.near]


def test_a_long_text_is_read_for_its_names_only(real_pack: Pack):
    reading = ask(real_pack, "why does Russia back Armenia " * 20)

    assert reading.route is None
    assert [actor.id for actor in reading.actors] == ["russia", "armenia"]


@pytest.mark.parametrize(
    ("question", "route"),
    [
        ("Why did the Corian Union arm Alba?", "explainer:why-coria-armed-alba"),
        ("why did coria arm alba", "explainer:why-coria-armed-alba"),
        ("Why does Coria back Alba?", "why:coria:alba:"),
        ("Why does Alba back Coria?", "alliance:alba:coria:"),
        ("Why does CU back Alba?", "why:coria:alba:"),
        ("When was the Lowlands war?", "event:lowlands-war"),
        ("the lowlands war", "event:lowlands-war"),
        ("When did the talks fail?", "event:talks-fail"),
        ("What happened in Albaville?", "event:pact-signed"),
        ("Who backs Berga?", "alliances:berga:"),
        ("Who backs Estra?", "actor:estra"),
        ("Who is Corva?", ""),
        ("What did Estra do?", "timeline:estra:::"),
        ("When was the war of Alba and Berga?", "timeline::::war"),
        ("When was the war in Coria?", ""),
        ("Who backs Alba and Coria?", ""),
        ("Who backed Coria in 1999?", ""),
        ("Who does Alba back?", "actor:alba"),
        ("Who did Alba back in 1999?", ""),
        ("Why Albans Coria?", ""),
        ("Why is Coria backed by Coria?", ""),
        ("Why do Alba and Coria back Alba?", ""),
        ("What happened in Alba on 2 May?", "event:pact-signed"),
        ("What happened on 2 May?", "onthisday:05-02"),
        ("What?", ""),
        ("", ""),
    ],
)
def test_the_rules_know_no_pack(small_pack: Pack, question: str, route: str):
    assert opens(small_pack, question) == route


def test_a_prepared_pack_is_read_the_same(small_pack: Pack):
    prepare(small_pack)

    assert opens(small_pack, "Coria") == "actor:coria"


def test_an_explainer_is_found_by_the_other_ways_of_asking(real_pack: Pack):
    for explainer in real_pack.explainers.values():
        for asked in explainer.also:
            reading = read_question(real_pack, asked, TODAY)

            assert reading.route == Route("explainer", (explainer.id,))
