"""How the settings of a place stand in forms, and how what was filled in is read."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, TypeAlias

from bot.core.card import Option, Route
from bot.core.place_settings import (
    ARCHIVE_MINUTES,
    GRACE_HOURS,
    LANGUAGES,
    Notify,
    PlaceSettings,
    PollOpeners,
)
from bot.core.times import read_time
from bot.core.zones import find_zones, read_zone, suggest_zones, zone_label
from bot.errors import BadInput, Unclear

# The kinds of the routes: to show the panel or what leads from it, to save a form, and to save what
# was picked from a menu of candidates.
PANEL, SAVE, CHOOSE = "settings", "settings-save", "settings-choose"
MAX_CANDIDATES = 10
NONE = "none"
# It ends in a sign, so that no word is one; clients keep what begins with a slash to themselves.
PREFIX = re.compile(r"(?![/@#])[^\s`]{0,7}[^\w\s`@#/\\]")
OLD_FORM = "That form is from another version of me; open the settings again."

Answer: TypeAlias = tuple[str, ...]
Wish: TypeAlias = Mapping[str, Any]  # settings by name, as they are asked to become


class Part(StrEnum):
    """The parts of the settings, each with a form of its own."""

    WHERE = "where"
    POST = "post"
    DISCUSSION = "discussion"
    PEOPLE = "people"
    CONTENT = "content"


def part_named(name: str) -> Part:
    """Raises:
    BadInput: there is none of this name.
    """
    try:
        return Part(name)
    except ValueError:
        raise BadInput(OLD_FORM) from None


@dataclass(frozen=True, slots=True)
class Input:
    """One field of a form: how it is filled in beforehand, and what an answer asks for.

    *read* raises BadInput for what it cannot read.
    """

    filled_in: Callable[[PlaceSettings], Answer]
    read: Callable[[Answer, datetime], Wish]


def filled_in(part: Part, settings: PlaceSettings) -> dict[str, Answer]:
    """The form of *part* as it opens."""
    return {key: field.filled_in(settings) for key, field in INPUTS[part].items()}


def read_zone_answer(answer: Answer, now: datetime) -> Wish:
    """Raises:
    Unclear: it names no zone, or several; the candidates are its options.
    """
    typed = _one(answer)
    try:
        return {"zone": read_zone(typed, now)}
    except BadInput as error:
        near = [zone for _, zone in suggest_zones(typed, now, MAX_CANDIDATES)]
        options = [_zone_option(zone, now) for zone in find_zones(typed, now) or near]
        raise Unclear(str(error), options) from None


def read_prefix(typed: str) -> str:
    """Raises:
    BadInput: ordinary messages begin so, or no client would let it through.
    """
    prefix = typed.strip()
    if not PREFIX.fullmatch(prefix):
        raise BadInput(
            "A prefix has at most 8 characters, no spaces, ends in a sign such as ! or . "
            "and does not begin with / or @."
        )
    return prefix


def _zone_option(zone: str, now: datetime) -> Option:
    return Option(zone_label(zone, now), Route(CHOOSE, ("zone", zone)))


def _one(answer: Answer) -> str:
    return answer[0] if answer else ""


def _first(answer: Answer) -> str | None:
    return _one(answer) or None


def _unless_none(answer: Answer) -> str | None:
    return None if answer == (NONE,) else _first(answer)


def _known(value: str, values: Mapping[str, Any]) -> Any:
    """What *value* stands for among *values*.

    Raises:
        BadInput: nothing, since the form was made by another version.
    """
    if value not in values:
        raise BadInput(OLD_FORM)
    return values[value]


def _days(answer: Answer, _now: datetime) -> Wish:
    return {"days": frozenset(_known(day, {str(day): day for day in range(7)}) for day in answer)}


def _thread(answer: Answer, _now: datetime) -> Wish:
    if answer == (NONE,):
        return {"thread": False}
    minutes = _known(_one(answer), {str(minutes): minutes for minutes in ARCHIVE_MINUTES})
    return {"thread": True, "archive_minutes": minutes}


def _choice(name: str, values: Mapping[str, Any]) -> Input:
    """One value out of several."""
    written = {value: key for key, value in values.items()}
    return Input(
        lambda settings: (written[getattr(settings, name)],),
        lambda answer, _now: {name: _known(_one(answer), values)},
    )


def _flag(name: str) -> Input:
    return _choice(name, {"on": True, "off": False})


def _one_id(name: str) -> Input:
    return Input(
        lambda settings: (getattr(settings, name),) if getattr(settings, name) else (),
        lambda answer, _now: {name: _first(answer)},
    )


def _ids(name: str) -> Input:
    return Input(
        lambda settings: tuple(sorted(getattr(settings, name))),
        lambda answer, _now: {name: frozenset(answer)},
    )


def _zone_filled_in(settings: PlaceSettings) -> Answer:
    """Nothing before the set-up: a zone that nobody chose would post at the wrong hour."""
    chosen = settings.is_on or settings.zone != PlaceSettings().zone
    return (settings.zone if chosen else "",)


INPUTS: Mapping[Part, Mapping[str, Input]] = {
    Part.WHERE: {
        "channel": _one_id("channel"),
        "at": Input(
            lambda settings: (f"{settings.at:%H:%M}",),
            lambda answer, _now: {"at": read_time(_one(answer))},
        ),
        "zone": Input(_zone_filled_in, read_zone_answer),
        "days": Input(lambda settings: tuple(map(str, sorted(settings.days))), _days),
    },
    Part.POST: {
        "notify": _choice("notify", {each.value: each for each in Notify}),
        "notify_role": _one_id("notify_role"),
        "forum_tag": Input(
            lambda settings: (settings.forum_tag or NONE,),
            lambda answer, _now: {"forum_tag": _unless_none(answer)},
        ),
        "grace_hours": _choice("grace_hours", {str(hours): hours for hours in GRACE_HOURS}),
    },
    Part.DISCUSSION: {
        "thread": Input(
            lambda settings: (str(settings.archive_minutes) if settings.thread else NONE,), _thread
        ),
        "question": _flag("question"),
        "poll": _flag("poll"),
        "anniversaries": _flag("anniversaries"),
    },
    Part.PEOPLE: {
        "moderator_roles": _ids("moderator_roles"),
        "poll_openers": _choice("poll_openers", {each.value: each for each in PollOpeners}),
        "poll_roles": _ids("poll_roles"),
        "moderators_channel": _one_id("moderators_channel"),
    },
    Part.CONTENT: {
        "language": _choice("language", {code: code for code in LANGUAGES}),
        "pack": Input(
            lambda settings: (settings.pack or NONE,),
            lambda answer, _now: {"pack": _unless_none(answer)},
        ),
        "prefix": Input(
            lambda settings: (settings.prefix,),
            lambda answer, _now: {"prefix": read_prefix(_one(answer))},
        ),
    },
}
