"""`corrections`: what moderators accepted as wrong, for the maintainers of the packs."""

from __future__ import annotations

import asyncio
import json
import re
from datetime import UTC, datetime
from pathlib import Path
from textwrap import indent
from typing import Any

import click

from bot.cards.report_subject import name_of_subject
from bot.command_line.database import database_in_use
from bot.command_line.settings import settings_in_use
from bot.core.card import Route
from bot.core.pack import Pack
from bot.core.report import Report
from bot.services.pack_library import PackLibrary
from bot.settings import Settings
from bot.storage.report_store import accepted_reports

EVER = datetime.fromtimestamp(0, UTC)
# The list of a pack in which the subject of a card stands, as a file or a folder of files.
LISTS = {
    "actor": "actors",
    "why": "alliances",
    "alliance": "alliances",
    "alliances": "alliances",
    "paradoxes": "alliances",
    "timeline": "timeline",
    "event": "timeline",
    "onthisday": "timeline",
    "explainer": "explainers",
    "sources": "sources",
}


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option(
    "--since", type=click.DateTime(["%Y-%m-%d"]), help="Only what was accepted from that day on."
)
def corrections(as_json: bool, since: datetime | None) -> None:
    """List the reports of errors that moderators accepted, oldest first."""
    settings = settings_in_use()
    packs = PackLibrary(settings.packs, settings.cache, settings.pack)
    begin = since.replace(tzinfo=UTC) if since else EVER
    reports = asyncio.run(_accepted(settings, begin))
    entries = [_entry(settings, packs.named(report.pack), report) for report in reports]
    if as_json:
        click.echo(json.dumps(entries, ensure_ascii=False, indent=2))
    else:
        click.echo("\n\n".join(map(_as_text, entries)) or "No report was accepted.")


async def _accepted(settings: Settings, since: datetime) -> list[Report]:
    async with database_in_use(settings) as database:
        return await accepted_reports(database, since)


def _entry(settings: Settings, pack: Pack, report: Report) -> dict[str, Any]:
    """What `--json` prints of a report, which names no person; a public interface."""
    assert report.decided_at is not None
    card, day = report.subject.card, report.subject.day
    return {
        "pack": report.pack,
        "about": name_of_subject(pack, report),
        "card": [card.kind, *filter(None, card.args)],
        "file": _file(settings.packs / report.pack, pack, card),
        "posted": day and day.isoformat(),
        "wrong": report.wrong,
        "source": report.source,
        "accepted": report.decided_at.date().isoformat(),
    }


def _file(folder: Path, pack: Pack, card: Route) -> str:
    """The file of a pack that holds what the card is about, or the nearest that is known."""
    stem = LISTS.get(card.kind, "pack")
    if not (folder / stem).is_dir():
        return f"{folder.name}/{stem}.yaml"
    beginning = re.compile(rf"^- id: {re.escape(_record(pack, card))}\s*$", re.MULTILINE)
    files = sorted((folder / stem).glob("*.yaml"))
    held = [file.name for file in files if beginning.search(file.read_text("utf-8"))]
    return f"{folder.name}/{stem}/{held[0] if held else ''}"


def _record(pack: Pack, card: Route) -> str:
    """The id of the record that the card tells; empty if it tells several."""
    match card.kind, card.args:
        case "why" | "alliance", (one, other, *_):
            alliance = pack.between(one, other)
            return alliance.id if alliance else ""
        case "actor" | "event" | "explainer", (name, *_):
            return name
        case _:
            return ""


def _as_text(entry: dict[str, Any]) -> str:
    shown = {
        "File": entry["file"],
        "Card": " ".join(entry["card"]),
        "Daily post": entry["posted"],
        "Source": entry["source"],
        "Accepted": entry["accepted"],
    }
    details = [f"  {name}: {value}" for name, value in shown.items() if value]
    return "\n".join((entry["about"], indent(entry["wrong"], "  | "), *details))
