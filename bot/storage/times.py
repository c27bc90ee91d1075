"""Instants as they are stored: whole seconds since 1970 in UTC."""

from __future__ import annotations

from datetime import UTC, datetime


def to_stored(at: datetime) -> int:
    return int(at.timestamp())


def from_stored(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
