"""Many voters, and what comes of their votes, worked out without the code that is tested."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from bot.core.identity import Asker
from bot.core.poll import MINIMUM_TURNOUT, Result
from tests.services.polling import PLACE

Urls = Callable[[], str]
OPTIONS = 3


def person(number: int) -> Asker:
    return Asker(f"discord:{number}", PLACE)


def counted(chosen) -> Result:
    """Without any of the code that is tested."""
    ballots = [each for each in chosen if each]
    tallied = Counter(option for each in ballots for option in each)
    counts = tuple(tallied[option] for option in range(OPTIONS))
    return Result(len(ballots), counts if len(ballots) >= MINIMUM_TURNOUT else None)
