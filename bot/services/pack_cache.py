"""A pack that was read and found whole, kept so that the next start need not read it again.

Reading the YAML of a full pack and testing its rules takes a fifth of a second, decoding the copy
some milliseconds. The copy goes by a hash of the files and of the code that read them, so it is
never older than either; it can be deleted at any time.
"""

from __future__ import annotations

import hashlib
import logging
import os
from pathlib import Path

import msgspec

import bot.core
from bot.core.pack import Actor, Alliance, Event, Explainer, Header, Pack, Source

logger = logging.getLogger(__name__)


class Copy(msgspec.Struct, array_like=True):
    """A pack as it is stored: its records in the order of the files."""

    header: Header
    sources: list[Source]
    actors: list[Actor]
    alliances: list[Alliance]
    events: list[Event]
    explainers: list[Explainer]


def load_pack(folder: Path, cache: Path) -> Pack:
    """The pack in *folder*, from its copy in the folder *cache* if that is of these very files.

    Raises:
        PackError: the folder holds no valid pack.
    """
    try:
        copy = cache / f"{fingerprint(folder)}.msgpack"
    except OSError:
        return _read(folder)  # which says what is wrong with the file
    return _read_copy(copy) or _read_and_copy(folder, copy)


def fingerprint(folder: Path) -> str:
    """A hash of all that stands in a pack's folder and of the code that reads it."""
    digest = hashlib.blake2b(digest_size=16)
    code = Path(bot.core.__file__).parent
    for root, pattern in ((folder, "*"), (code, "*.py")):
        for path in sorted(root.rglob(pattern)):
            digest.update(f"{path.relative_to(root)}\0".encode())
            if path.is_file():
                digest.update(path.read_bytes())
    return digest.hexdigest()


def _read(folder: Path) -> Pack:
    # Imported here, since a start that finds the copy is spared PyYAML and the rules.
    from bot.core.reading.reader import read_pack

    return read_pack(folder)


def _read_copy(copy: Path) -> Pack | None:
    try:
        stored = msgspec.msgpack.decode(copy.read_bytes(), type=Copy)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, msgspec.MsgspecError) as error:
        logger.warning("the stored copy of the pack cannot be used, reading it anew: %s", error)
        return None
    return Pack.of(
        stored.header,
        stored.sources,
        stored.actors,
        stored.alliances,
        stored.events,
        stored.explainers,
    )


def _read_and_copy(folder: Path, copy: Path) -> Pack:
    pack = _read(folder)
    try:
        _write(copy, _encoded(pack))
    except OSError as error:
        logger.info("the pack is not kept for the next start: %s", error)
    return pack


def _encoded(pack: Pack) -> bytes:
    return msgspec.msgpack.encode(
        Copy(
            pack.header,
            list(pack.sources.values()),
            list(pack.actors.values()),
            list(pack.alliances.values()),
            list(pack.events.values()),
            list(pack.explainers.values()),
        )
    )


def _write(copy: Path, content: bytes) -> None:
    """Replace all older copies by this one; a reader sees a whole file or none."""
    copy.parent.mkdir(parents=True, exist_ok=True)
    older = [file for file in copy.parent.glob("*.msgpack") if file != copy]
    written = copy.with_suffix(f".{os.getpid()}")
    written.write_bytes(content)
    written.replace(copy)
    for file in older:
        file.unlink(missing_ok=True)
