"""All that is kept about one person, wherever it stands."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.core.identity import Person, local_id, platform_of
from bot.core.outgoing import to_person
from bot.core.personal_data import Holding, Kept
from bot.storage.database import Connection
from bot.storage.exporting import exported
from bot.storage.personal_data import TABLES, PersonColumn, Table
from bot.storage.times import to_stored
from bot.storage.vote_store import votes_of, withdraw_all

MESSAGE_COLUMNS = ("place", "step", "content", "created_at", "ended_at")
MESSAGES = f"""
    SELECT {", ".join(MESSAGE_COLUMNS)} FROM outbox WHERE target_id = $1 AND place LIKE $2
    ORDER BY created_at, item_id
"""
DROP_MESSAGES = """
    DELETE FROM outbox WHERE target_id = $1 AND place LIKE $2 RETURNING item_id
"""
PARK = """
    UPDATE matrix_inbox SET state = 'parked', ended_at = $2, content = NULL
    WHERE ended_at IS NULL AND content LIKE $1 ESCAPE '!'
"""


async def holdings(connection: Connection, person: Person) -> list[Holding]:
    """What there is, kind by kind; a kind of which there is nothing is left out."""
    found = [
        Holding(column.kind, await _rows(connection, table, column, person))
        for table, column in _person_columns()
    ]
    found.append(Holding(Kept.VOTE, await _votes(connection, person)))
    sent = await connection.fetch_all(MESSAGES, *_addressed(person))
    found.append(Holding(Kept.NOTICE, exported(sent, MESSAGE_COLUMNS)))
    return [holding for holding in found if holding.rows]


async def erase(connection: Connection, person: Person, now: datetime) -> dict[Kept, int]:
    """Take *person* out of everything, and return of what kind how much was found.

    What they sent and is not answered yet never will be, and is not counted: their wish to be
    forgotten may be among it.
    """
    erased = {
        column.kind: await _empty(connection, table, column, person)
        for table, column in _person_columns()
    }
    erased[Kept.VOTE] = await withdraw_all(connection, person)
    dropped = await connection.fetch_all(DROP_MESSAGES, *_addressed(person))
    erased[Kept.NOTICE] = len(dropped)
    await connection.execute(PARK, _quoted(person), to_stored(now))
    return {kind: count for kind, count in erased.items() if count}


def _person_columns() -> list[tuple[Table, PersonColumn]]:
    return [(table, column) for table in TABLES for column in table.persons]


async def _rows(
    connection: Connection, table: Table, column: PersonColumn, person: Person
) -> tuple[Mapping[str, Any], ...]:
    theirs = [each for each in table.columns if each not in column.foreign]
    rows = await connection.fetch_all(
        f"SELECT {', '.join(theirs)} FROM {table.name} WHERE {column.name} = $1", person
    )
    return exported(rows, theirs)


async def _empty(connection: Connection, table: Table, column: PersonColumn, person: Person) -> int:
    emptied = await connection.fetch_all(
        f"UPDATE {table.name} SET {column.name} = NULL WHERE {column.name} = $1 RETURNING place",
        person,
    )
    return len(emptied)


async def _votes(connection: Connection, person: Person) -> tuple[Mapping[str, Any], ...]:
    return tuple(
        {
            "poll id": vote.poll,
            "place": vote.place,
            "question": vote.question,
            "chosen": vote.chosen,
        }
        for vote in await votes_of(connection, person)
    )


def _addressed(person: Person) -> tuple[str, str]:
    """Another platform may have a person of the same id."""
    return to_person(person), f"{platform_of(person)}:%"


def _quoted(person: Person) -> str:
    """A pattern for JSON in which *person* stands as a text of its own."""
    name = re.sub("[!%_]", lambda special: f"!{special[0]}", local_id(person))
    return f'%"{name}"%'
