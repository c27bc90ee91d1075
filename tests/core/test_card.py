"""Routes, as they stand in buttons for ever."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.card import Route, parse_route

LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789-./~?%"
kinds, words = st.text(LETTERS, min_size=1, max_size=48), st.text(f"{LETTERS}:", max_size=48)


def test_a_route_stands_in_a_button_as_kind_arguments_and_page():
    assert str(Route("why", ("coria", "alba", "2001-05"), 2)) == "why:coria:alba:2001-05:2"


def test_a_route_leads_to_another_page_of_the_same_card():
    assert Route("actor", ("coria",)).at(3) == Route("actor", ("coria",), 3)


@given(st.builds(Route, kinds, st.lists(words).map(tuple), st.integers(0, 999)))
def test_a_route_survives_its_button(route: Route):
    assert parse_route(str(route)) == route


@pytest.mark.parametrize("text", ["", "help", ":0", "help:", "help:x", "help:-1", "help:1.5"])
def test_what_is_no_route_is_none(text: str):
    assert parse_route(text) is None


@given(st.text())
def test_any_text_is_a_route_or_none(text: str):
    route = parse_route(text)

    assert route is None or parse_route(str(route)) == route
