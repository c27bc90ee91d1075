"""The pack the bot answers from, and its replacement while the bot runs."""

from __future__ import annotations

import logging
from pathlib import Path

from bot.core.pack import Pack
from bot.core.questions import prepare
from bot.core.reading.problems import PackError
from bot.services.pack_cache import load_pack

logger = logging.getLogger(__name__)


class PackShelf:
    """Holds the last pack of a folder that was whole; *cache* is where copies of it are kept.

    Raises:
        PackError: there is none to begin with.
    """

    def __init__(self, folder: Path, cache: Path) -> None:
        self._folder = folder
        self._cache = cache
        self._pack = load_pack(folder, cache)

    @property
    def pack(self) -> Pack:
        return self._pack

    def warm_up(self) -> None:
        """Index the questions that can be asked, which takes some tenths of a second."""
        prepare(self._pack)

    def reload(self) -> PackError | None:
        """Read the folder again; a pack with problems is left out, and they are returned."""
        try:
            pack = load_pack(self._folder, self._cache)
        except PackError as error:
            logger.error("kept the last good pack, the new one has problems:\n%s", error)
            return error
        prepare(pack)
        self._pack = pack
        logger.info("read the pack %s again", self._pack.header.id)
        return None
