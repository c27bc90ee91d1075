"""What Matrix calls rooms and people, as places and persons of the bot."""

from __future__ import annotations

from bot.core.identity import Person, Place, qualified

MATRIX = "matrix"


def place(room_id: str) -> Place:
    return qualified(MATRIX, room_id)


def person(user_id: str) -> Person:
    return qualified(MATRIX, user_id)
