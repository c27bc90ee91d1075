"""Who voted for what in a poll whose votes can be seen; never stored."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Voter:
    """A person who chose *option*, counted from 0; *person* is the platform's own id."""

    option: int
    person: str
    name: str
