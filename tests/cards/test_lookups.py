"""The look-up commands: free text in, a card out, or a question back."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cards import lookups
from bot.cards.open import open_card
from bot.cards.plain import body
from bot.core.card import Route
from bot.core.pack import Pack
from bot.errors import BadInput, Unclear

TODAY = date(2020, 5, 2)


def routes(refusal: pytest.ExceptionInfo[Unclear]) -> list[str]:
    return [str(option.opens) for option in refusal.value.options]


def test_names_are_taken_as_people_type_them(small_pack: Pack):
    card = lookups.why(small_pack, "the C.U.", "Republic of Alba", "", TODAY)

    assert card.route == Route("why", ("coria", "alba", ""))


def test_a_misspelt_name_is_mended(small_pack: Pack):
    assert lookups.actor(small_pack, "Brega").title == "Berga"


@pytest.mark.parametrize(
    ("on", "route"),
    [
        ("", "why:coria:alba::0"),
        ("1995", "why:coria:alba:1995:0"),
        ("May 1995", "why:coria:alba:1995-05:0"),
        ("today", "why:coria:alba::0"),
    ],
)
def test_a_date_goes_into_the_card(small_pack: Pack, on: str, route: str):
    assert str(lookups.why(small_pack, "Coria", "Alba", on, TODAY).route) == route


def test_what_is_no_date_is_refused(small_pack: Pack):
    with pytest.raises(BadInput, match="is no date I can read"):
        lookups.alliance(small_pack, "Coria", "Alba", "long ago", TODAY)


def test_a_name_of_several_is_asked_back_and_each_option_completes_the_question(small_pack: Pack):
    with pytest.raises(Unclear, match=r"“Corian” can be Coria or Dovia\. Which one\?") as refusal:
        lookups.why(small_pack, "Corian", "Alba", "1995", TODAY)

    assert routes(refusal) == ["why:coria:alba:1995:0", "why:dovia:alba:1995:0"]


def test_the_second_name_can_be_the_unclear_one(small_pack: Pack):
    with pytest.raises(Unclear, match="“Corian” can be Coria or Dovia") as refusal:
        lookups.alliance(small_pack, "Alba", "Corian", "", TODAY)

    assert routes(refusal) == ["alliance:alba:coria::0", "alliance:alba:dovia::0"]


def test_an_unknown_name_is_asked_back_with_what_is_near(small_pack: Pack):
    with pytest.raises(Unclear, match=r"I do not know “Doviastan”\. Did you mean") as refusal:
        lookups.why(small_pack, "Doviastan", "Alba", "1995", TODAY)

    assert "why:dovia:alba:1995:0" in routes(refusal)


def test_several_near_names_are_joined_as_people_do(small_pack: Pack):
    with pytest.raises(Unclear, match=r"Did you mean Coria, Dovia or Berga\?"):
        lookups.actor(small_pack, "Coribaland")


def test_a_name_like_nothing_has_no_options(small_pack: Pack):
    with pytest.raises(Unclear, match=r"I do not know “Zzyzx”\. Try another spelling") as refusal:
        lookups.actor(small_pack, "Zzyzx")

    assert routes(refusal) == []


@pytest.mark.parametrize(("one", "other"), [("Corian", "Zzyzx"), ("Zzyzx", "Corian")])
def test_two_names_that_fail_offer_no_half_question(small_pack: Pack, one: str, other: str):
    with pytest.raises(Unclear) as refusal:
        lookups.why(small_pack, one, other, "", TODAY)

    assert routes(refusal) == []


def test_a_name_the_pack_does_not_cover_is_told_so(small_pack: Pack):
    with pytest.raises(Unclear, match="“Corva” is not in this pack") as refusal:
        lookups.actor(small_pack, "Corva")

    assert routes(refusal) == []


def test_one_actor_under_two_names_is_no_pair(small_pack: Pack):
    with pytest.raises(BadInput, match="Both names mean the Corian Union; name two different"):
        lookups.alliance(small_pack, "Coria", "CU", "", TODAY)


def test_a_name_beyond_all_measure_is_not_looked_for(small_pack: Pack):
    with pytest.raises(BadInput, match="at most 100 characters; this one has 101"):
        lookups.actor(small_pack, "x" * 101)
    with pytest.raises(Unclear, match="I do not know “xxx"):
        lookups.actor(small_pack, "x" * 100)


@given(one=st.text(max_size=120), other=st.text(max_size=120), on=st.sampled_from(["", "1995"]))
def test_any_names_bring_a_card_or_options_that_open(
    small_pack: Pack, one: str, other: str, on: str
):
    try:
        card = lookups.why(small_pack, one, other, on, TODAY)
    except Unclear as unclear:
        offered = [open_card(small_pack, option.opens) for option in unclear.options]
    except BadInput:
        offered = []
    else:
        offered = [card]

    assert all(body(each) for each in offered)


def test_alliances_are_shown_for_both_sides_or_one(small_pack: Pack):
    both = lookups.alliances(small_pack, "", "1995", TODAY)
    one = lookups.alliances(small_pack, "republic of alba", "", TODAY)

    assert both.route == Route("alliances", ("", "1995"))
    assert one.route == Route("alliances", ("alba", ""))


@pytest.mark.parametrize("side", ["Coria", "Corian", "Corva", "Zzyzx"])
def test_what_is_no_side_is_answered_with_the_sides(small_pack: Pack, side: str):
    with pytest.raises(Unclear, match=f"“{side}” is no side of this conflict; choose Alba or") as (
        refusal
    ):
        lookups.alliances(small_pack, side, "1995", TODAY)

    assert routes(refusal) == ["alliances:alba:1995:0", "alliances:berga:1995:0"]


def test_paradoxes_are_shown_of_a_day(small_pack: Pack):
    assert lookups.paradoxes(small_pack, "2000", TODAY).route == Route("paradoxes", ("2000",))


def test_a_timeline_takes_an_actor_a_stretch_and_a_kind(small_pack: Pack):
    card = lookups.timeline(small_pack, "Alba", "1990", "2001", " Treaty ", TODAY)

    assert card.route == Route("timeline", ("alba", "1990", "2001", "treaty"))
    assert "1 event (kind: treaty, not before 1990, not after 2001)." in body(card)


def test_a_timeline_may_be_of_everything(small_pack: Pack):
    assert "3 events" in body(lookups.timeline(small_pack, "", "", "", "", TODAY))


def test_an_unclear_actor_of_a_timeline_keeps_its_filters(small_pack: Pack):
    with pytest.raises(Unclear) as refusal:
        lookups.timeline(small_pack, "Corian", "1990", "", "war", TODAY)

    assert routes(refusal) == ["timeline:coria:1990::war:0", "timeline:dovia:1990::war:0"]


def test_a_timeline_that_ends_before_it_begins_is_refused(small_pack: Pack):
    with pytest.raises(BadInput, match="1990 is before 1991; swap the two dates"):
        lookups.timeline(small_pack, "", "1991", "1990", "", TODAY)


@pytest.mark.parametrize(
    ("kind", "remedy"),
    [("treety", "“treety”; did you mean “treaty”?"), ("zzyzx", "choose from war, ceasefire,")],
)
def test_an_unknown_kind_is_told_with_the_known_ones(small_pack: Pack, kind: str, remedy: str):
    with pytest.raises(BadInput) as refusal:
        lookups.timeline(small_pack, "", "", "", kind, TODAY)

    assert remedy in str(refusal.value)
    assert "`" not in str(refusal.value)


def test_anniversaries_are_of_today_unless_a_day_is_given(small_pack: Pack):
    assert lookups.on_this_day(small_pack, "", TODAY).title == "On this day — 2 May"
    assert lookups.on_this_day(small_pack, "1 Apr 1999", TODAY).title == "On this day — 1 April"


def test_anniversaries_of_more_than_a_day_are_refused(small_pack: Pack):
    with pytest.raises(BadInput, match="“May 1990” is more than a day; write one like"):
        lookups.on_this_day(small_pack, "May 1990", TODAY)


@pytest.mark.parametrize(
    ("about", "title"),
    [
        ("", "Sources — The Alba-Berga dispute"),
        ("coria-alba", "Sources — Coria and Alba"),
        ("talks-fail", "Sources — Talks fail"),
        ("why-coria-armed-alba", "Sources — Why did the Corian Union arm Alba?"),
        ("the Corian Union", "Sources — Coria"),
    ],
)
def test_sources_are_asked_for_by_name_or_id(small_pack: Pack, about: str, title: str):
    assert lookups.sources(small_pack, about).title == title


def test_sources_of_an_unclear_name_are_asked_back(small_pack: Pack):
    with pytest.raises(Unclear) as refusal:
        lookups.sources(small_pack, "Corian")

    assert routes(refusal) == ["sources:coria:0", "sources:dovia:0"]


def test_a_mended_name_is_said_to_be(small_pack: Pack):
    card = lookups.why(small_pack, "Doviaa", "Alba", "", TODAY)

    assert body(card).startswith("I read “Doviaa” as Dovia.")


@pytest.mark.parametrize("on", ["05-02", "2 May", "May 2", " 2 MAY "])
def test_a_day_of_the_year_needs_no_year(small_pack: Pack, on: str):
    assert lookups.on_this_day(small_pack, on, TODAY).title == "On this day — 2 May"
