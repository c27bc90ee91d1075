"""The settings and the pack that a command works with."""

from __future__ import annotations

import logging
from pathlib import Path

from bot.core.pack import Pack
from bot.errors import refuse
from bot.services.pack_cache import load_pack
from bot.settings import Settings, check_packs, environment_with, settings_and_problems

logger = logging.getLogger(__name__)
DOTENV = Path(".env")


def settings_in_use() -> Settings:
    """The settings of the environment and of the `.env` file here; unknown ones are logged.

    Raises:
        ConfigurationError: listing every setting that cannot be used.
    """
    settings, problems = settings_and_their_problems()
    refuse(problems)
    return settings


def settings_and_their_problems() -> tuple[Settings, list[str]]:
    """The same so far as they can be used, for who has other problems to tell of as well."""
    settings, problems = settings_and_problems(environment_with(DOTENV))
    write_logs(settings.log_level)
    for warning in settings.warnings:
        logger.warning("%s", warning)
    return settings, problems


def write_logs(level: str) -> None:
    """Log to stderr, which leaves stdout to the answers.

    The level is for the bot alone: at DEBUG the platforms' libraries would log interaction tokens
    and messages.
    """
    logging.basicConfig(format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    logging.getLogger().setLevel(max(logging.INFO, logging.getLevelName(level)))
    logging.getLogger("bot").setLevel(level)


def pack_in_use() -> Pack:
    """The pack the settings name.

    Raises:
        ConfigurationError: there is no such pack.
        PackError: it has problems.
    """
    settings = settings_in_use()
    check_packs(settings)
    return load_pack(settings.pack_folder, settings.cache / settings.pack)
