"""What time it is; everything else is told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TypeAlias

Clock: TypeAlias = Callable[[], datetime]  # an aware instant, in UTC


def utc_now() -> datetime:
    return datetime.now(UTC)
