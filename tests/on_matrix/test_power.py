"""Who may do what in a room, by its version."""

from __future__ import annotations

import math
from typing import Any

import pytest

from bot.on_matrix.power import (
    is_moderator,
    needed_to_delete,
    needed_to_send,
    power,
)

ADA, MIRA, EVE = "@ada:a.org", "@mira:a.org", "@eve:e.org"
LEVELS = {"users": {MIRA: 50}, "users_default": 0, "state_default": 50, "events_default": 0}


def create(version: object, **more: Any) -> dict[str, Any]:
    return {"sender": ADA, "content": {"room_version": version} | more}


@pytest.mark.parametrize(
    ("version", "levels", "user", "wanted"),
    [
        ("11", LEVELS, ADA, 0),
        ("11", LEVELS | {"users": {ADA: 100}}, ADA, 100),
        ("11", None, ADA, 100),
        ("11", None, MIRA, 0),
        ("12", LEVELS, ADA, math.inf),
        ("12", LEVELS | {"users": {ADA: 5}}, ADA, math.inf),
        ("12", None, ADA, math.inf),
        ("12", LEVELS, MIRA, 50),
        ("12", LEVELS, EVE, 0),
        ("12", LEVELS | {"users_default": 10}, EVE, 10),
        ("13", LEVELS, ADA, math.inf),
        ("org.example.unstable", LEVELS, ADA, 0),
        (None, LEVELS, ADA, 0),
        (12, LEVELS, ADA, math.inf),
    ],
)
def test_power(version: object, levels: dict[str, Any] | None, user: str, wanted: float):
    assert power(user, create(version), levels) == wanted


def test_creators_added_at_the_start_stand_above_from_version_12_on():
    assert power(EVE, create("12", additional_creators=[EVE]), LEVELS) == math.inf
    assert power(EVE, create("11", additional_creators=[EVE]), LEVELS) == 0


@pytest.mark.parametrize(
    ("levels", "wanted"),
    [
        ({"users": {MIRA: "50"}}, 50),
        ({"users": {MIRA: "fifty"}, "users_default": 7}, 7),
        ({"users": {MIRA: None}}, 0),
        ({"users": {MIRA: [50]}}, 0),
        ({"users": {MIRA: 50.9}}, 50),
        ({"users": {MIRA: math.inf}}, 0),
        ({"users": "all"}, 0),
        ({"users_default": {}}, 0),
        ({}, 0),
    ],
)
def test_levels_that_are_no_numbers_give_no_power(levels: dict[str, Any], wanted: float):
    assert power(MIRA, create("11"), levels) == wanted


@pytest.mark.parametrize("broken", [{}, {"content": 5}, {"content": {"additional_creators": 1}}])
def test_without_a_sound_creation_nobody_is_its_creator(broken: dict[str, Any]):
    assert power(ADA, broken, LEVELS) == 0


@pytest.mark.parametrize(
    ("version", "levels", "user", "wanted"),
    [
        ("12", LEVELS, ADA, True),
        ("12", LEVELS, MIRA, True),
        ("12", LEVELS, EVE, False),
        ("12", LEVELS | {"state_default": 75}, MIRA, False),
        ("11", {"users": {MIRA: 49}}, MIRA, False),
        ("11", {"users": {MIRA: 50}}, MIRA, True),
        ("11", None, ADA, True),
        ("11", None, MIRA, False),
    ],
)
def test_who_moderates(version: str, levels: dict[str, Any] | None, user: str, wanted: bool):
    assert is_moderator(user, create(version), levels) is wanted


def test_what_it_takes_to_send():
    levels = LEVELS | {"events": {"m.reaction": 5}, "events_default": 1}

    assert needed_to_send(levels, "m.reaction") == 5
    assert needed_to_send(levels, "m.room.message") == 1
    assert needed_to_send(None, "m.reaction") == 0


@pytest.mark.parametrize(
    ("levels", "wanted"),
    [
        (None, 50),
        ({}, 50),
        ({"redact": 10}, 10),
        ({"redact": 10, "events_default": 20}, 20),
        ({"redact": 10, "events": {"m.room.redaction": 30}}, 30),
        ({"redact": "x"}, 50),
    ],
)
def test_what_it_takes_to_delete(levels: dict[str, Any] | None, wanted: float):
    """As js-sdk has it, deletions have to be let in as well."""
    assert needed_to_delete(levels) == wanted
