"""What a report is about, as the buttons of the card tell."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime

import pytest

from bot.cards.explainer import daily_card
from bot.cards.open import open_card
from bot.cards.report_subject import name_of_subject, subject_in, subject_of_button
from bot.core.card import Card, Item, Route
from bot.core.pack import Pack
from bot.core.report import Report, Subject
from bot.errors import BadInput

ID = "why-coria-armed-alba"
WHY = Route("why", ("coria", "alba", "1999"))
DAY = date(2026, 11, 24)


def routes(card: Card, pages: Iterable[int] = ()) -> list[Route]:
    """As a platform shows them: the menu, the buttons, and those that turn the *pages*."""
    items = [block.option for block in card.blocks if isinstance(block, Item) and block.option]
    options = (*items, *card.options, *card.buttons)
    assert card.route is not None
    return [*(option.opens for option in options), *(card.route.at(page) for page in pages)]


@pytest.mark.parametrize(
    "route",
    [
        Route("actor", ("coria",)),
        Route("event", ("talks-fail",)),
        Route("explainer", (ID,)),
        WHY,
        Route("alliance", ("coria", "dovia", "")),
    ],
)
def test_a_card_of_one_page_is_known_by_its_sources(small_pack: Pack, route: Route):
    subject = subject_in(small_pack, routes(open_card(small_pack, route)))

    assert subject == Subject(route)


def test_the_two_cards_of_a_backing_are_one_subject_with_its_date(small_pack: Pack):
    alliance = open_card(small_pack, Route("alliance", ("alba", "coria", "1999")))

    assert subject_in(small_pack, routes(alliance)) == Subject(WHY)


@pytest.mark.parametrize(
    "route",
    [
        Route("timeline", ("coria", "1990", "", "")),
        Route("sources", ("",)),
        Route("alliances", ("", "1999")),
        Route("onthisday", ("05-02",)),
    ],
)
@pytest.mark.parametrize("pages", [(0, 1), (1, 3), (2, 3)])
def test_a_card_of_several_pages_is_known_by_the_buttons_that_turn_them(
    small_pack: Pack, route: Route, pages: tuple[int, ...]
):
    card = open_card(small_pack, route)

    assert subject_in(small_pack, routes(card, pages)) == Subject(route)


def test_a_posted_explainer_is_known_with_its_day(small_pack: Pack):
    card = daily_card(small_pack, ID, DAY, discuss=True)

    assert subject_in(small_pack, routes(card)) == Subject(Route("explainer", (ID,)), DAY)


@pytest.mark.parametrize("kind", ["alliances", "paradoxes", "timeline", "onthisday", "help"])
def test_a_short_list_counts_as_the_whole_pack(small_pack: Pack, kind: str):
    args = {
        "alliances": ("", ""),
        "paradoxes": ("",),
        "timeline": ("",) * 4,
        "onthisday": ("05-02",),
    }
    card = open_card(small_pack, Route(kind, args.get(kind, ())))

    assert subject_in(small_pack, [*routes(card), Route("actor", ("alba",))]) == Subject(
        Route("about")
    )


@pytest.mark.parametrize("found", [[], [Route("settings")], [Route("report-decide", ("x", "y"))]])
def test_what_is_no_card_has_no_subject(small_pack: Pack, found: list[Route]):
    assert subject_in(small_pack, found) is None


def test_an_alliance_that_is_on_offer_under_its_sources_alone_has_no_date(small_pack: Pack):
    offered = [Route("sources", ("coria-alba",)), Route("actor", ("coria",)), Route("sources")]
    others = [Route("why", ("dovia", "alba", "1999"))]

    assert subject_in(small_pack, [*offered, *others]) == Subject(
        Route("why", ("coria", "alba", ""))
    )


def test_buttons_for_reports_say_what_they_are_about():
    posted = Route("report", (ID, "2026-11-24"))
    again = Route("report-again", ("", "why", "coria", "alba", "1999"))

    assert subject_of_button(posted) == Subject(Route("explainer", (ID,)), DAY)
    assert subject_of_button(again) == Subject(WHY)


def test_a_button_of_another_version_gets_a_sentence():
    with pytest.raises(BadInput, match="from another version"):
        subject_of_button(Route("report", (ID, "someday")))
    with pytest.raises(BadInput, match="from another version"):
        subject_of_button(Route("report", (ID,)))


@pytest.mark.parametrize(
    ("pack", "route", "name"),
    [
        ("small", WHY, "Why did the Corian Union back Alba?"),
        ("small", Route("explainer", (ID,)), "Why did the Corian Union arm Alba?"),
        ("small", Route("actor", ("zora",)), "A card that is gone from the pack: actor zora"),
        ("other", WHY, "A card that is gone from the pack: why coria alba 1999"),
    ],
)
def test_a_subject_is_named_by_its_card_as_far_as_there_is_one(
    small_pack: Pack, pack: str, route: Route, name: str
):
    at = datetime(2026, 11, 24, tzinfo=UTC)
    report = Report("r1", "discord:1", pack, Subject(route), "wrong", None, at, None)

    assert name_of_subject(small_pack, report) == name
