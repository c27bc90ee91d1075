"""A change of a place's settings, as it is logged and taken back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec

from bot.core.identity import Person
from bot.core.place_settings import PlaceSettings

SETTINGS: tuple[str, ...] = PlaceSettings.__struct_fields__


@dataclass(frozen=True, slots=True)
class Change:
    """*old* and *new* hold the settings *names* as they were and became; no others count.

    *by* is None once that person had it deleted. *undoes* is the version of the change it takes
    back.
    """

    version: int
    by: Person | None
    at: datetime
    names: tuple[str, ...]
    old: PlaceSettings
    new: PlaceSettings
    undoes: int | None = None


def changed(old: PlaceSettings, new: PlaceSettings) -> tuple[str, ...]:
    """The names of the settings that differ, in their order."""
    return tuple(name for name in SETTINGS if getattr(old, name) != getattr(new, name))


def carried_over(names: tuple[str, ...], source: PlaceSettings, to: PlaceSettings) -> PlaceSettings:
    """*to* with the settings *names* as they are in *source*."""
    return msgspec.structs.replace(to, **{name: getattr(source, name) for name in names})


def write_values(settings: PlaceSettings, names: tuple[str, ...]) -> str:
    """The settings *names*, and no others, as a JSON object."""
    values = {name: getattr(settings, name) for name in names}
    return msgspec.json.encode(values, order="deterministic").decode()


def read_values(stored: str) -> tuple[tuple[str, ...], PlaceSettings]:
    """The names and the settings that `write_values` wrote; what is no setting any more is left."""
    values: Mapping[str, Any] = msgspec.json.decode(stored)
    names = tuple(name for name in SETTINGS if name in values)
    return names, msgspec.convert(values, PlaceSettings)
