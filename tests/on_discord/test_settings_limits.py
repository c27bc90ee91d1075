"""The fullest panel and the fullest log still fit Discord's messages."""

from __future__ import annotations

from datetime import UTC, date, datetime

from bot.cards.settings import Situation, log_card, panel_card, saved
from bot.cards.settings_words import Names
from bot.core.card import Card
from bot.core.obstacles import obstacles
from bot.core.place_settings import Notify, PlaceSettings, PollOpeners
from bot.core.post import Post, State
from bot.core.settings_change import Change, changed
from bot.on_discord.rendering import pages_of, to_view
from tests.on_discord.world import walk

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
NAMES = Names({"small": "T" * 100}, {"1" * 19: "t" * 20})
MANY, OTHERS = (frozenset(str(first * 10**18 + number) for number in range(25)) for first in (1, 2))
BARE = PlaceSettings(moderator_roles=OTHERS, poll_roles=OTHERS)
FULL = PlaceSettings(
    channel="1" * 19,
    forum_tag="1" * 19,
    zone="America/Argentina/ComodRivadavia",
    days=frozenset({0, 2, 4, 6}),
    notify=Notify.ROLE,
    notify_role="2" * 19,
    moderator_roles=MANY,
    poll_openers=PollOpeners.ROLES,
    poll_roles=MANY,
    moderators_channel="3" * 19,
)
POST = Post("discord:1", date(2026, 11, 24), NOW, State.PLANNED)


def fits(card: Card) -> bool:
    views = [to_view(card, page) for page in range(len(pages_of(card)))]
    return all(
        view.content_length() <= 4000 and len(walk(view.to_components())) <= 40 for view in views
    )


async def test_the_fullest_panel_is_one_message():
    found = obstacles(FULL, {"1" * 19: None, "3" * 19: None})
    card = panel_card(Situation("discord:1", FULL, NAMES, found, POST))

    assert len(pages_of(card)) == 1
    assert fits(card)


async def test_a_panel_after_the_greatest_change_is_in_pages_that_fit():
    card = panel_card(Situation("discord:1", FULL, NAMES, (), POST), saved(BARE, FULL, NAMES))

    assert fits(card)


async def test_a_log_of_great_changes_is_in_pages_that_fit():
    names = changed(BARE, FULL)
    card = log_card(
        [Change(n, f"discord:{'4' * 19}", NOW, names, BARE, FULL) for n in range(100)], NAMES
    )

    assert fits(card)
    assert len(pages_of(card)) > 10
