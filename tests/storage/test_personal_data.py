"""Nothing of a person or a place is kept that cannot be shown, exported and deleted."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.core.personal_data import Kept
from bot.storage.connect import open_database
from bot.storage.database import Database
from bot.storage.exporting import JSON_COLUMNS
from bot.storage.person_store import erase, holdings
from bot.storage.personal_data import OF_THE_PROGRAM, TABLES
from bot.storage.place_store import contents, delete_place, known_places
from bot.storage.postgres import PostgresDatabase
from tests.storage.everything import STATEMENTS, counts, fill

PLACE, OTHER_PLACE = "discord:111", "discord:222"
ADA, BEN = "discord:700700700", "discord:800800800"
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
COLUMNS = "SELECT column_name FROM information_schema.columns WHERE table_name = $1"
# Where a person could stand in the middle of something else.
HIDING = JSON_COLUMNS | {"target_id"}


async def columns(database: Database) -> dict[str, set[str]]:
    """The columns of every table of a database that has all migrations."""
    found = {}
    for table in await database.tables():
        if isinstance(database, PostgresDatabase):
            rows = await database.fetch_all(COLUMNS, table)
            found[table] = {row["column_name"] for row in rows}
        else:
            rows = await database.fetch_all(f"PRAGMA table_info({table})")
            found[table] = {row["name"] for row in rows}
    return found


async def test_every_table_is_covered_or_said_to_be_the_programs_own(database: Database):
    listed = {table.name for table in TABLES}

    assert set(await columns(database)) == listed | set(OF_THE_PROGRAM)


async def test_every_column_is_exported_or_withheld_on_purpose(database: Database):
    found = await columns(database)

    for table in TABLES:
        assert sorted((*table.columns, *table.withheld)) == sorted(found[table.name]), table.name


async def test_every_column_with_a_person_is_covered(database: Database):
    for name, found in (await columns(database)).items():
        covered = {
            column.name for table in TABLES if table.name == name for column in table.persons
        }
        assert {column for column in found if column.endswith("_by")} == covered, name


async def test_what_belongs_to_the_program_names_no_place_and_nobody(database: Database):
    found = await columns(database)

    for name in OF_THE_PROGRAM:
        assert not {c for c in found[name] if c == "place" or c.endswith("_by") or c in HIDING}


async def test_the_examples_have_a_row_in_every_table(database: Database):
    await fill(database, PLACE, ADA, BEN)

    assert set(await counts(database, PLACE)) == {table.name for table in TABLES} == set(STATEMENTS)


async def test_every_kind_is_found_and_nothing_of_anybody_else(database: Database):
    await fill(database, PLACE, ADA, BEN)
    await fill(database, OTHER_PLACE, BEN, "discord:9")

    found = {holding.kind: holding.rows for holding in await holdings(database, ADA)}

    assert set(found) == set(Kept)
    assert {row["place"] for rows in found.values() for row in rows} == {PLACE}
    assert not re.search(BEN.removeprefix("discord:"), str(found))
    assert found[Kept.VOTE][0]["chosen"] == ("Yes", "Later")
    (report,) = found[Kept.REPORT]
    assert (report["reported at"], report["wrong"]) == (
        "2023-11-14T22:13:20+00:00",
        "It says 2001.",
    )
    (decision,) = found[Kept.DECISION]
    assert "wrong" not in decision
    assert found[Kept.SETTINGS][0]["new values"] == {"zone": "Asia/Baku"}
    assert found[Kept.NOTICE][0]["content"] == {"kind": "trouble"}


async def test_of_who_never_did_anything_there_is_nothing(database: Database):
    await fill(database, PLACE, ADA, BEN)

    assert await holdings(database, "discord:1") == []


async def test_a_person_of_the_same_id_on_another_platform_is_somebody_else(database: Database):
    await fill(database, PLACE, ADA, BEN)

    assert await holdings(database, ADA.replace("discord", "matrix")) == []


async def test_erasing_leaves_nothing_of_the_person_and_all_of_others(database: Database):
    await fill(database, PLACE, ADA, BEN)
    await fill(database, OTHER_PLACE, BEN, "discord:9")
    before = await holdings(database, BEN)
    rows = await counts(database)

    async with database.transaction() as connection:
        erased = await erase(connection, ADA, NOW)

    assert erased == dict.fromkeys(Kept, 1)
    assert await holdings(database, ADA) == []
    after = await holdings(database, BEN)
    assert [holding.kind for holding in after] == [holding.kind for holding in before]
    assert await counts(database) == {
        **rows,
        "vote": rows["vote"] - 1,
        "outbox": rows["outbox"] - 1,
    }


async def test_erasing_twice_finds_nothing_more(database: Database):
    await fill(database, PLACE, ADA, BEN)

    for expected in (dict.fromkeys(Kept, 1), {}):
        async with database.transaction() as connection:
            assert await erase(connection, ADA, NOW) == expected


@pytest.mark.parametrize("asker", ["matrix:@a_a:example.org", "matrix:@aXa:example.org"])
async def test_what_waits_for_an_answer_is_forgotten_of_the_sender_alone(
    database: Database, asker: str
):
    await fill(database, "matrix:!room", "matrix:@a_a:example.org", "matrix:@b:example.org")

    async with database.transaction() as connection:
        await erase(connection, asker, NOW)

    row = await database.fetch_one("SELECT state, content FROM matrix_inbox")
    assert row is not None
    is_forgotten = asker == "matrix:@a_a:example.org"
    assert (row["state"], row["content"] is None) == (
        "parked" if is_forgotten else "new",
        is_forgotten,
    )


async def test_deleting_a_place_leaves_no_row_of_it_and_all_of_others(database: Database):
    await fill(database, PLACE, ADA, BEN)
    await fill(database, OTHER_PLACE, ADA, BEN)
    others = await counts(database, OTHER_PLACE)

    async with database.transaction() as connection:
        deleted = await delete_place(connection, PLACE)

    assert deleted == sum(others.values())
    assert await counts(database, PLACE) == {}
    assert await contents(database, PLACE) == {}
    assert await counts(database, OTHER_PLACE) == others


async def test_the_contents_of_a_place_are_all_but_its_secrets(database: Database):
    await fill(database, PLACE, ADA, BEN)

    found = await contents(database, PLACE)

    names = {table.name.replace("_", " ") for table in TABLES}
    assert set(found) == names - {"vote", "poll secret"}
    assert "5e5e" not in str(found)
    assert found["place settings"][0]["settings"] == {"zone": "Asia/Baku"}


async def test_a_place_is_known_by_any_row_but_that_of_its_departure(database: Database):
    await fill(database, PLACE, ADA, BEN)
    await fill(database, "matrix:!room", "matrix:@a:example.org", "matrix:@b:example.org")
    await database.execute(STATEMENTS["departure"], "discord:333", 1)
    await database.execute(STATEMENTS["schedule_pause"], "discord:444", None, 1)

    assert await known_places(database, "discord") == {PLACE, "discord:444"}


def bytes_of(path: Path) -> bytes:
    """The file and its log, once everything in the log has been put into the file."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return b"".join(file.read_bytes() for file in path.parent.iterdir())


async def test_the_file_holds_no_trace_of_who_was_erased(path: Path):
    async with open_database(f"sqlite:{path}") as database:
        for number in range(50):
            await fill(database, f"discord:{number}", ADA, BEN)
        before = bytes_of(path)

        async with database.transaction() as connection:
            await erase(connection, ADA, NOW)

        after = bytes_of(path)

    ada, ben = (person.removeprefix("discord:").encode() for person in (ADA, BEN))
    assert before.count(ada) > 200
    assert ada not in after
    assert ben in after


async def test_the_file_holds_no_trace_of_a_place_that_was_deleted(path: Path):
    async with open_database(f"sqlite:{path}") as database:
        for number in range(50):
            await fill(database, f"discord:{number}", ADA, BEN)
        await fill(database, "discord:987654321", ADA, BEN)
        before = bytes_of(path)

        async with database.transaction() as connection:
            await delete_place(connection, "discord:987654321")

        assert b"987654321" in before
        assert b"987654321" not in bytes_of(path)
