"""An event loop whose clock leaps to whatever is waited for next, so that nothing takes time."""

from __future__ import annotations

import asyncio
import selectors
from collections.abc import Mapping
from typing import Any


class _Leaps(selectors.BaseSelector):
    """Nothing ever comes in; to wait for it moves the clock on."""

    def __init__(self, real: selectors.BaseSelector) -> None:
        self._real = real
        self.now = 0.0

    def select(self, timeout: float | None = None) -> list[Any]:
        assert timeout is not None, "everybody waits for somebody else"
        self.now += timeout
        return []

    def register(self, fileobj: Any, events: int, data: Any = None) -> selectors.SelectorKey:
        return self._real.register(fileobj, events, data)

    def unregister(self, fileobj: Any) -> selectors.SelectorKey:
        return self._real.unregister(fileobj)

    def get_map(self) -> Mapping[Any, selectors.SelectorKey]:
        return self._real.get_map()

    def close(self) -> None:
        self._real.close()


class LeapingLoop(asyncio.SelectorEventLoop):
    def __init__(self) -> None:
        self._leaps = _Leaps(selectors.DefaultSelector())
        super().__init__(self._leaps)

    def time(self) -> float:
        return self._leaps.now

    def stall(self, seconds: float) -> None:
        """As if the program had been busy for so long."""
        self._leaps.now += seconds
