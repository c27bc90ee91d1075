"""What goes wrong with which request.

A fault has three moments to call a hook at, so that a test can kill the bot at exactly that moment:

- killed before Discord took the request: ``dropped().calling(before=kill)``
- killed when it was done but not answered: ``accepted_then_dropped().calling(acted=kill)``
- killed when the answer was written: ``Fault().calling(replied=kill)``
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import Any, TypeAlias

from tests.stand_in.limits import Excess
from tests.stand_in.requests import Request

Hook: TypeAlias = Callable[[], Awaitable[Any]]


class Ending(Enum):
    """How a request ends. RESET sends RST, as a dying peer does; DROP ends the connection."""

    ANSWER = auto()
    DROP = auto()
    RESET = auto()
    HANG = auto()


async def nothing() -> None:
    """The hook that is not there."""


@dataclass(frozen=True, slots=True)
class Fault:
    """*acts*: Discord does what it was asked for. *status* or *excess* replace its own answer."""

    acts: bool = True
    ending: Ending = Ending.ANSWER
    status: int | None = None
    excess: Excess | None = None
    before: Hook = nothing
    acted: Hook = nothing
    replied: Hook = nothing

    def calling(
        self, *, before: Hook = nothing, acted: Hook = nothing, replied: Hook = nothing
    ) -> Fault:
        """The same with hooks: before acting, after acting, after the answer was written."""
        return replace(self, before=before, acted=acted, replied=replied)


NO_FAULT = Fault()


def dropped(ending: Ending = Ending.DROP) -> Fault:
    """The connection ends before anything was done."""
    return Fault(acts=False, ending=ending)


def accepted_then_dropped(ending: Ending = Ending.DROP) -> Fault:
    """It is done, and the connection ends without an answer."""
    return Fault(ending=ending)


def accepted_then_answered(status: int) -> Fault:
    """It is done, and the answer says that it failed."""
    return Fault(status=status)


def failed(status: int) -> Fault:
    """Nothing is done, and the answer says so."""
    return Fault(acts=False, status=status)


def rate_limited(retry_after: float, *, everywhere: bool = False) -> Fault:
    return Fault(acts=False, excess=Excess(retry_after, everywhere))


def hung(*, acts: bool = False) -> Fault:
    """No answer until `release`; then the answer if it *acts*, else the connection ends."""
    return Fault(acts=acts, ending=Ending.HANG)


def any_request(_request: Request) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Rule:
    """*fault* happens to the *nth* request of *kind* that *where* holds for.

    Counted from 1 and from when the rule was made known. None stands for every request.
    """

    kind: str | None
    fault: Fault
    nth: int | None = 1
    where: Callable[[Request], bool] = any_request

    def matches(self, request: Request) -> bool:
        return self.kind in (None, request.kind) and self.where(request)


# From a request's kind and its occasion (1 for the first of the kind).
Decide: TypeAlias = Callable[[str, int], Fault | None]


class Plan:
    """The faults that are to happen: rules, of which the first that applies counts, or a choice."""

    def __init__(self, rules: Sequence[Rule] | Decide = ()) -> None:
        self._decide = rules if callable(rules) else None
        self._rules = () if callable(rules) else tuple(rules)
        self._seen = [0] * len(self._rules)

    def fault(self, request: Request) -> Fault:
        if self._decide:
            return self._decide(request.kind, request.occasion) or NO_FAULT
        happening = [rule.fault for rule in self._applying(request)]
        return happening[0] if happening else NO_FAULT

    def _applying(self, request: Request) -> list[Rule]:
        """Every rule counts its own requests, so all are asked."""
        applying = []
        for number, rule in enumerate(self._rules):
            if rule.matches(request):
                self._seen[number] += 1
                if rule.nth in (None, self._seen[number]):
                    applying.append(rule)
        return applying
