"""Who asks, and where: ids that say which platform they belong to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeAlias

# "discord:<server id>" or "matrix:<room id>"; "discord:<user id>" or "matrix:<user id>".
Place: TypeAlias = str
Person: TypeAlias = str


def qualified(platform: str, name: str | int) -> str:
    """The place or person that *platform* calls *name*."""
    return f"{platform}:{name}"


def platform_of(qualified_id: str) -> str:
    return qualified_id.partition(":")[0]


def local_id(qualified_id: str) -> str:
    """What the platform itself calls a place or a person."""
    return qualified_id.partition(":")[2]


def everything(_channel: str) -> bool:
    """For places where everybody may see every channel."""
    return True


@dataclass(frozen=True, slots=True)
class Asker:
    """A person who asks for something in a place.

    *manages* is the platform's own word that they may run the place: *Manage Server* on Discord,
    the power level on Matrix. *roles* are the ids of their roles there. *sees* says of a channel by
    its id whether they may see what was asked there. *request* tells this one from all others where
    it may be made twice without them meaning it, as after a crash.
    """

    person: Person
    place: Place
    manages: bool = False
    roles: frozenset[str] = frozenset()
    sees: Callable[[str], bool] = field(default=everything, compare=False, repr=False)
    request: str | None = None
