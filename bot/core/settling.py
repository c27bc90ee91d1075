"""Which of the wishes for a place's settings can come true."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from typing import Any

import msgspec

from bot.core.form import Answers
from bot.core.identity import Person
from bot.core.obstacles import Channels, Obstacle, obstacles
from bot.core.place_settings import PlaceSettings
from bot.core.settings_change import Change, carried_over, changed
from bot.core.settings_inputs import INPUTS, Part, Wish, filled_in
from bot.errors import BadInput


@dataclass(frozen=True, slots=True)
class Unread:
    """An answer that cannot be read, with the error that says why."""

    key: str
    error: BadInput


@dataclass(frozen=True, slots=True)
class Hindered:
    """A wish that could not work; *wish* names the channel it was about, if it was about one."""

    key: str
    wish: Wish
    obstacles: tuple[Obstacle, ...]


@dataclass(frozen=True, slots=True)
class Overtaken:
    """A setting that somebody else changed while the form was being filled in."""

    names: tuple[str, ...]
    by: Person | None


@dataclass(frozen=True, slots=True)
class Held:
    """A *channel* that would turn posts on at the hours of a time zone that nobody chose."""

    channel: str


Refusal = Unread | Hindered | Overtaken | Held


def channels_named(*sources: PlaceSettings | Wish) -> set[str]:
    """The ids of the channels that settings or wishes name."""
    found: set[str | None] = set()
    for source in sources:
        values = source if isinstance(source, Mapping) else msgspec.structs.asdict(source)
        found |= {values.get("channel"), values.get("moderators_channel")}
    return {channel for channel in found if channel is not None}


def read_wishes(
    part: Part, answers: Answers, base: PlaceSettings, now: datetime
) -> tuple[dict[str, Wish], list[Refusal]]:
    """What the *answers* ask for, by field, and which of them cannot be read.

    What was left as it stood in the form, which showed *base*, asks for nothing.
    """
    wishes: dict[str, Wish] = {}
    unread: list[Refusal] = []
    before = filled_in(part, base)
    for key, field in INPUTS[part].items():
        if key not in answers or sorted(answers[key]) == sorted(before[key]):
            continue
        try:
            wishes[key] = field.read(answers[key], now)
        except BadInput as error:
            unread.append(Unread(key, error))
    return wishes, unread


def settings_before(changes: Sequence[Change], current: PlaceSettings) -> PlaceSettings:
    """The settings as they were before *changes*, the newest of which comes first."""
    return reduce(
        lambda after, change: carried_over(change.names, change.old, after), changes, current
    )


def overtaken(
    wishes: Mapping[str, Wish],
    base: PlaceSettings,
    current: PlaceSettings,
    changes: Sequence[Change],
) -> tuple[dict[str, Wish], list[Refusal]]:
    """The *wishes* without those that *changes* to *base* ran counter to, and those."""
    touched = frozenset(changed(base, current))
    free: dict[str, Wish] = {}
    refused: list[Refusal] = []
    for key, wish in wishes.items():
        names = tuple(n for n in wish if n in touched and getattr(current, n) != wish[n])
        if names:
            by = next(change.by for change in changes if not set(names).isdisjoint(change.names))
            refused.append(Overtaken(names, by))
        else:
            free[key] = wish
    return free, refused


def settle(
    current: PlaceSettings, wishes: Mapping[str, Wish], channels: Channels
) -> tuple[PlaceSettings, list[Refusal]]:
    """*current* with every wish that adds no obstacle, and the wishes that would.

    One wish may clear the way for another, so they are gone through until none is left that can
    come true. What was in the way before is no reason to refuse.
    """
    settings, waiting = current, dict(wishes)
    everything = reduce(
        lambda so_far, wish: _with(so_far, wish, channels), waiting.values(), current
    )
    if not added(current, everything, channels):
        return everything, []
    while possible := _first_possible(settings, waiting, channels):
        settings = _with(settings, waiting.pop(possible), channels)
    return settings, [
        Hindered(key, wish, added(settings, _with(settings, wish, channels), channels))
        for key, wish in waiting.items()
    ]


def held_back(
    current: PlaceSettings, settled: PlaceSettings, refused: Sequence[Refusal]
) -> Held | None:
    """The channel of *settled*, if it turns posts on while the time zone could not be read."""
    is_zone_open = any(isinstance(each, Unread) and each.key == "zone" for each in refused)
    is_zone_chosen = current.zone != PlaceSettings().zone
    if current.is_on or settled.channel is None or is_zone_chosen or not is_zone_open:
        return None
    return Held(settled.channel)


def added(before: PlaceSettings, after: PlaceSettings, channels: Channels) -> tuple[Obstacle, ...]:
    """The obstacles of *after* that *before* does not have."""
    known = obstacles(before, channels)
    return tuple(each for each in obstacles(after, channels) if each not in known)


def _first_possible(
    settings: PlaceSettings, wishes: Mapping[str, Wish], channels: Channels
) -> str | None:
    for key, wish in wishes.items():
        if not added(settings, _with(settings, wish, channels), channels):
            return key
    return None


def _with(settings: PlaceSettings, wish: Wish, channels: Channels) -> PlaceSettings:
    values: dict[str, Any] = {**wish}
    channel = channels.get(wish["channel"]) if wish.get("channel") else None
    if channel is not None:
        values["channel_kind"] = channel.kind
        tags = {tag.id for tag in channel.tags}
        tag = wish.get("forum_tag", settings.forum_tag)
        values["forum_tag"] = tag if tag in tags else None
    return msgspec.structs.replace(settings, **values)
