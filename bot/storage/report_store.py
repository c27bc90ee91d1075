"""Reports of errors."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from bot.core.card import parse_route
from bot.core.identity import Person, Place
from bot.core.report import Report, State, Subject
from bot.storage.database import Connection, Row
from bot.storage.times import from_stored, to_stored

COLUMNS = """
    report_id, place, reported_by, reported_at, pack, card, local_date, wrong, source, state,
    decided_by, decided_at
"""
# Refused if it was reported before, or if another of the same person took its number meanwhile.
ADD = """
    INSERT INTO report (
        report_id, place, reported_by, reported_at, pack, card, local_date, wrong, source, state,
        ordinal)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'open', $10)
    ON CONFLICT DO NOTHING
    RETURNING report_id
"""
FIND = f"SELECT {COLUMNS} FROM report WHERE report_id = $1"
LATEST = """
    SELECT ordinal, reported_at FROM report WHERE place = $1 AND reported_by = $2
    ORDER BY ordinal DESC LIMIT $3
"""
TELL = """
    UPDATE report SET told_at = $2
    WHERE told_at IS NULL AND report_id IN (
        SELECT report_id FROM report WHERE place = $1 AND told_at IS NULL
        ORDER BY reported_at DESC, report_id LIMIT $3)
    RETURNING report_id
"""
FORGET_TELLING = "UPDATE report SET told_at = NULL WHERE report_id = $1"
DECIDE = f"""
    UPDATE report SET state = $3, decided_by = $4, decided_at = $5
    WHERE report_id = $1 AND place = $2 AND state = 'open'
    RETURNING {COLUMNS}
"""
ACCEPTED = f"""
    SELECT {COLUMNS} FROM report WHERE state = 'accepted' AND decided_at >= $1
    ORDER BY decided_at, report_id
"""


@dataclass(frozen=True, slots=True)
class Earlier:
    """How many reports a person has sent in a place, and when the latest, oldest first."""

    count: int
    times: tuple[datetime, ...]


async def earlier_reports(
    connection: Connection, place: Place, person: Person, limit: int
) -> Earlier:
    rows = await connection.fetch_all(LATEST, place, person, limit)
    times = tuple(from_stored(row["reported_at"]) for row in reversed(rows))
    return Earlier(rows[0]["ordinal"] if rows else 0, times)


async def add_report(connection: Connection, report: Report, earlier: Earlier) -> bool:
    """Add what comes after the *earlier* reports of the same person.

    False if it is there already, or if they have sent another since those were read.
    """
    subject = report.subject
    stored = await connection.fetch_one(
        ADD,
        *(report.id, report.place, report.by, to_stored(report.at), report.pack),
        *(str(subject.card), str(subject.day) if subject.day else None),
        *(report.wrong, report.source, earlier.count + 1),
    )
    return stored is not None


async def find_report(connection: Connection, report_id: str) -> Report | None:
    row = await connection.fetch_one(FIND, report_id)
    return _report(row) if row else None


async def take_untold(connection: Connection, place: Place, now: datetime, limit: int) -> list[str]:
    """The ids of the newest reports that moderators were not told of, who now will be."""
    rows = await connection.fetch_all(TELL, place, to_stored(now), limit)
    return [row["report_id"] for row in rows]


async def forget_telling(connection: Connection, report_id: str) -> None:
    """Moderators could not be told of the report, and will be when there is another occasion."""
    await connection.execute(FORGET_TELLING, report_id)


async def decide(
    connection: Connection, place: Place, report_id: str, state: State, by: Person, now: datetime
) -> Report | None:
    """The report of *place* as it now is; None if there is none that is open."""
    row = await connection.fetch_one(DECIDE, report_id, place, state, by, to_stored(now))
    return _report(row) if row else None


async def accepted_reports(connection: Connection, since: datetime) -> list[Report]:
    """Those of every place that were accepted from *since* on, the first accepted first."""
    return [_report(row) for row in await connection.fetch_all(ACCEPTED, to_stored(since))]


def _report(row: Row) -> Report:
    day: str | None = row["local_date"]
    decided: int | None = row["decided_at"]
    card = parse_route(row["card"])
    assert card is not None  # `add_report` wrote it
    return Report(
        id=row["report_id"],
        place=row["place"],
        pack=row["pack"],
        subject=Subject(card, date.fromisoformat(day) if day else None),
        wrong=row["wrong"],
        source=row["source"],
        at=from_stored(row["reported_at"]),
        by=row["reported_by"],
        state=State(row["state"]),
        decided_by=row["decided_by"],
        decided_at=None if decided is None else from_stored(decided),
    )
