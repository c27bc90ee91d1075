"""What is old goes, on both engines; what is still of use stays."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from pathlib import Path

import msgspec
import pytest

from bot.cards.plain import to_text
from bot.core.deck import Deal
from bot.core.identity import Asker
from bot.core.personal_data import RECORDS, SENT
from bot.core.post import State
from bot.services.retention import Retention
from bot.storage import old_rows, settings_store
from bot.storage.connect import open_database
from bot.storage.database import Database
from bot.storage.deck_store import dealt, record_deal
from bot.storage.old_rows import RULES, apply_to_some
from bot.storage.personal_data import TABLES
from tests.clock import NOW, SetClock
from tests.services.places import PLACE, add_post
from tests.services.settings_scene import Scene

MIRA, NOAH = "discord:10", "discord:11"
SECOND = timedelta(seconds=1)
REPORT = """
    INSERT INTO report (report_id, place, reported_at, ordinal, pack, card, wrong, state,
        decided_at)
    VALUES ($1, 'discord:1', $2, 1, 'small', 'why:a:b::0', 'It says 2001.', $3, $4)
"""
POLL = """
    INSERT INTO poll (poll_id, place, channel_id, question, options, poll_kind, most, opened_at,
        ordinal, slot, closes_at, state, closed_at, turnout)
    VALUES ($1, 'discord:1', '20', 'Tea?', '[]', 'secret', 1, 1, 1, $2, 1, $3, $4, $5)
"""
ITEM = """
    INSERT INTO outbox (item_id, place, post_id, step, target_id, content, created_at, due_at,
        ended_at)
    VALUES ($1, 'discord:1', $2, 'notice', '2', '{}', 1, 1, $3)
"""


@pytest.fixture
def retention(database: Database, clock: SetClock) -> Retention:
    return Retention(database, clock)


def stored(at: datetime) -> int:
    return int(at.timestamp())


async def left(database: Database, table: str, column: str) -> set[str]:
    return {row[column] for row in await database.fetch_all(f"SELECT {column} FROM {table}")}


def test_every_rule_is_about_a_table_of_the_list():
    assert {rule.table for rule in RULES} <= {table.name for table in TABLES}


async def test_posts_go_with_all_that_was_sent_for_them(
    retention: Retention, database: Database, clock: SetClock
):
    old = await add_post(database, date(2026, 11, 22), State.DONE, due=NOW - SECOND)
    new = await add_post(database, date(2026, 11, 23), State.MISSED, due=NOW)
    coming = await add_post(database, date(2026, 11, 24), State.PLANNED, due=NOW)
    await database.execute(ITEM, "old/message", old.id, None)
    clock.now = NOW + RECORDS

    assert await retention.clean() == 1

    assert await left(database, "post", "post_id") == {new.id, coming.id}
    assert await left(database, "outbox", "item_id") == set()


async def test_what_was_sent_goes_unless_its_post_goes_on(
    retention: Retention, database: Database, clock: SetClock
):
    running = await add_post(database, date(2026, 11, 22), State.SENT)
    done = await add_post(database, date(2026, 11, 23), State.DONE)
    for name, post, ended in (
        ("of-running", running.id, NOW - SECOND),
        ("of-done", done.id, NOW - SECOND),
        ("notice", None, NOW - SECOND),
        ("new", None, NOW),
        ("waiting", None, None),
    ):
        await database.execute(ITEM, name, post, stored(ended) if ended else None)
    clock.now = NOW + SENT

    await retention.clean()

    assert await left(database, "outbox", "item_id") == {"of-running", "new", "waiting"}


async def test_deals_go_but_those_of_the_running_cycle_and_the_one_before(
    retention: Retention, database: Database, clock: SetClock
):
    async with database.transaction() as connection:
        for cycle in (1, 2, 3):
            await record_deal(connection, PLACE, "small", Deal(f"e{cycle}", cycle), NOW)
        await record_deal(connection, PLACE, "other", Deal("o1", 1), NOW)
    before = await dealt(database, PLACE, "small")
    clock.now = NOW + RECORDS + SECOND

    await retention.clean()

    assert await left(database, "deck_deal", "explainer_id") == {"e2", "e3", "o1"}
    assert await dealt(database, PLACE, "small") == before


async def test_reports_go_after_their_decision_or_if_nobody_decides(
    retention: Retention, database: Database, clock: SetClock
):
    long_ago = stored(NOW - RECORDS)
    for name, sent, state, decided in (
        ("decided-late", long_ago, "accepted", NOW),
        ("decided", long_ago, "declined", NOW - SECOND),
        ("undecided", stored(NOW - SECOND), "open", None),
        ("waiting", stored(NOW), "open", None),
    ):
        await database.execute(REPORT, name, sent, state, stored(decided) if decided else None)
    clock.now = NOW + RECORDS

    await retention.clean()

    assert await left(database, "report", "report_id") == {"decided-late", "waiting"}


async def test_polls_go_after_they_closed(
    retention: Retention, database: Database, clock: SetClock
):
    await database.execute(POLL, "open", 0, "open", None, None)
    await database.execute(POLL, "old", None, "closed", stored(NOW - SECOND), 3)
    await database.execute(POLL, "lost", None, "lost", stored(NOW - SECOND), None)
    await database.execute(POLL, "new", None, "closed", stored(NOW), 3)
    clock.now = NOW + RECORDS

    await retention.clean()

    assert await left(database, "poll", "poll_id") == {"open", "new"}


async def change(database: Database, by: str, hour: int, undoes: int | None = None) -> None:
    """Set the time of day in the place."""
    async with database.transaction() as connection:
        read = await settings_store.load(connection, PLACE)
        settings = msgspec.structs.replace(read.settings, at=time(hour))
        await settings_store.save(connection, PLACE, read, settings, by, NOW, undoes)


async def versions(database: Database) -> dict[int, str | None]:
    """Who made which change."""
    rows = await database.fetch_all("SELECT version, changed_by FROM settings_change")
    return {row["version"]: row["changed_by"] for row in rows}


async def test_of_changes_the_first_stays_without_its_name_and_the_last_with_it(
    retention: Retention, database: Database, clock: SetClock
):
    for hour in range(1, 6):
        await change(database, MIRA, hour)
    clock.now = NOW + RECORDS + SECOND

    await retention.clean()

    assert await versions(database) == {1: None, 5: MIRA}
    assert await settings_store.first_and_last_change(database, PLACE) == (NOW, NOW)
    assert await settings_store.last_editor(database, PLACE) == MIRA


async def test_changes_stay_for_their_time(
    retention: Retention, database: Database, clock: SetClock
):
    for hour in range(1, 4):
        await change(database, MIRA, hour)
    clock.now = NOW + RECORDS

    assert await retention.clean() == 0


async def test_the_last_change_can_be_taken_back_after_any_time(
    database: Database, clock: SetClock
):
    scene = Scene(database, clock)
    await scene.set_up()
    await scene.fill_in("where", at="10:00")
    await scene.fill_in("where", at="11:00")
    clock.advance(RECORDS + SECOND)
    await Retention(database, clock).clean()

    undone = await scene.service.undo(Asker(MIRA, PLACE, manages=True), scene.directory)

    assert "Time of day: 11:00 → 10:00" in to_text(undone)
    assert (await scene.settings()).at == time(10)


async def test_what_was_taken_back_cannot_be_taken_back_once_more(
    retention: Retention, database: Database, clock: SetClock
):
    """The undo of a change goes after it, and that of the first one, which stays, never does."""
    await change(database, MIRA, 1)
    await change(database, MIRA, 2)
    await change(database, MIRA, 3)
    await change(database, NOAH, 2, undoes=3)
    await change(database, NOAH, 1, undoes=2)
    await change(database, NOAH, 0, undoes=1)
    await change(database, NOAH, 7)
    clock.now = NOW + RECORDS + SECOND
    before = await settings_store.undoable(database, PLACE)

    await retention.clean()

    after = await settings_store.undoable(database, PLACE)
    assert before is not None
    assert after is not None
    assert after.version == before.version == 7
    assert await versions(database) == {1: None, 6: None, 7: NOAH}


async def test_of_many_changes_all_taken_back_the_first_and_last_pairs_stay(
    retention: Retention, database: Database, clock: SetClock
):
    for hour in (1, 2, 3):
        await change(database, MIRA, hour)
        version = (await settings_store.load(database, PLACE)).version
        await change(database, MIRA, 0, undoes=version)
    clock.now = NOW + RECORDS + SECOND

    await retention.clean()

    assert await settings_store.undoable(database, PLACE) is None
    assert await versions(database) == {1: None, 2: None, 6: MIRA}


async def test_many_rows_go_in_small_transactions(
    retention: Retention, database: Database, clock: SetClock, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(old_rows, "FOUND", 7)
    monkeypatch.setattr(old_rows, "BATCH", 4)
    for number in range(10):
        await database.execute(ITEM, f"notice-{number}", None, stored(NOW - SECOND))
    clock.now = NOW + SENT
    rule = next(rule for rule in RULES if rule.table == "outbox")

    first = await apply_to_some(database, rule, clock())
    rest = await retention.clean()

    assert (first, rest) == (7, 3)
    assert await left(database, "outbox", "item_id") == set()


async def test_the_files_hold_nothing_of_what_went(tmp_path: Path, clock: SetClock):
    async with open_database(f"sqlite:{tmp_path}/bot.db") as database:
        for number in range(100):
            await database.execute(ITEM, f"notice-{number}", None, stored(NOW - SECOND))
        before = bytes_in(tmp_path)
        clock.now = NOW + SENT

        await Retention(database, clock).clean()

        after = bytes_in(tmp_path)
    assert b"notice-" in before
    assert b"notice-" not in after


def bytes_in(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.iterdir())


async def test_cleaning_again_finds_nothing(
    retention: Retention, database: Database, clock: SetClock
):
    for hour in range(1, 6):
        await change(database, MIRA, hour)
    clock.now = NOW + RECORDS + SECOND
    await retention.clean()

    assert await retention.clean() == 0
