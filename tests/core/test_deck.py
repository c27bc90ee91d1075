"""The deck: every explainer once a cycle, in an order that follows from what is stored."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.deck import Deal, Dealt, next_deal
from bot.core.pack import Pack
from tests.core.decks import DAY, PLACE, START, add, dealing, deck, event, names, numbered

SIZES = st.integers(1, 40)


@given(size=SIZES, cycles=st.integers(1, 3))
def test_every_explainer_comes_once_a_cycle(size: int, cycles: int):
    pack = numbered(size)

    dealt = dealing(pack, size * cycles)

    for cycle in range(1, cycles + 1):
        came = [deal.explainer for deal in dealt if deal.cycle == cycle]
        assert sorted(came) == sorted(pack.explainers)
    assert [deal.cycle for deal in dealt] == sorted(deal.cycle for deal in dealt)


@given(size=SIZES, times=st.integers(0, 60))
def test_the_next_follows_from_what_is_stored(size: int, times: int):
    pack = numbered(size)
    dealt = dealing(pack, times)
    stored = [deal for deal in dealt if deal.cycle >= dealt[-1].cycle - 1]

    again = next_deal(pack, PLACE, stored, DAY, anniversaries=True)

    assert again == next_deal(pack, PLACE, dealt, DAY, anniversaries=True)


def test_two_places_are_dealt_in_different_orders_and_so_are_two_cycles():
    pack = numbered(30)

    one, other = (names(dealing(pack, 60, place=place)) for place in ("discord:1", "discord:2"))

    assert len({tuple(order) for order in (one[:30], one[30:], other[:30], other[30:])}) == 4
    assert one[:30] != sorted(one[:30])


@given(size=SIZES, skips=st.sets(st.integers(0, 79)))
def test_what_is_skipped_counts_as_dealt(size: int, skips: set[int]):
    pack, dealt = numbered(size), list[Dealt]()

    for number in range(2 * size):
        deal = next_deal(pack, PLACE, dealt, DAY, anniversaries=True)
        assert deal is not None
        dealt = add(dealt, deal, skipped=number in skips)

    assert sorted(names(dealt[:size])) == sorted(names(dealt[size:])) == sorted(pack.explainers)


@given(size=st.integers(2, 40), cycles=st.integers(2, 4))
def test_half_of_the_deck_or_fourteen_lie_between_two_showings(size: int, cycles: int):
    order = names(dealing(numbered(size), size * cycles))

    for name in set(order):
        places = [place for place, each in enumerate(order) if each == name]
        assert all(later - earlier > min(14, size // 2) for earlier, later in pairwise(places))


@given(size=SIZES, before=st.integers(0, 60), joining=st.integers(1, 10))
def test_what_a_pack_gains_joins_the_running_cycle(size: int, before: int, joining: int):
    dealt = dealing(numbered(size), before)
    grown = numbered(size + joining)
    cycle = max((deal.cycle for deal in dealt), default=1)
    left = size + joining - sum(deal.cycle == cycle for deal in dealt)

    after = dealing(grown, left, dealt)

    assert {deal.cycle for deal in after[before:]} == {cycle}
    assert {deal.explainer for deal in after if deal.cycle == cycle} == set(grown.explainers)


@given(size=st.integers(2, 40), kept=st.integers(1, 40), before=st.integers(0, 60))
def test_what_a_pack_loses_is_dealt_no_more(size: int, kept: int, before: int):
    dealt = dealing(numbered(size), before)
    shrunk = numbered(min(kept, size))

    after = dealing(shrunk, 2 * len(shrunk.explainers), dealt)

    assert set(names(after[before:])) == set(shrunk.explainers)


def test_a_deck_of_one_deals_it_every_day():
    assert names(dealing(numbered(1), 3)) == ["e0", "e0", "e0"]


def test_a_deck_of_none_deals_nothing():
    assert next_deal(numbered(0), PLACE, [], DAY, anniversaries=True) is None


EVENTS = (
    event("truce", "1994-11-24"),
    event("month", "1994-11"),
    event("perhaps", "1994-11-24?"),
    event("today", "2026-11-24"),
    event("siege", "1992-03-01/1992-11-24"),
)


def about(name: str) -> Pack:
    """Twenty explainers, the last of them about an event."""
    plain = [f"e{number}" for number in range(19)]
    return deck([*plain, "it"], {"it": name}, EVENTS)


@pytest.mark.parametrize("name", ["truce", "siege"])
def test_an_anniversary_goes_first(name: str):
    pack = about(name)

    deal = next_deal(pack, PLACE, [], DAY, anniversaries=True)

    assert deal == Deal("it", 1, pack.events[name])


@pytest.mark.parametrize("name", ["month", "perhaps", "today"])
def test_a_vague_date_or_the_day_itself_is_no_anniversary(name: str):
    deal = next_deal(about(name), PLACE, [], DAY, anniversaries=True)

    assert deal is not None
    assert deal.explainer != "it"


def test_another_day_is_no_anniversary():
    deal = next_deal(about("truce"), PLACE, [], date(2026, 11, 25), anniversaries=True)

    assert deal is not None
    assert deal.anniversary is None


def test_anniversaries_can_be_off():
    deal = next_deal(about("truce"), PLACE, [], DAY, anniversaries=False)

    assert deal is not None
    assert deal.explainer != "it"


def test_an_anniversary_that_was_dealt_waits_for_the_next_cycle():
    pack = about("truce")
    dealt = [Dealt("it", 1, START, skipped=False)]

    deal = next_deal(pack, PLACE, dealt, DAY, anniversaries=True)

    assert deal is not None
    assert deal.anniversary is None


def test_an_anniversary_that_came_at_the_end_of_a_cycle_does_not_open_the_next():
    pack = about("truce")
    dealt = [Dealt(f"e{number}", 1, START, skipped=False) for number in range(19)]
    dealt = [*dealt, Dealt("it", 1, START, skipped=False)]

    deal = next_deal(pack, PLACE, dealt, DAY, anniversaries=True)

    assert deal is not None
    assert deal.cycle == 2
    assert deal.explainer != "it"


def test_neighbours_differ_in_subject_while_they_can():
    subjects = ("coria-alba", "dovia-berga", "evia-alba", "talks")
    abouts = {f"e{number}": subjects[number % 4] for number in range(40)}
    pack = deck(list(abouts), abouts)

    order = [abouts[name] for name in names(dealing(pack, 20))]

    assert all(len(set(order[place : place + 4])) == 4 for place in range(17))


def test_neighbours_differ_in_actors_but_for_the_sides():
    shared = [event(f"e{n}", "2000", "alba", "berga", "coria") for n in range(3)]
    others = [event(f"o{n}", "2000", "alba", "berga", f"actor{n}") for n in range(9)]
    pack = deck([each.id for each in (*shared, *others)], events=(*shared, *others))

    order = names(dealing(pack, 9))

    places = [place for place, name in enumerate(order) if name.startswith("e")]
    assert all(later - earlier > 3 for earlier, later in pairwise(places))


def test_what_was_skipped_is_nobodys_neighbour():
    pack = deck(["a", "b", "c"], {"a": "same", "b": "same"})
    dealt = [Dealt("a", 1, START, skipped=True)]
    order = {place: next_deal(pack, place, dealt, DAY, anniversaries=True) for place in PLACES}

    assert {deal.explainer for deal in order.values() if deal} == {"b", "c"}


def test_after_one_that_was_shown_its_like_waits():
    pack = deck(["a", "b", "c"], {"a": "same", "b": "same"})
    dealt = [Dealt("a", 1, START, skipped=False)]
    order = {place: next_deal(pack, place, dealt, DAY, anniversaries=True) for place in PLACES}

    assert {deal.explainer for deal in order.values() if deal} == {"c"}


PLACES = [f"discord:{number}" for number in range(20)]


@settings(max_examples=20)
@given(times=st.integers(1, 60))
def test_a_real_deck_repeats_nothing_for_a_fortnight(real_pack: Pack, times: int):
    order = names(dealing(real_pack, 100 + times)[-60:])

    assert all(len(set(order[place : place + 15])) == 15 for place in range(len(order) - 14))
