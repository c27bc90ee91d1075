"""Small changes to a copy of the small pack."""

from pathlib import Path

from bot.core.pack import Pack
from bot.core.reading.reader import read_pack


def edit(folder: Path, file: str, old: str, new: str) -> None:
    """Write *new* for the one *old* text of a file."""
    path = folder / file
    text = path.read_text("utf-8")
    assert text.count(old) == 1, f"{old!r} must stand once in {file}"
    path.write_text(text.replace(old, new), "utf-8")


def edited(folder: Path, file: str, old: str, new: str) -> Pack:
    """The pack after one change."""
    edit(folder, file, old, new)
    return read_pack(folder)


def extended(folder: Path, file: str, more: str) -> Pack:
    """The pack with *more* at the end of a file."""
    with (folder / file).open("a", encoding="utf-8") as opened:
        opened.write(more)
    return read_pack(folder)
