"""What stands in the environment, and the secrets that may stand in files it names."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path


def secret(name: str, environment: Mapping[str, str], problems: list[str]) -> str | None:
    """The value of *name*, or what stands in the file that `<NAME>_FILE` names.

    It is empty if the file cannot be read, which is then one of the *problems*.
    """
    file = environment.get(f"{name}_FILE")
    if not file:
        return environment.get(name) or None
    try:
        return Path(file).read_text("utf-8").strip() or None
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is no text"
        problems.append(f"{name}_FILE names {file}, which cannot be read: {reason}.")
        return ""
