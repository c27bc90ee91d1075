"""The settings and the pack that a command works with."""

from __future__ import annotations

import logging
from pathlib import Path

from bot.core.pack import Pack
from bot.services.pack_cache import load_pack
from bot.settings import Settings, environment_with, read_settings

logger = logging.getLogger(__name__)
DOTENV = Path(".env")


def settings_in_use() -> Settings:
    """The settings of the environment and of the `.env` file here; unknown ones are logged.

    Raises:
        ConfigurationError: listing every setting that cannot be used.
    """
    settings = read_settings(environment_with(DOTENV))
    write_logs(settings.log_level)
    for warning in settings.warnings:
        logger.warning("%s", warning)
    return settings


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
        PackError: it has problems.
    """
    settings = settings_in_use()
    return load_pack(settings.pack_folder, settings.cache / settings.pack)
