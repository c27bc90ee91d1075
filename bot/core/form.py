"""A form to fill in, before any platform touched it: what the bot asks for and what it offers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

from bot.core.card import Route
from bot.core.channels import ChannelKind

MAX_FIELDS = 5  # of a Discord modal


@dataclass(frozen=True, slots=True)
class TextField:
    """A line of text, or several where *long*."""

    key: str
    label: str
    hint: str = ""
    value: str = ""
    longest: int = 100
    required: bool = True
    long: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    label: str
    value: str
    hint: str = ""
    is_picked: bool = False


@dataclass(frozen=True, slots=True)
class ChoiceField:
    """*least* to *most* of the choices, 25 at the most."""

    key: str
    label: str
    choices: tuple[Choice, ...]
    hint: str = ""
    least: int = 1
    most: int = 1


@dataclass(frozen=True, slots=True)
class ChannelField:
    key: str
    label: str
    kinds: tuple[ChannelKind, ...]
    hint: str = ""
    picked: str | None = None
    required: bool = True


@dataclass(frozen=True, slots=True)
class RoleField:
    key: str
    label: str
    hint: str = ""
    picked: frozenset[str] = frozenset()
    most: int = 1
    required: bool = False


Field = TextField | ChoiceField | ChannelField | RoleField
# What was filled in, by the key of the field; a text is the one value of its field.
Answers: TypeAlias = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Form:
    """Up to five fields under a title; *submits* says what is being filled in."""

    title: str
    submits: Route
    fields: tuple[Field, ...]


def refilled(form: Form, answers: Answers) -> Form:
    """*form* with its texts and choices as in *answers*, so far as they name them."""
    return replace(form, fields=tuple(_refilled(field, answers) for field in form.fields))


def _refilled(field: Field, answers: Answers) -> Field:
    given = answers.get(field.key)
    match field:
        case TextField() if given is not None:
            return replace(field, value="".join(given))
        case ChoiceField() if given is not None:
            picked = [replace(each, is_picked=each.value in given) for each in field.choices]
            return replace(field, choices=tuple(picked))
        case _:
            return field
