"""The emoji with which people turn pages and pick, as clients send them."""

from __future__ import annotations

MOST = 10
BACK, MORE = "◀️", "▶️"
STYLE = "\ufe0f"  # asks for the coloured form; some clients leave it out
KEYCAPS = (*(f"{digit}{STYLE}\u20e3" for digit in range(1, MOST)), "🔟")
TURNS = {"◀": -1, "⬅": -1, "▶": 1, "➡": 1}
PICKS = {key.replace(STYLE, ""): number for number, key in enumerate(KEYCAPS, start=1)}


def keycap(number: int) -> str:
    """The emoji of *number*, from 1 to `MOST`."""
    return KEYCAPS[number - 1]


def turn_of(key: str) -> int | None:
    """How many pages a reaction turns on; None if it is none that does."""
    return TURNS.get(key.replace(STYLE, ""))


def pick_of(key: str) -> int | None:
    """The number that a reaction picks, from 1; None if it picks none."""
    return PICKS.get(key.replace(STYLE, ""))
