"""Tell Discord of the commands, only when they are no longer what it was told last.

Discord allows 200 creations of a command a day
(https://docs.discord.com/developers/interactions/application-commands), so a bot that syncs at
every start can lock itself out.
"""

from __future__ import annotations

import hashlib
import json
import logging
from pathlib import Path
from typing import Any

from discord import app_commands

logger = logging.getLogger(__name__)


async def sync_if_changed(tree: app_commands.CommandTree[Any], state_folder: Path) -> bool:
    """Sync the global commands unless *state_folder* says that Discord has these."""
    told = state_folder / f"commands-{tree.client.application_id}.sha256"
    current = fingerprint(tree)
    if _read(told) == current:
        return False
    await tree.sync()
    _write(told, current)
    logger.info("told Discord of %d commands", len(tree.get_commands()))
    return True


def fingerprint(tree: app_commands.CommandTree[Any]) -> str:
    """A hash of everything Discord is told of the commands, whatever their order."""
    commands = [command.to_dict(tree) for command in tree.get_commands()]
    ordered = sorted(commands, key=lambda command: (command["type"], command["name"]))
    return hashlib.sha256(json.dumps(ordered, sort_keys=True).encode()).hexdigest()


def _read(file: Path) -> str | None:
    return file.read_text("ascii") if file.is_file() else None


def _write(file: Path, text: str) -> None:
    """Remember *text*; where that fails the bot still runs, and syncs again at its next start."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "ascii")
    except OSError as error:
        logger.warning("cannot remember that the commands were told: %s", error)
