"""The rules of polls: what may be asked, how votes count, and who has to wait."""

from __future__ import annotations

import hmac
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from bot.core.identity import Person
from bot.core.poll import (
    FEWEST_OPTIONS,
    MAX_OPTION,
    MAX_QUESTION,
    MINIMUM_TURNOUT,
    MOST_OPTIONS,
    Result,
)
from bot.core.report_rules import cleaned
from bot.core.waiting import wait_in_words
from bot.errors import BadInput

MOST_IN_CHANNEL = 5  # open at the same time
HOURLY, COOL_DOWN = 10, timedelta(minutes=1)  # of one person in a place
HOUR = timedelta(hours=1)
MOST_HOURS = 768  # of the platform's own polls
SEPARATORS = ("|", ";")
CROWDED = (
    f"{MOST_IN_CHANNEL} polls are open in that channel, which is the most; "
    "close one with the poll close command, or wait until one closes."
)


def check_question(text: str) -> str:
    """*text* on one line, as it is asked.

    Raises:
        BadInput: it is empty or too long.
    """
    question = " ".join(cleaned(text).split())
    if not question:
        raise BadInput("A poll needs a question.")
    if len(question) > MAX_QUESTION:
        raise BadInput(
            f"A question has at most {MAX_QUESTION} characters; this has {len(question):,}."
        )
    return question


def read_options(text: str) -> tuple[str, ...]:
    """The answers in *text*, one a line; on a single line they are parted by `|` or `;`.

    Raises:
        BadInput: they are too few, too many, too long, or two are the same.
    """
    options = [" ".join(part.split()) for part in _parts(cleaned(text))]
    options = [option for option in options if option]
    if not FEWEST_OPTIONS <= len(options) <= MOST_OPTIONS:
        raise BadInput(
            f"A poll has {FEWEST_OPTIONS} to {MOST_OPTIONS} answers, each on a line of its own; "
            f"this has {len(options)}."
        )
    for option in options:
        if len(option) > MAX_OPTION:
            raise BadInput(
                f"An answer has at most {MAX_OPTION} characters; “{option[:MAX_OPTION]}…” has "
                f"{len(option):,}."
            )
    for option, count in Counter(option.casefold() for option in options).items():
        if count > 1:
            raise BadInput(f"The answer “{option}” is there {count} times; each has to differ.")
    return tuple(options)


def tally(votes: Iterable[frozenset[int]], options: int) -> Result:
    """The result of a secret poll: *votes* hold the options that each voter chose.

    How many chose what is left out if so few voted that it could tell who did.
    """
    ballots = [vote for vote in votes if vote]
    counts = Counter(option for vote in ballots for option in vote)
    shown = tuple(counts[option] for option in range(options))
    return Result(len(ballots), shown if len(ballots) >= MINIMUM_TURNOUT else None)


def percent(count: int, total: int) -> int:
    return round(100 * count / total) if total else 0


def hours_for(closes: datetime, opens: datetime) -> int:
    """Whole hours in which a poll that *closes* then does not end by itself before."""
    return min(max(-((opens - closes) // HOUR), 1), MOST_HOURS)


def voter_key(secret: str, person: Person) -> str:
    """What the vote of *person* is stored under; nobody can tell it without the *secret*."""
    return hmac.digest(bytes.fromhex(secret), person.encode(), "sha256").hex()


def refuse_too_many(earlier: Sequence[datetime], now: datetime) -> None:
    """*earlier* is when the person opened their latest polls, up to `HOURLY`, oldest first.

    Raises:
        BadInput: another has to wait; it says how long.
    """
    waits = [earlier[-1] + COOL_DOWN - now] if earlier else []
    if len(earlier) >= HOURLY:
        waits.append(earlier[-HOURLY] + HOUR - now)
    wait = max(waits, default=timedelta())
    if wait > timedelta():
        raise BadInput(
            f"Everybody can open one poll a minute and {HOURLY} an hour here; "
            f"your next one is possible in {wait_in_words(wait)}."
        )


def _parts(text: str) -> list[str]:
    lines = text.splitlines()
    if len(lines) != 1:
        return lines
    separator = next((each for each in SEPARATORS if each in text), "\n")
    return text.split(separator)
