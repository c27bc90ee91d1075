"""`check` and `export`: what there is in a pack, and what is wrong with it."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from bot.command_line.export import as_data, as_timeline
from bot.command_line.settings import pack_in_use, settings_in_use
from bot.core.reading.examination import examine


@click.command()
@click.argument("pack", type=click.Path(path_type=Path), required=False)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def check(pack: Path | None, as_json: bool) -> None:
    """List every problem of a PACK: the name of a bundled one, or a folder."""
    settings = settings_in_use()
    folder = pack or Path(settings.pack)
    folder = folder if folder.is_dir() else settings.packs / folder
    examination = examine(folder)
    problems = [str(problem) for problem in examination.problems]
    _print(as_json, str(folder), problems, examination.figures)
    sys.exit(1 if problems else 0)


def _print(as_json: bool, folder: str, problems: list[str], figures: Mapping[str, Any]) -> None:
    if as_json:
        click.echo(json.dumps({"pack": folder, "problems": problems, **figures}))
        return
    for problem in problems:
        click.echo(problem)
    counted = "no problems" if not problems else f"problems: {len(problems)}"
    click.echo(f"{folder}: {counted}")
    for name, figure in figures.items():
        click.echo(f"  {name.replace('_', ' ')}: {figure}")


@click.command()
@click.option("--format", "form", type=click.Choice(["json", "timelinejs"]), default="json")
def export(form: str) -> None:
    """Print the whole pack, or its events for TimelineJS, as JSON."""
    data = as_data(pack_in_use()) if form == "json" else as_timeline(pack_in_use())
    click.echo(json.dumps(data, ensure_ascii=False, indent=2))
