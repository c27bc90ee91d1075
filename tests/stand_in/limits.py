"""Discord's rate limits, and how near to them its clients came.

See https://docs.discord.com/developers/topics/rate-limits.
"""

from __future__ import annotations

import time
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.stand_in.requests import Request

MESSAGES = ("send", "poll")  # the kinds that share a channel's bucket
EXEMPT = ("/interactions/", "/webhooks/")


@dataclass(frozen=True, slots=True)
class Excess:
    """Too many requests: come back in *retry_after* seconds. *everywhere*: on any route."""

    retry_after: float
    everywhere: bool = False

    @property
    def body(self) -> dict[str, Any]:
        return {
            "message": "You are being rate limited.",
            "retry_after": round(self.retry_after, 3),
            "global": self.everywhere,
        }

    @property
    def headers(self) -> dict[str, str]:
        """Without *Via* discord.py takes a 429 for a ban by Cloudflare."""
        scope = "global" if self.everywhere else "user"
        known = {"Via": "1.1 google", "Retry-After": f"{self.retry_after:.3f}"}
        whole = {"X-RateLimit-Global": "true"} if self.everywhere else {}
        return known | whole | {"X-RateLimit-Scope": scope}


@dataclass(slots=True)
class Bucket:
    """Messages of one channel: so many from the first one on until *ends*."""

    ends: float
    used: int = 0


@dataclass
class Limits:
    """*per_second* requests in any second, *per_channel* messages in so many seconds of a channel.

    *now* is in seconds and real, since clients wait in earnest. *excesses* counts the 429s by
    whether they were global; *served* says when each request under the global limit was let in.
    """

    per_second: int = 50
    second: float = 1.0
    per_channel: int = 5
    channel_seconds: float = 5.0
    now: Callable[[], float] = time.monotonic
    excesses: Counter[bool] = field(default_factory=Counter)
    served: list[float] = field(default_factory=list)
    _buckets: dict[int, Bucket] = field(default_factory=dict)

    def take(self, request: Request) -> Excess | None:
        """Let *request* in, or say how far it is in excess."""
        if request.path.startswith(EXEMPT):
            return None
        excess = self._global_excess() or self._channel_excess(request)
        if excess:
            self.excesses[excess.everywhere] += 1
            return excess
        self.served.append(self.now())
        if request.kind in MESSAGES:
            self._bucket(request).used += 1
        return None

    def headers(self, request: Request) -> dict[str, str]:
        """What the answer says of the channel's bucket."""
        if request.kind not in MESSAGES:
            return {}
        bucket = self._bucket(request)
        left = max(bucket.ends - self.now(), 0)
        return {
            "X-RateLimit-Bucket": "messages",
            "X-RateLimit-Limit": str(self.per_channel),
            "X-RateLimit-Remaining": str(self.per_channel - bucket.used),
            "X-RateLimit-Reset": f"{time.time() + left:.3f}",
            "X-RateLimit-Reset-After": f"{left:.3f}",
        }

    @property
    def busiest_second(self) -> int:
        """The most requests let in within any second."""
        return max(
            (last - first for first, last in enumerate(map(self._second_after, self.served))),
            default=0,
        )

    def _second_after(self, at: float) -> int:
        """How many requests were let in before the second from *at* on was over."""
        return bisect_right(self.served, at + self.second)

    def _global_excess(self) -> Excess | None:
        now = self.now()
        if len(self.served) < self.per_second:
            return None
        free = self.served[-self.per_second] + self.second
        return Excess(free - now, everywhere=True) if free > now else None

    def _channel_excess(self, request: Request) -> Excess | None:
        if request.kind not in MESSAGES:
            return None
        bucket = self._bucket(request)
        return Excess(bucket.ends - self.now()) if bucket.used >= self.per_channel else None

    def _bucket(self, request: Request) -> Bucket:
        """The channel's present one, or a new one when that is over."""
        now = self.now()
        bucket = self._buckets.get(request.arg("channel"))
        if bucket is None or bucket.ends <= now:
            bucket = self._buckets[request.arg("channel")] = Bucket(now + self.channel_seconds)
        return bucket
