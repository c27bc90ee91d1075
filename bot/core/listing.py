"""Lists as a sentence holds them."""

from __future__ import annotations

from collections.abc import Sequence


def listed(names: Sequence[str], conjunction: str = "and") -> str:
    """One name at least: "Iran", "Iran and Russia", "Iran, Russia and Turkey"."""
    *others, last = names
    return f"{', '.join(others)} {conjunction} {last}" if others else last
