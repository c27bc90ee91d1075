"""All packs of the folder of packs: the one the bot runs with, and those a place may choose."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from pathlib import Path

from bot.core.pack import Pack
from bot.core.reading.problems import PackError
from bot.services.pack_shelf import PackShelf

logger = logging.getLogger(__name__)


class PackLibrary:
    """*folder* holds packs, *cache* copies of them, *default* is the one for who chose none.

    The others are read when they are first asked for; one with problems is not offered, nor is one
    that came into the folder after the last `reload`.

    Raises:
        PackError: the default pack is broken.
    """

    def __init__(self, folder: Path, cache: Path, default: str) -> None:
        self._folder = folder
        self._cache = cache
        self._default = default
        self._shelves = {default: self._open(default)}
        self._broken: set[str] = set()
        self._names = self._found()

    @property
    def shelf(self) -> PackShelf:
        """That of the default pack."""
        return self._shelves[self._default]

    @property
    def has_choice(self) -> bool:
        """Whether there is more than one to choose from."""
        return len(self._names) > 1

    def named(self, pack_id: str | None) -> Pack:
        """The pack of this id, or the default one if there is none, or none that is whole."""
        shelf = self._shelf(pack_id or self._default)
        return (shelf or self.shelf).pack

    def titles(self) -> Mapping[str, str]:
        """The packs to choose from, the default first."""
        shelves = {name: self._shelf(name) for name in self._names}
        return {name: shelf.pack.header.title for name, shelf in shelves.items() if shelf}

    def reload(self) -> None:
        """Read again every pack that is in use, and try those that were broken."""
        for shelf in self._shelves.values():
            shelf.reload()
        self._broken.clear()
        self._names = self._found()

    def warm_up(self) -> None:
        """Do now what somebody would have to wait for later, some tenths of a second for each."""
        self.titles()
        self.shelf.warm_up()

    def _found(self) -> tuple[str, ...]:
        """The names of all packs there are, whole or not, the default first."""
        folders = sorted(path.parent.name for path in self._folder.glob("*/pack.yaml"))
        return (self._default, *(name for name in folders if name != self._default))

    def _shelf(self, name: str) -> PackShelf | None:
        if name not in self._shelves and name not in self._broken:
            try:
                self._shelves[name] = self._open(name)
            except PackError as error:
                self._broken.add(name)
                logger.error("the pack %s is not offered, it has problems:\n%s", name, error)
        return self._shelves.get(name)

    def _open(self, name: str) -> PackShelf:
        return PackShelf(self._folder / name, self._cache / name)
