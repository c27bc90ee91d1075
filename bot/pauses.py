"""How long to wait after something failed: longer each time, and not the same for everybody."""

from __future__ import annotations

import random
from collections.abc import Awaitable, Callable
from typing import TypeAlias

Sleep: TypeAlias = Callable[[float], Awaitable[None]]

FIRST, LONGEST = 1.0, 60.0  # seconds


def pause(failures: int) -> float:
    """Seconds to wait after that many failures in a row: 1, 2, 4... 60, give or take a quarter."""
    grown = min(FIRST * 2.0 ** min(failures - 1, 10), LONGEST)
    return grown * random.uniform(0.75, 1.25)
