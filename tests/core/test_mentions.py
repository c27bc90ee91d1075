"""Who is named in running text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.asking.inflection import inflected
from bot.core.asking.words import split, squash
from bot.core.mentions import mentions, uncovered
from bot.core.pack import Pack

US, UK, EU, UN = "united-states", "united-kingdom", "european-union", "united-nations"
KARABAKH = "nagorno-karabakh"


def named(pack: Pack, text: str) -> list[str]:
    return [mention.actor.id for mention in mentions(pack, text) if mention.actor]


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("Armenia's, Azerbaijan’s and Iran's", ["armenia", "azerbaijan", "iran"]),
        ("Iran, Israel, and Iran again", ["iran", "israel"]),
        ("the Kremlin and the White House", ["russia", US]),
        ("Karabakh Armenians fled to Armenia", [KARABAKH, "armenia"]),
        ("NAGORNO-KARABAKH", [KARABAKH]),
        ("US-Armenia talks, US-led, ex-Soviet", [US, "armenia", "soviet-union"]),
        ("U.S.A., U.K. and E.U.", [US, UK, EU]),
        ("#Armenia @Russia *Iran* _Israel_ ~~China~~ `India` <b>France</b>",
         ["armenia", "russia", "iran", "israel", "china", "india", "france"]),
        ("Armenia/Azerbaijan|Georgia", ["armenia", "azerbaijan", "georgia"]),
        ("First Armenia.Then Georgia...Iran", ["armenia", "georgia", "iran"]),
        ("Élysée ELYSEE", ["france"]),
        ("NagornoKarabakh", []),
        ("", []),
    ],
)  # fmt: skip
def test_actors_are_named_in_order_and_once(real_pack: Pack, text: str, actors: list[str]):
    assert named(real_pack, text) == actors


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("в Армению, из России, с Ираном и Турцией", ["armenia", "russia", "iran", "turkey"]),
        ("Израилем, Китаю, Украину, Кипра", ["israel", "china", "ukraine", "cyprus"]),
        ("Нагорного Карабаха и Советского Союза", [KARABAKH, "soviet-union"]),
        ("Объединённых Арабских Эмиратов", ["united-arab-emirates"]),
        ("Саудовской Аравии и США", ["saudi-arabia", US]),
        ("Ermenistan'ın Türkiye'ye, Rusya'dan", ["armenia", "turkey", "russia"]),
        ("Ermənistanın Rusiyaya, Türkiyədən", ["armenia", "russia", "turkey"]),
        ("ABŞ-ın, NATO-nun, ABD'nin", [US, "nato"]),
        ("Հայաստանի, Ադրբեջանին, Ռուսաստանից", ["armenia", "azerbaijan", "russia"]),
        ("ԱՄՆ-ն, Թուրքիայի, Իրանը", [US, "turkey", "iran"]),
        ("دول الخليج و ایران", ["gulf-states", "iran"]),
        ("भारत और 中国", ["india", "china"]),
    ],
)
def test_case_endings_are_seen_through(real_pack: Pack, text: str, actors: list[str]):
    assert named(real_pack, text) == actors


@pytest.mark.parametrize(
    ("text", "oblique"),
    [
        ("Армения", False), ("Армению", True), ("Ermenistan", False), ("Ermenistan'ı", True),
        ("Ermənistanı", True), ("Հայաստանը", False), ("Հայաստանին", True), ("ABŞ-ın", True),
        ("Armenia's", False),
    ],
)  # fmt: skip
def test_a_case_that_no_subject_has_is_told(real_pack: Pack, text: str, oblique: bool):
    assert [mention.oblique for mention in mentions(real_pack, text)] == [oblique]


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("Azerbijan, Amrenia and Isreal", ["azerbaijan", "armenia", "israel"]),
        ("Kazakstan or Kyrgzstan", ["kazakhstan", "kyrgyzstan"]),
        ("Turkye backs Azerbiajn", ["turkey", "azerbaijan"]),
        ("Untied Staets", [US]),
        ("Irna", []),
        ("a hungry person turns green in parks and parts of the parish", []),
        ("Giorgia, Israfil, Cyrus and Alina met Indira", []),
        ("обман, банку, делить, катер", []),
    ],
)
def test_slips_are_mended_but_words_are_not(real_pack: Pack, text: str, actors: list[str]):
    assert named(real_pack, text) == actors


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("tell us what you think", []),
        ("tell us what the us thinks", [US]),
        ("in the US, let us go", [US]),
        ("us vs them", []),
        ("why does us support armenia", [US, "armenia"]),
        ("it did us a favour, does us", []),
        ("WHY DO THEY TELL US NOTHING", []),
        ("THE US AND RUSSIA TELL US", [US, "russia"]),
        ("AI, my abs and my bae", []),
        ("un poco, the un, UN", [UN]),
        ("eu, uk, usa, nato", [EU, UK, US, "nato"]),
        ("Aİ", [EU]),
        ("nk is not NK", [KARABAKH]),
        ("ես եմ", []),
        ("no, in May I may go", []),
    ],
)
def test_short_names_count_only_where_they_are_names(real_pack: Pack, text: str, actors: list[str]):
    assert named(real_pack, text) == actors


def test_what_the_pack_does_not_cover_is_told_apart(real_pack: Pack):
    text = "Iraq and Gaza, not Iran; North Korea, Iraq again, Indiana"

    assert uncovered(real_pack, text) == ["Iraq", "Gaza", "North Korea", "Indiana"]
    assert named(real_pack, text) == ["iran"]


def test_a_slip_of_what_is_not_covered_is_no_actor(real_pack: Pack):
    assert named(real_pack, "Turkmenistn, Nigerria, Indianna") == []


def test_a_pack_without_neighbours_leaves_nothing_uncovered(small_pack: Pack):
    assert uncovered(small_pack, "Alba and Berga") == []


def test_every_name_is_found_in_a_sentence(real_pack: Pack):
    for actor in real_pack.actors.values():
        for name in (actor.id, *actor.names(), *actor.demonyms):
            assert named(real_pack, f"They said that {name} was there.") == [actor.id], name


@given(st.text(max_size=200))
def test_any_text_has_mentions_inside_it(real_pack: Pack, text: str):
    length = len(split(text))

    for mention in mentions(real_pack, text):
        assert 0 <= mention.start < mention.end <= length


@given(st.text(max_size=200))
def test_words_are_folded_and_not_empty(text: str):
    assert all(word.key and word.key == word.key.casefold() for word in split(text))


def test_punctuation_makes_no_other_title():
    assert squash("Armenia's “Velvet” Revolution!") == squash("armenias velvet revolution")


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("армения", "армениеи"), ("китаи", "китая"), ("москва", "москву"), ("кремль", "кремля"),
        ("афины", "афин"), ("эмираты", "эмиратов"), ("иран", "ираном"), ("белыи", "белого"),
        ("rusiya", "rusiyanin"), ("հայաստան", "հայաստանում"),
    ],
)  # fmt: skip
def test_a_word_has_its_case_forms(word: str, form: str):
    assert form in dict(inflected(word))


@pytest.mark.parametrize("word", ["баку", "сша", "us", "中国", "ایران", "b52s"])
def test_other_words_are_not_inflected(word: str):
    assert list(inflected(word)) == []
