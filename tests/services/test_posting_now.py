"""Posting today's explainer now: once a day, whatever became of it before, on both engines."""

from __future__ import annotations

from datetime import date, time, timedelta

import msgspec
import pytest

from bot.cards.plain import to_text
from bot.core.place_settings import PlaceSettings
from bot.core.post import Reason, State, Trouble
from bot.errors import BadInput
from bot.services.explainers import Explainers
from bot.storage.database import Database
from bot.storage.deck_store import dealt
from tests.clock import NOW
from tests.services.places import AT_ONE, CHANNEL, MIRA, PLACE, add_post, post_on, set_up

TODAY, TOMORROW, YESTERDAY = (date(2026, 11, day) for day in (23, 24, 22))
WHY = "why-israel-arms-azerbaijan"


async def outbox(database: Database) -> list[str]:
    rows = await database.fetch_all("SELECT item_id FROM outbox ORDER BY item_id")
    return [row["item_id"] for row in rows]


async def test_posting_now_sends_todays_and_plans_the_next(
    explainers: Explainers, database: Database
):
    await set_up(database)

    card = await explainers.post_now(MIRA)

    assert to_text(card) == "Posting it now.\n\nIt goes to channel 20."
    assert (await post_on(database, TODAY)).state is State.SENDING
    assert (await post_on(database, TOMORROW)).state is State.PLANNED
    assert await outbox(database) == [f"{PLACE}/{TODAY}/message"]


async def test_posting_now_on_a_day_without_a_post_leaves_the_plan_alone(
    explainers: Explainers, database: Database
):
    await set_up(database, PlaceSettings(channel=CHANNEL, days=frozenset({1, 2})))

    await explainers.post_now(MIRA)

    assert (await post_on(database, TODAY)).due == NOW
    rows = await database.fetch_all("SELECT local_date FROM post WHERE state = 'planned'")
    assert [row["local_date"] for row in rows] == [str(TOMORROW)]


@pytest.mark.parametrize("state", [State.MISSED, State.FAILED])
@pytest.mark.parametrize("reason", [Reason.DOWN, Reason.NO_ACCESS])
async def test_posting_now_tries_again_what_was_not_posted(
    explainers: Explainers, database: Database, state: State, reason: Reason
):
    await set_up(database, msgspec.structs.replace(AT_ONE, at=time(9)))
    due = NOW - timedelta(hours=3)
    await add_post(database, TODAY, state, Trouble(reason), due=due)

    await explainers.post_now(MIRA)

    post = await post_on(database, TODAY)
    assert (post.state, post.trouble) == (State.SENDING, Trouble(reason))
    row = await database.fetch_one("SELECT doubt_at FROM outbox")
    assert (row["doubt_at"] is not None) == (reason is Reason.DOWN)


async def test_what_is_out_is_not_posted_again(explainers: Explainers, database: Database):
    await set_up(database)
    await add_post(database, TODAY, State.DONE, explainer=WHY)

    card = await explainers.post_now(MIRA)

    assert to_text(card) == (
        "Today’s explainer is out already.\n\n"
        "It is here: the post. One a day is the promise.\n"
        "The next one comes Tuesday 24 November, 13:00 UTC, 2026-11-24 13:00 UTC."
    )
    assert await outbox(database) == []


async def test_what_is_being_posted_is_not_posted_again(explainers: Explainers, database: Database):
    await set_up(database)
    await explainers.post_now(MIRA)

    with pytest.raises(BadInput, match="being posted right now"):
        await explainers.post_now(MIRA)

    assert len(await dealt(database, PLACE, "nagorno-karabakh")) == 1


async def test_a_pack_without_explainers_posts_nothing(empty: Explainers, database: Database):
    await set_up(database)

    with pytest.raises(BadInput, match="no explainers"):
        await empty.post_now(MIRA)

    assert (await post_on(database, TODAY)).state is State.PLANNED
