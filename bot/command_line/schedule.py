"""`schedule`: when a schedule would fire."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice

import click

from bot.core.dates import read_date
from bot.core.schedule import Firing, Rule, firings, start_of_day
from bot.core.times import DAYS, read_days, read_time
from bot.core.zone_tables import zone_ids
from bot.core.zones import read_zone, zone_named
from bot.errors import BadInput

MOST = 1000
JUST_BEFORE = timedelta(microseconds=1)


@click.command()
@click.option("--at", required=True, metavar="TIME", help="Local time, such as 09:00 or 9 pm.")
@click.option("--zone", required=True, help="Time zone, such as Europe/Berlin; or a city.")
@click.option("--days", default="daily", show_default=True, help="Such as mon-fri.")
@click.option(
    "--from", "since", default="", metavar="DATE", help="First local date; or from now on."
)
@click.option("--count", default=5, show_default=True, type=click.IntRange(1, MOST))
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def schedule(at: str, zone: str, days: str, since: str, count: int, as_json: bool) -> None:
    """Print the next instants at which a schedule fires, in local time and in UTC."""
    now = datetime.now(UTC)
    rule = Rule(
        read_time(at), zone if zone in zone_ids() else read_zone(zone, now), read_days(days)
    )
    after = _just_before(since, rule.zone, now) if since else now
    found = list(islice(firings(rule, after), count))
    click.echo(json.dumps(_as_data(found)) if as_json else _as_text(found, rule.at))


def _just_before(since: str, zone: str, now: datetime) -> datetime:
    """The last moment before the local date *since*, so that its first instant counts."""
    day = _one_day(since, now.astimezone(zone_named(zone)).date())
    return start_of_day(day, zone) - JUST_BEFORE


def _one_day(text: str, today: date) -> date:
    read = read_date(text, today)
    if read.first_start != read.last_end:
        raise BadInput(f"“{text}” is more than one day; write a day like 2026-03-27.")
    return read.first_start


def _as_data(found: Iterable[Firing]) -> list[dict[str, str]]:
    """What `--json` prints; a public interface."""
    return [{"local": firing.local.isoformat(), "utc": _utc(firing)} for firing in found]


def _as_text(found: Iterable[Firing], at: time) -> str:
    return "\n".join(_line(firing, at) for firing in found)


def _line(firing: Firing, at: time) -> str:
    weekday = DAYS[firing.day.weekday()][:3]
    note = "" if firing.local.time() == at else f"  (the clocks skip {at:%H:%M})"
    return f"{weekday} {firing.local.isoformat()}  {_utc(firing)}{note}"


def _utc(firing: Firing) -> str:
    return firing.utc.isoformat().replace("+00:00", "Z")
