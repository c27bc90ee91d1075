"""The daily explainer as people and moderators ask for it, on both engines."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec
import pytest

from bot.cards.plain import body, to_text
from bot.core.channels import ChannelKind
from bot.core.post import Pause, Reason, State, Trouble
from bot.errors import BadInput, NotAllowed
from bot.services.explainers import Explainers
from bot.storage import post_store
from bot.storage.database import Database
from bot.storage.deck_store import dealt
from tests.clock import NOW, SetClock
from tests.services.places import ADA, AT_ONE, MIRA, PLACE, add_post, post_on, set_up

TODAY, TOMORROW, YESTERDAY = (date(2026, 11, day) for day in (23, 24, 22))
WHY = "why-israel-arms-azerbaijan"


async def skipped(database: Database) -> list[str]:
    deals = await dealt(database, PLACE, "nagorno-karabakh")
    return [deal.explainer for deal in deals if deal.skipped]


async def test_without_a_place_everybody_gets_the_same_one_for_the_day(
    explainers: Explainers, clock: SetClock
):
    first, again = await explainers.today(None), await explainers.today(None)
    clock.advance(timedelta(days=1))
    other = await explainers.today(None)

    assert first.title == again.title != other.title
    assert body(first).startswith("An explainer for today\n")
    assert not first.private


async def test_a_place_where_nothing_is_posted_gets_one_as_well(explainers: Explainers):
    assert (await explainers.today(ADA)).title == (await explainers.today(None)).title


async def test_todays_is_shown_with_a_link(explainers: Explainers, database: Database):
    await set_up(database)
    await add_post(database, TODAY, State.DONE, explainer=WHY)

    card = await explainers.today(ADA)

    assert card.title == "Why does Israel arm Azerbaijan?"
    assert body(card).startswith("Today’s explainer was posted here: the post.\n")


async def test_before_it_comes_its_time_and_the_latest_are_told(
    explainers: Explainers, database: Database
):
    await set_up(database)
    await add_post(database, YESTERDAY, State.DONE, explainer=WHY)

    card = await explainers.today(ADA)

    assert to_text(card) == (
        "The daily explainer\n\n"
        "The next one comes in channel 20: Monday 23 November, 13:00 UTC, 2026-11-23 13:00 UTC.\n"
        "The latest:\n"
        "- 22 November 2026 — Why does Israel arm Azerbaijan? the post"
    )
    assert [button.label for button in card.buttons] == ["Those before"]


async def test_before_the_first_there_is_no_latest(explainers: Explainers, database: Database):
    await set_up(database)

    card = await explainers.today(ADA)

    assert "latest" not in body(card)
    assert card.buttons == ()


async def test_while_it_is_sent_that_is_told(explainers: Explainers, database: Database):
    await set_up(database)
    await add_post(database, TODAY, State.SENDING)

    assert (await explainers.today(ADA)).title == "Today’s explainer is being posted right now."


async def test_in_a_pause_no_date_is_promised(explainers: Explainers, database: Database):
    await set_up(database)
    async with database.transaction() as connection:
        await post_store.pause(connection, PLACE, Pause(NOW, None, Trouble(Reason.NO_ACCESS)))

    text = body(await explainers.today(ADA))

    assert text == "No date is set for the next one at present."


async def test_a_post_whose_explainer_left_the_pack_is_still_linked(
    explainers: Explainers, database: Database
):
    await set_up(database)
    await add_post(database, TODAY, State.DONE, explainer="left")

    text = body(await explainers.today(ADA))

    assert "- 23 November 2026 — the post (not in the present pack)" in text


async def test_a_pack_without_explainers_has_none_for_today(empty: Explainers, database: Database):
    with pytest.raises(BadInput, match="has no explainers"):
        await empty.today(None)

    await set_up(database)
    with pytest.raises(BadInput, match="has no explainers"):
        await empty.preview(MIRA)


async def test_a_preview_is_what_is_posted_then(
    explainers: Explainers, database: Database, clock: SetClock
):
    await set_up(database)
    card = await explainers.preview(MIRA)
    clock.now = NOW.replace(hour=13)

    await explainers.post_now(MIRA)

    posted = (await post_on(database, TODAY)).explainer
    assert card.buttons[-2].opens.args == ("skip", posted)
    assert body(card).startswith(
        "Next in channel 20: Monday 23 November, 13:00 UTC, 2026-11-23 13:00 UTC.\n"
        "Daily explainer, 23 November 2026."
    )
    assert card.private
    assert [button.label for button in card.buttons[-2:]] == ["Skip this one", "Post it now"]


@pytest.mark.parametrize(
    ("changes", "is_on_card"),
    [
        ({}, False),
        ({"question": False}, False),
        ({"thread": False}, True),
        ({"thread": False, "channel_kind": ChannelKind.FORUM}, False),
    ],
)
async def test_a_preview_has_the_question_where_the_post_has_it(
    explainers: Explainers, database: Database, changes, is_on_card
):
    await set_up(database, msgspec.structs.replace(AT_ONE, **changes))

    assert ("To discuss" in body(await explainers.preview(MIRA))) == is_on_card


async def test_a_preview_changes_nothing(explainers: Explainers, database: Database):
    await set_up(database)

    one, other = await explainers.preview(MIRA), await explainers.preview(MIRA)

    assert one.title == other.title
    assert await dealt(database, PLACE, "nagorno-karabakh") == []


async def test_skipping_shows_what_comes_instead(explainers: Explainers, database: Database):
    await set_up(database)
    before = await explainers.preview(MIRA)

    after = await explainers.skip(MIRA)

    assert after.title != before.title
    assert await skipped(database) == [before.buttons[-2].opens.args[1]]


async def test_a_button_skips_only_what_it_stands_under(explainers: Explainers, database: Database):
    await set_up(database)
    shown = (await explainers.preview(MIRA)).buttons[-2].opens.args[1]
    first = await explainers.skip(MIRA, shown)

    again = await explainers.skip(MIRA, shown)

    assert again.title == first.title
    assert await skipped(database) == [shown]


@pytest.mark.parametrize("action", ["preview", "skip", "post_now"])
async def test_what_comes_is_for_moderators(
    explainers: Explainers, database: Database, action: str
):
    await set_up(database)

    with pytest.raises(NotAllowed):
        await getattr(explainers, action)(ADA)


@pytest.mark.parametrize("action", ["preview", "skip", "post_now"])
async def test_what_is_off_has_nothing_to_come(explainers: Explainers, action: str):
    with pytest.raises(BadInput, match="is off"):
        await getattr(explainers, action)(MIRA)


async def test_the_history_is_newest_first(explainers: Explainers, database: Database):
    await set_up(database)
    await add_post(database, YESTERDAY, State.DONE, explainer=WHY)
    await add_post(database, TODAY, State.SENT, explainer="left")

    card = await explainers.history(ADA)

    assert body(card).startswith(
        "- 23 November 2026 — the post (not in the present pack)\n"
        "- 22 November 2026 — Why does Israel arm Azerbaijan? the post\n"
    )
    assert not card.private


async def test_an_empty_history_says_so(explainers: Explainers):
    assert body(await explainers.history(ADA)).startswith("Nothing has been posted here yet.")
