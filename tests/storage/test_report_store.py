"""Reports as both engines keep them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.core.card import Route
from bot.core.report import Report, State, Subject
from bot.storage.database import Database
from bot.storage.report_store import (
    Earlier,
    accepted_reports,
    add_report,
    decide,
    earlier_reports,
    find_report,
    take_untold,
)
from tests.storage.test_schema import REFUSED

AT = datetime(2026, 11, 23, 12, tzinfo=UTC)
PLACE, ADA, MIRA = "discord:1", "discord:7", "discord:9"
REPORT = Report(
    id="r1",
    place=PLACE,
    pack="small",
    subject=Subject(Route("timeline", ("", "", "", "war")), date(2026, 11, 23)),
    wrong="“Two\nlines” — 'quoted' $1",
    source="https://example.org/",
    at=AT,
    by=ADA,
)


async def add(database: Database, *reports: Report) -> list[bool]:
    added = []
    for report in reports:
        async with database.transaction() as connection:
            earlier = await earlier_reports(connection, report.place, report.by or "", 10)
            added.append(await add_report(connection, report, earlier))
    return added


async def test_a_report_is_found_as_it_was_added(database: Database):
    bare = replace(REPORT, id="r2", subject=Subject(Route("about")), source=None)
    await add(database, REPORT, bare)

    assert await find_report(database, "r1") == REPORT
    assert await find_report(database, "r2") == bare
    assert await find_report(database, "r3") is None


async def test_a_report_is_added_once(database: Database):
    again = replace(REPORT, by="discord:8")

    assert await add(database, REPORT, again) == [True, False]
    assert await find_report(database, "r1") == REPORT


async def test_the_latest_reports_of_a_person_are_known_for_each_place(database: Database):
    second = replace(REPORT, id="r2", at=AT + timedelta(hours=2))
    third = replace(REPORT, id="r3", at=AT + timedelta(hours=3))
    elsewhere = replace(REPORT, id="r4", place="discord:2")
    await add(database, REPORT, second, third, elsewhere, replace(REPORT, id="r5", by=MIRA))

    assert await earlier_reports(database, PLACE, ADA, 2) == Earlier(3, (second.at, third.at))
    assert await earlier_reports(database, "discord:2", ADA, 2) == Earlier(1, (AT,))
    assert await earlier_reports(database, PLACE, "discord:8", 2) == Earlier(0, ())


async def test_of_two_reports_that_follow_the_same_one_is_added(database: Database):
    async with database.transaction() as connection:
        first = await add_report(connection, REPORT, Earlier(0, ()))
        second = await add_report(connection, replace(REPORT, id="r2"), Earlier(0, ()))

    assert (first, second) == (True, False)


async def test_moderators_are_told_of_the_newest_first_and_of_each_once(database: Database):
    older = [replace(REPORT, id=f"r{n}", at=AT - timedelta(hours=n)) for n in range(2, 5)]
    await add(database, *older, REPORT, replace(REPORT, id="x", place="discord:2"))

    taken = []
    for _ in range(3):
        async with database.transaction() as connection:
            taken.append(set(await take_untold(connection, PLACE, AT, 2)))

    assert taken == [{"r1", "r2"}, {"r3", "r4"}, set()]


async def test_a_report_is_decided_once_and_in_its_place(database: Database):
    await add(database, REPORT)
    later = AT + timedelta(hours=1)

    async with database.transaction() as connection:
        elsewhere = await decide(connection, "discord:2", "r1", State.DECLINED, MIRA, later)
        first = await decide(connection, PLACE, "r1", State.ACCEPTED, MIRA, later)
        second = await decide(connection, PLACE, "r1", State.DECLINED, ADA, later)

    accepted = replace(REPORT, state=State.ACCEPTED, decided_by=MIRA, decided_at=later)
    assert elsewhere is second is None
    assert first == accepted
    assert await find_report(database, "r1") == accepted


async def test_the_accepted_ones_come_in_the_order_of_their_decisions(database: Database):
    await add(database, *(replace(REPORT, id=name) for name in "abcd"))
    decisions = [("a", State.ACCEPTED, 3), ("b", State.DECLINED, 1), ("c", State.ACCEPTED, 2)]
    async with database.transaction() as connection:
        for name, state, hours in decisions:
            at = AT + timedelta(hours=hours)
            await decide(connection, PLACE, name, state, MIRA, at)

    every = await accepted_reports(database, AT)
    late = await accepted_reports(database, AT + timedelta(hours=3))

    assert [report.id for report in every] == ["c", "a"]
    assert [report.id for report in late] == ["a"]


@pytest.mark.parametrize(
    "change",
    [
        "state = 'accepted'",
        "decided_at = 5",
        "decided_by = 'discord:9'",
    ],
)
async def test_a_decision_has_a_time(database: Database, change: str):
    await add(database, REPORT)

    with pytest.raises(REFUSED):
        await database.execute(f"UPDATE report SET {change} WHERE report_id = 'r1'")


async def test_names_can_be_deleted_and_the_reports_stay(database: Database):
    await add(database, REPORT, replace(REPORT, id="r2"))
    async with database.transaction() as connection:
        await decide(connection, PLACE, "r1", State.ACCEPTED, ADA, AT)

    await database.execute("UPDATE report SET reported_by = NULL WHERE reported_by = $1", ADA)
    await database.execute("UPDATE report SET decided_by = NULL WHERE decided_by = $1", ADA)

    (report,) = await accepted_reports(database, AT)
    assert (report.by, report.decided_by, report.wrong) == (None, None, REPORT.wrong)
