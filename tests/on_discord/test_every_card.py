"""Every actor, relation, event and explainer of the pack as a Discord view and as plain text."""

from collections.abc import Iterator
from datetime import date

import pytest

from bot.cards.explainer import daily_card
from bot.cards.open import open_card
from bot.cards.plain import to_text
from bot.core.card import Card, Route
from bot.core.pack import THIN, Explainer, Pack
from bot.core.reading.post_length import Lengths
from bot.on_discord.markdown import escaped
from bot.on_discord.paging import size_of
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


def longest_day(pack: Pack, explainer: Explainer) -> date:
    """The anniversary of what it is about, which takes a line more, or one of a long name."""
    event = pack.events.get(explainer.about)
    return event.when.first_start.replace(year=2027) if event else date(2026, 9, 28)


def length_of(card: Card) -> int:
    """As a page counts it, which allows for what stands between the texts."""
    return len(escaped(card.title)) + len("## ") + size_of(card.blocks).characters


async def test_every_daily_explainer_is_one_message_with_all_on_it(pack: Pack):
    for explainer in pack.explainers.values():
        card = daily_card(pack, explainer.id, longest_day(pack, explainer), discuss=True)

        assert len(pages_of(card)) == 1, explainer.id
        assert to_view(card).content_length() <= 4000, explainer.id


def test_no_daily_explainer_is_longer_than_a_pack_is_told(pack: Pack):
    """The reader of packs cannot see the cards, and counts for itself."""
    counted = Lengths(
        {source.id: source.url for source in pack.sources.values()},
        frozenset(source.id for source in pack.sources.values() if source.reliability in THIN),
        {actor.id: actor.name for actor in pack.actors.values()},
        frozenset(pack.events),
    )
    spare = []
    for explainer in pack.explainers.values():
        card = daily_card(pack, explainer.id, longest_day(pack, explainer), discuss=True)
        claims = [pack.claims[name] for name in explainer.claim_ids()]

        spare.append(counted.of_post(explainer, claims) - length_of(card))

    assert min(spare) >= 0
    assert max(spare) < 30


def test_every_card_reads_as_plain_text_with_every_source(pack: Pack):
    for route in routes(pack):
        card = open_card(pack, route)
        text = to_text(card)

        assert card.title in text
        assert all(source.url in text for source in card.sources)


def test_every_route_survives_a_custom_id(pack: Pack):
    for route in routes(pack):
        assert len(custom_id(route.at(99))) <= 100
