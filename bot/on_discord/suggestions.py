"""What Discord offers while an option is typed. Any other text is accepted all the same."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from discord import app_commands

from bot.core.pack import Pack
from bot.core.search import suggest_actors

Choice: TypeAlias = app_commands.Choice[str]
MAX_CHOICES = 25
MAX_LENGTH = 100


def actor_choices(pack: Pack, typed: str) -> list[Choice]:
    """Actors by any of their names; the value is the id, so a pick is never ambiguous."""
    return choices(
        (actor.name if spelling == actor.name else f"{actor.name} ({spelling})", actor.id)
        for spelling, actor in suggest_actors(pack, typed, MAX_CHOICES)
    )


def side_choices(pack: Pack, typed: str) -> list[Choice]:
    """Like `actor_choices`, of the two sides alone."""
    found = [actor for _, actor in suggest_actors(pack, typed, len(pack.actors))]
    return choices((actor.name, actor.id) for actor in found if actor.id in pack.header.sides)


def choices(pairs: Iterable[tuple[str, str]]) -> list[Choice]:
    """Pairs of label and value, as many and as long as Discord takes."""
    return [app_commands.Choice(name=label[:MAX_LENGTH], value=value) for label, value in pairs][
        :MAX_CHOICES
    ]
