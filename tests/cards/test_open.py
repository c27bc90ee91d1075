"""Whatever a card offers, opens."""

from collections import deque
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

import pytest

from bot.cards.open import open_card
from bot.cards.plain import to_text
from bot.core.card import Card, Item, Option, Route, parse_route
from bot.core.pack import Pack
from bot.core.queries import tie_on
from bot.errors import BadInput

DATES = ("", "1993", "2010", "2020-10-27", "2022-09", "2020-09-27~/2020-11-10~", "2030")
LONGEST = "timeline:{actor}:2020-09-27~/2020-11-10~:2020-09-27~/2020-11-10~:humanitarian:99"
MAX_CUSTOM_ID = 100


def main_routes(pack: Pack) -> Iterator[Route]:
    """The cards that commands lead to, other than by a name."""
    yield from (Route("help"), Route("about"), Route("sources", ("",)))
    yield Route("timeline", ("", "", "", ""))
    yield from (Route(kind, (on,)) for kind in ("paradoxes",) for on in DATES)
    yield from (Route("alliances", (side, on)) for side in ("", *pack.header.sides) for on in DATES)
    yield from (Route("explainer", (explainer,)) for explainer in pack.explainers)
    year = (date(2024, 1, 1) + timedelta(days=ahead) for ahead in range(366))
    yield from (Route("onthisday", (f"{day:%m-%d}",)) for day in year)


def offers(card: Card) -> Iterator[Option]:
    yield from (*card.buttons, *card.options)
    yield from (block.option for block in card.blocks if isinstance(block, Item) and block.option)


def walked(pack: Pack) -> dict[Route, Card]:
    """Every card that can be reached from the main ones, by the route that opened it."""
    cards: dict[Route, Card] = {}
    waiting = deque(main_routes(pack))
    while waiting:
        route = waiting.popleft()
        if route not in cards:
            cards[route] = open_card(pack, route)
            waiting.extend(option.opens for option in offers(cards[route]))
    return cards


class Walk(NamedTuple):
    pack: Pack
    cards: dict[Route, Card]


@pytest.fixture(scope="module")
def small_walk(small_pack: Pack) -> Walk:
    return Walk(small_pack, walked(small_pack))


@pytest.fixture(scope="module")
def real_walk(real_pack: Pack) -> Walk:
    return Walk(real_pack, walked(real_pack))


@pytest.fixture(params=["small_walk", "real_walk"])
def walk(request: pytest.FixtureRequest) -> Walk:
    walk: Walk = request.getfixturevalue(request.param)
    return walk


@pytest.fixture
def cards(walk: Walk) -> dict[Route, Card]:
    return walk.cards


def test_every_route_that_a_card_offers_opens_a_card_with_words(cards: dict[Route, Card]):
    assert len(cards) > 366
    assert [str(route) for route, card in cards.items() if not (card.title and card.blocks)] == []


def test_everything_in_the_pack_can_be_reached(walk: Walk):
    opened = {(route.kind, *route.args) for route in walk.cards}
    led_to = {frozenset(route.args[:2]) for route in walk.cards if route.kind == "alliance"}
    in_force = {each.ends for each in walk.pack.alliances.values() if tie_on(each, walk.pack.day)}

    assert {("actor", actor) for actor in walk.pack.actors} <= opened
    assert {("event", event) for event in walk.pack.events} <= opened
    assert {("explainer", explainer) for explainer in walk.pack.explainers} <= opened
    assert in_force <= led_to


def test_every_route_fits_a_button_and_survives_it(cards: dict[Route, Card]):
    for route in cards:
        assert len(f"v1:{route.at(99)}") <= MAX_CUSTOM_ID
        assert parse_route(str(route)) == route


def test_the_longest_route_of_the_longest_id_fits_a_button():
    assert len(f"v1:{LONGEST.format(actor='x' * 24)}") <= MAX_CUSTOM_ID
    assert len(f"v1:alliance:{'x' * 24}:{'x' * 24}:2020-09-27~/2020-11-10~:99") <= MAX_CUSTOM_ID
    assert len(f"v1:explainer:{'x' * 48}:99") <= MAX_CUSTOM_ID


def test_a_card_reopens_by_its_own_route(walk: Walk):
    for card in walk.cards.values():
        assert card.route is not None

        reopened = open_card(walk.pack, card.route)

        assert (reopened.title, reopened.blocks) == (card.title, card.blocks)
        assert (reopened.buttons, reopened.options) == (card.buttons, card.options)


def test_no_card_has_two_buttons_of_one_name(cards: dict[Route, Card]):
    labels = [[button.label for button in card.buttons] for card in cards.values()]

    assert [each for each in labels if len(each) != len(set(each))] == []


def test_every_label_has_words(cards: dict[Route, Card]):
    options = [option for card in cards.values() for option in offers(card)]

    assert all(option.label.strip() for option in options)
    assert all(not option.label.startswith("the ") for option in options)


def test_no_card_has_a_gap_where_a_word_should_be(cards: dict[Route, Card]):
    odd = ("  ", " .", " ,", "()", "None", "{", "}", ": .", "..\n")
    found = {
        str(route): gap
        for route, card in cards.items()
        for gap in odd
        if gap in to_text(card).replace("    - ", "")
    }

    assert found == {}


@pytest.mark.parametrize(
    "route",
    [
        "zzyzx:0",
        "actor:0",
        "actor:nobody:0",
        "actor:alba:more:0",
        "why:coria:nobody::0",
        "why:nobody:alba::0",
        "why:coria:alba:long ago:0",
        "alliance:nobody:alba::0",
        "alliances:coria::0",
        "alliances:nobody::0",
        "paradoxes:1990-13:0",
        "timeline:nobody::::0",
        "event:nothing:0",
        "onthisday:02-30:0",
        "onthisday:zz:0",
        "explainer:nothing:0",
        "sources:nothing:0",
    ],
)
def test_a_button_for_what_is_gone_says_so(small_pack: Pack, route: str):
    parsed = parse_route(route)
    assert parsed is not None

    with pytest.raises(BadInput, match="That is no longer in the pack; ask again with a command"):
        open_card(small_pack, parsed)


@pytest.mark.parametrize(
    "route",
    [
        Route("timeline", ("", "", "", "weather")),
        Route("timeline", ("nobody", "", "", "")),
        Route("onthisday", ("02-31",)),
        Route("sources", ("nobody",)),
        Route("why", ("coria", "alba", "someday")),
        Route("why", ("coria", "alba")),
        Route("alliances", ("coria", "")),
        Route("weather", ("",)),
    ],
)
def test_what_a_route_can_no_longer_name_is_told(small_pack: Pack, route: Route):
    with pytest.raises(BadInput, match="no longer in the pack"):
        open_card(small_pack, route)


@pytest.mark.parametrize(
    ("route", "title", "told"),
    [
        ("alliances:berga:1995:0", "Who backs whom — 1995", "Backing Berga"),
        ("timeline:coria:1990:1990-12:treaty:0", "Timeline — Coria", "1 event"),
        ("onthisday:05-02:0", "On this day — 2 May", "Coria and Alba sign a pact"),
        ("why:dovia:alba:2000:0", "Why did Dovia back Alba?", "Dovia backed Alba"),
        ("alliance:dovia:estra:2000:0", "Dovia and Estra", "aligned"),
    ],
)
def test_a_route_gives_the_card_all_its_arguments(
    small_pack: Pack, route: str, title: str, told: str
):
    parsed = parse_route(route)
    assert parsed is not None

    card = open_card(small_pack, parsed)

    assert card.title == title
    assert told in to_text(card)
    assert card.route == parsed
