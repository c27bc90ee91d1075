"""Every actor, relation, event and explainer of the pack as a Discord view and as plain text."""

from collections.abc import Iterator
from datetime import date

import pytest

from bot.cards.explainer import daily_card
from bot.cards.open import open_card
from bot.cards.plain import to_text
from bot.core.card import Route
from bot.core.pack import Pack
from bot.on_discord.rendering import custom_id, pages_of, to_view
from bot.services.pack_shelf import PackShelf
from tests.on_discord.world import walk


def routes(pack: Pack) -> Iterator[Route]:
    yield from (Route("actor", (actor,)) for actor in pack.actors)
    yield from (Route("timeline", (actor, "", "", "")) for actor in pack.actors)
    yield from (Route("event", (event,)) for event in pack.events)
    yield from (Route("explainer", (explainer,)) for explainer in pack.explainers)
    for alliance in pack.alliances.values():
        yield Route("alliance", (alliance.start, alliance.to, ""))
        yield Route("why", (alliance.start, alliance.to, ""))
        yield Route("why", (alliance.start, alliance.to, "2020-10"))
    for subject in (*pack.actors, *pack.alliances, *pack.events, *pack.explainers, ""):
        yield Route("sources", (subject,))
    for on in ("", "1993", "2010", "2020-10", "2023-10", "2025-08"):
        yield Route("alliances", ("", on))
        yield Route("paradoxes", (on,))
    yield from (Route("help"), Route("about"), Route("timeline", ("", "", "", "")))


@pytest.fixture(scope="module")
def pack(real_shelf: PackShelf) -> Pack:
    return real_shelf.pack


async def test_every_page_of_every_card_fits_discord(pack: Pack):
    for route in routes(pack):
        card = open_card(pack, route)
        for page in range(len(pages_of(card))):
            view = to_view(card, page)
            components = walk(view.to_components())

            assert view.content_length() <= 4000, route
            assert len(components) <= 40, route
            ids = [c["custom_id"] for c in components if "custom_id" in c]
            assert len(ids) == len(set(ids)), route
            assert all(len(each) <= 100 for each in ids), route
            for menu in (c for c in components if c["type"] == 3):
                values = [option["value"] for option in menu["options"]]
                assert len(values) == len(set(values)) <= 25, route
                assert all(len(value) <= 100 for value in values), route


async def test_every_explainer_fits_one_message(pack: Pack):
    """It is posted whole once a day."""
    for explainer in pack.explainers:
        card = open_card(pack, Route("explainer", (explainer,)))

        assert len(pages_of(card)) == 1, explainer


async def test_every_daily_explainer_is_one_message_with_all_on_it(pack: Pack):
    """Also on the anniversary of what it is about, which takes a line more."""
    for explainer in pack.explainers.values():
        event = pack.events.get(explainer.about)
        day = event.when.first_start.replace(year=2027) if event else date(2026, 9, 28)
        card = daily_card(pack, explainer.id, day, discuss=True)

        assert len(pages_of(card)) == 1, explainer.id
        assert to_view(card).content_length() <= 4000, explainer.id


def test_every_card_reads_as_plain_text_with_every_source(pack: Pack):
    for route in routes(pack):
        card = open_card(pack, route)
        text = to_text(card)

        assert card.title in text
        assert all(source.url in text for source in card.sources)


def test_every_route_survives_a_custom_id(pack: Pack):
    for route in routes(pack):
        assert len(custom_id(route.at(99))) <= 100
