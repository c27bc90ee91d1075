"""How dates read."""

from __future__ import annotations

from datetime import date

from bot.core.dates import MONTHS
from bot.core.edtf import OPEN, Edtf

QUALIFIERS = {"~": "about {}", "?": "{} (uncertain)", "%": "about {} (uncertain)"}


def in_words(when: Edtf) -> str:
    """ "27 September 2020", "about 1993", "May 2001 to June 2002", "since 2022"."""
    start, slash, end = when.text.partition("/")
    if not slash:
        return _unit(start)
    if start in OPEN:
        return f"until {_unit(end)}"
    if end in OPEN:
        return f"since {_unit(start)}"
    return f"{_unit(start)} to {_unit(end)}"


def day_in_words(day: date) -> str:
    return _unit(day.isoformat())


def _unit(text: str) -> str:
    bare = text.rstrip("~?%")
    parts = [int(part) for part in bare.split("-")]
    words = [str(parts[0])]
    if len(parts) > 1:
        words.insert(0, MONTHS[parts[1] - 1].capitalize())
    if len(parts) > 2:
        words.insert(0, str(parts[2]))
    return QUALIFIERS.get(text[len(bare) :], "{}").format(" ".join(words))
