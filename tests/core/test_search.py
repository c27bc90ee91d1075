"""Names as people type them."""

from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.pack import Actor, Pack
from bot.core.search import (
    allowed_distance,
    find_actor,
    is_elsewhere,
    name_index,
    normalise,
    suggest_actors,
)
from tests.editing import edited


def ids(actors: Iterable[Actor]) -> list[str]:
    return [actor.id for actor in actors]


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Türkiye", "turkiye"),
        ("AZƏRBAYCAN", "azerbaycan"),
        ("Élysée", "elysee"),
        ("U.S.", "us"),
        ("Nagorno-Karabakh", "nagorno karabakh"),
        ("  the   Kremlin ", "the kremlin"),
        ("Bakı'nın", "baki"),
        ("Russia’s", "russia"),
        ("Côte d'Ivoire", "cote divoire"),
        ("Россия", "россия"),
        ("Հայաստան", "հայաստան"),
        ("ＩＲＡＮ", "iran"),
        ("𝐈ran", "iran"),
        ("?!", ""),
    ],
)
def test_spellings_are_compared_without_case_accents_and_punctuation(text: str, folded: str):
    assert normalise(text) == folded


@given(st.text())
def test_folding_twice_is_folding_once(text: str):
    assert normalise(normalise(text)) == normalise(text)


@pytest.mark.parametrize(
    "text",
    ["Coria", "coria", "CORIA!", "the Corian Union", "Corian Union", "cu", "C.U.", "Coria's"],
)
def test_a_name_or_alias_finds_its_actor_however_it_is_written(small_pack: Pack, text: str):
    match = find_actor(small_pack, text)

    assert ids(match.actors) == ["coria"]
    assert match.exact


def test_a_name_in_another_script_finds_its_actor(small_pack: Pack):
    assert ids(find_actor(small_pack, "АЛЬБА").actors) == ["alba"]


def test_a_people_leads_to_its_actor(small_pack: Pack):
    assert ids(find_actor(small_pack, "Albans").actors) == ["alba"]


def test_the_beginning_of_a_name_finds_it(small_pack: Pack):
    assert ids(find_actor(small_pack, "Ber").actors) == ["berga"]


def test_the_beginning_of_several_names_finds_them_all(small_pack: Pack):
    assert ids(find_actor(small_pack, "Corian").actors) == ["coria", "dovia"]


def test_two_letters_begin_too_much_to_find_anything(small_pack: Pack):
    assert find_actor(small_pack, "Do").actors == ()


def test_the_beginning_of_a_later_word_finds_the_name_too(small_pack: Pack):
    assert ids(find_actor(small_pack, "Unio").actors) == ["coria"]


@pytest.mark.parametrize("typed", ["Brega", "Berag", "Berva", "Bergalamd"])
def test_a_slip_of_the_finger_is_mended_and_said_to_be(small_pack: Pack, typed: str):
    match = find_actor(small_pack, typed)

    assert ids(match.actors) == ["berga"]
    assert not match.exact


@pytest.mark.parametrize(
    ("key", "slips"), [("cu", 0), ("usa", 0), ("alba", 1), ("coria", 1), ("russia", 2)]
)
def test_short_names_allow_fewer_slips(key: str, slips: int):
    assert allowed_distance(key) == slips


def test_a_name_that_is_near_to_nothing_is_nothing(small_pack: Pack):
    match = find_actor(small_pack, "Zzyzx")

    assert match.actors == ()
    assert match.near == ()


def test_a_name_that_is_too_far_to_mend_brings_what_is_near(small_pack: Pack):
    match = find_actor(small_pack, "Doviastan")

    assert match.actors == ()
    assert ids(match.near)[0] == "dovia"
    assert len(match.near) <= 3


@pytest.mark.parametrize("typed", ["Corva", "elsewhere"])
def test_a_name_the_pack_does_not_cover_is_not_taken_for_a_misspelling(
    small_pack: Pack, typed: str
):
    match = find_actor(small_pack, typed)

    assert match.elsewhere
    assert match.actors == match.near == ()
    assert is_elsewhere(small_pack, normalise(typed))


@given(text=st.text())
def test_any_text_finds_actors_or_near_ones_and_never_both(small_pack: Pack, text: str):
    match = find_actor(small_pack, text)

    assert not (match.actors and match.near)
    assert len(ids(match.actors)) == len(set(ids(match.actors)))


def test_every_id_name_and_alias_of_the_real_pack_leads_to_its_actor(real_pack: Pack):
    strayed = [
        (name, actor.id)
        for actor in real_pack.actors.values()
        for name in (actor.id, *actor.names(), *actor.demonyms)
        if ids(find_actor(real_pack, name).actors) != [actor.id]
    ]

    assert strayed == []


def test_nothing_typed_offers_every_actor_in_the_order_of_the_pack(small_pack: Pack):
    offered = suggest_actors(small_pack, "")

    assert ids(actor for _, actor in offered) == list(small_pack.actors)


def test_what_begins_with_the_text_is_offered_before_what_contains_it(small_pack: Pack):
    by_beginning = ids(actor for _, actor in suggest_actors(small_pack, "cor"))
    by_inside = ids(actor for _, actor in suggest_actors(small_pack, "erg"))

    assert by_beginning == ["coria", "dovia"]
    assert by_inside == ["berga"]


def test_an_actor_is_offered_once_by_the_name_that_fits(small_pack: Pack):
    assert [name for name, _ in suggest_actors(small_pack, "republic")] == ["Republic of Alba"]
    assert suggest_actors(small_pack, "al")[0][0] == "Alba"


def test_a_misspelt_text_is_offered_what_it_can_mean(small_pack: Pack):
    assert ids(actor for _, actor in suggest_actors(small_pack, "Brega")) == ["berga"]


def test_a_text_like_nothing_is_offered_nothing(small_pack: Pack):
    assert suggest_actors(small_pack, "Zzyzx") == []


@given(text=st.text(), limit=st.integers(1, 4))
def test_no_more_is_offered_than_fits(small_pack: Pack, text: str, limit: int):
    assert len(suggest_actors(small_pack, text, limit)) <= limit


def test_the_index_of_a_pack_is_made_once(small_pack: Pack):
    assert name_index(small_pack) is name_index(small_pack)


def test_a_slip_in_a_name_that_is_not_covered_is_no_slip_in_another(small_pack: Pack):
    assert find_actor(small_pack, "Corvaa").elsewhere
    assert find_actor(small_pack, "Corja").elsewhere  # as near to Corva as to Coria


def test_two_slips_are_asked_about(small_pack: Pack):
    match = find_actor(small_pack, "Bregalnad")

    assert not match.actors
    assert ids(match.near)[0] == "berga"


def test_a_people_is_no_slip_of_another_people(small_pack: Pack):
    assert not find_actor(small_pack, "Albanz").actors


def test_the_nearest_of_several_misspelt_names_is_meant(breakable_pack: Path):
    pack = edited(breakable_pack, "actors.yaml", "[Corian Dovia]", "[Bergalund]")

    assert ids(find_actor(pack, "Cergaland").actors) == ["berga"]
    assert ids(find_actor(pack, "Cergalund").actors) == ["dovia"]
    assert ids(find_actor(pack, "Bergalond").actors) == ["berga", "dovia"]
