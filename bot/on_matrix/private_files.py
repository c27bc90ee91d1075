"""Files that only the bot's own user may read."""

from __future__ import annotations

import os
from pathlib import Path

MODE, FOLDER_MODE = 0o600, 0o700


def make_private_folder(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(FOLDER_MODE)
    return folder


def write_private(path: Path, text: str) -> None:
    """Put *text* into the file, whole or not at all."""
    make_private_folder(path.parent)
    draft = path.with_name(f"{path.name}.new")
    draft.unlink(missing_ok=True)
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, MODE)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def read_private(path: Path) -> str | None:
    """What was written; None if there is no such file."""
    try:
        return path.read_text("utf-8")
    except FileNotFoundError:
        return None
