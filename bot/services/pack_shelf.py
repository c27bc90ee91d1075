"""The pack the bot answers from, and its replacement while the bot runs."""

from __future__ import annotations

import logging
from pathlib import Path

from bot.core.pack import Pack
from bot.core.reading.problems import PackError
from bot.core.reading.reader import read_pack

logger = logging.getLogger(__name__)


class PackShelf:
    """Holds the last pack that was whole.

    Raises:
        PackError: there is none to begin with.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._pack = read_pack(folder)

    @property
    def pack(self) -> Pack:
        return self._pack

    def reload(self) -> PackError | None:
        """Read the folder again; a pack with problems is left out, and they are returned."""
        try:
            self._pack = read_pack(self._folder)
        except PackError as error:
            logger.error("kept the last good pack, the new one has problems:\n%s", error)
            return error
        logger.info("read the pack %s again", self._pack.header.id)
        return None
