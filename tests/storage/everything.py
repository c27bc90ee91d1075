"""A row in every table, with people in all the columns that can hold one."""

from __future__ import annotations

import json

from bot.core.identity import Person, Place, local_id, platform_of
from bot.core.outgoing import to_person
from bot.core.polling import voter_key
from bot.storage.database import Database
from bot.storage.personal_data import OF_THE_PROGRAM

SECRET = "5e" * 32
AT = 1_700_000_000
STATEMENTS = {
    "poll": """
        INSERT INTO poll (poll_id, place, channel_id, message_id, question, options, poll_kind,
            most, opened_by, opened_at, ordinal, slot, closes_at, state)
        VALUES ($1, $2, '20', '21', 'Tea?', '["Yes", "No", "Later"]', 'secret', 3, $3, $4, 1, 0,
            $4, 'open')
    """,
    "poll_secret": "INSERT INTO poll_secret (poll_id, place, secret) VALUES ($1, $2, $3)",
    "vote": "INSERT INTO vote (poll_id, place, voter_key, choices) VALUES ($1, $2, $3, 5)",
    "post": """
        INSERT INTO post (post_id, place, local_date, slot, due_at, state, detail, planned_at)
        VALUES ($1, $2, '2026-11-24', 'daily', $3, 'planned', '[]', $3)
    """,
    "outbox": """
        INSERT INTO outbox (item_id, place, post_id, step, target_id, content, created_at, due_at)
        VALUES ($1, $2, $3, 'notice', $4, '{"kind":"trouble"}', $5, $5)
    """,
    "deck_deal": """
        INSERT INTO deck_deal (place, pack, cycle, explainer_id, dealt_at)
        VALUES ($1, 'small', 1, 'why', $2)
    """,
    "schedule_pause": """
        INSERT INTO schedule_pause (place, paused_by, paused_at, reason, detail)
        VALUES ($1, $2, $3, 'paused', '[]')
    """,
    "report": """
        INSERT INTO report (report_id, place, reported_by, reported_at, ordinal, pack, card, wrong,
            state, decided_by, decided_at)
        VALUES ($1, $2, $3, $5, 1, 'small', 'why:a:b::0', 'It says 2001.', 'accepted', $4, $5)
    """,
    "settings_change": """
        INSERT INTO settings_change
            (place, version, changed_by, changed_at, old_values, new_values)
        VALUES ($1, 1, $2, $3, '{"zone":"UTC"}', '{"zone":"Asia/Baku"}')
    """,
    "place_settings": """
        INSERT INTO place_settings (place, version, settings, changed_at)
        VALUES ($1, 1, '{"zone":"Asia/Baku"}', $2)
    """,
    "matrix_inbox": """
        INSERT INTO matrix_inbox (event_id, place, ordinal, state, content, received_at, due_at)
        VALUES ($1, $2, 1, 'new', $3, $4, $4)
    """,
    "done_request": "INSERT INTO done_request (request_id, place, done_at) VALUES ($1, $2, $3)",
    "departure": "INSERT INTO departure (place, left_at) VALUES ($1, $2)",
}


async def fill(database: Database, place: Place, person: Person, other: Person) -> None:
    """Write a row of *place* into every table, all of *person*, but a report decided by *other*."""
    event = json.dumps({"sender": local_id(person), "content": {"body": "!privacy show"}})
    notice = f"{place}/missed"
    rows = (
        ("poll", f"{place}/poll", place, person, AT),
        ("poll_secret", f"{place}/poll", place, SECRET),
        ("vote", f"{place}/poll", place, voter_key(SECRET, person)),
        ("vote", f"{place}/poll", place, voter_key(SECRET, other)),
        ("post", f"{place}/2026-11-24", place, AT),
        ("outbox", f"{place}/2026-11-24/message", place, f"{place}/2026-11-24", "20", AT),
        ("outbox", notice, place, None, to_person(person), AT),
        ("deck_deal", place, AT),
        ("schedule_pause", place, person, AT),
        ("report", f"{place}/report", place, person, other, AT),
        ("report", f"{place}/another", place, other, person, AT),
        ("settings_change", place, person, AT),
        ("place_settings", place, AT),
        ("matrix_inbox", f"{place}/event", place, event, AT),
        ("done_request", f"{place}/request", place, AT),
        ("departure", place, AT),
    )
    assert platform_of(place) == platform_of(person)
    async with database.transaction() as connection:
        for table, *values in rows:
            await connection.execute(STATEMENTS[table], *values)


async def counts(database: Database, place: Place | None = None) -> dict[str, int]:
    """How many rows each table has that has any: of *place*, or in all."""
    found = {}
    for table in (await database.tables()) - frozenset(OF_THE_PROGRAM):
        condition = " WHERE place = $1" if place else ""
        values = (place,) if place else ()
        row = await database.fetch_one(f"SELECT COUNT(*) AS n FROM {table}{condition}", *values)
        assert row is not None
        found[table] = row["n"]
    return {table: count for table, count in found.items() if count}
