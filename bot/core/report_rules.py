"""What a report of an error may say, and how many a person may send."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from bot.core.waiting import wait_in_words
from bot.errors import BadInput

SHORTEST, LONGEST = 10, 1_000
LONGEST_SOURCE = 500
LIMITS = ((timedelta(hours=1), 3, "an hour"), (timedelta(days=1), 10, "a day"))
MOST = 10  # that any of the limits looks at
# What neither a web address nor a link made of it may hold unescaped.
OUTSIDE_ADDRESSES = re.compile(r"""[\s<>"\\^`{|}\[\]]""")
# They turn round the order of what follows them, on a card that is not theirs alone.
OVERRIDES = re.compile("[\u202a-\u202e\u2066-\u2069]")
GAPS = re.compile(r"\n\s*\n")
NO_ADDRESS = "The source has to be one web address, such as https://example.org/page, or nothing."


def cleaned(text: str) -> str:
    """*text* without what cannot be seen but changes how the rest is shown or stored."""
    lines = OVERRIDES.sub("", text).replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    seen = (
        char for char in lines if char == "\n" or unicodedata.category(char) not in ("Cc", "Cs")
    )
    return GAPS.sub("\n\n", "".join(seen)).strip()


def check_wrong(text: str) -> str:
    """What is wrong, cleaned.

    Raises:
        BadInput: it is too short or too long.
    """
    wrong = cleaned(text)
    if not SHORTEST <= len(wrong) <= LONGEST:
        raise BadInput(
            f"Say what is wrong in {SHORTEST} to {LONGEST:,} characters; this has {len(wrong):,}."
        )
    return wrong


def check_source(text: str) -> str | None:
    """The address of a source, or None for none.

    Raises:
        BadInput: it is no web address, or too long.
    """
    source = cleaned(text)
    if len(source) > LONGEST_SOURCE:
        raise BadInput(
            f"A source link has at most {LONGEST_SOURCE} characters; this has {len(source):,}."
        )
    if source and host_of(source) is None:
        raise BadInput(NO_ADDRESS)
    return source or None


def host_of(url: str) -> str | None:
    """The host of a public web address; None if *url* is none."""
    if OUTSIDE_ADDRESSES.search(url):
        return None
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port  # a port that is no number is found only when asked
    except ValueError:
        return None
    is_public = host is not None and "." in host.strip(".") and "@" not in parts.netloc
    return host if is_public and parts.scheme in ("http", "https") else None


def refuse_too_many(earlier: Sequence[datetime], now: datetime) -> None:
    """*earlier* is when the person sent their latest reports, `MOST` if there were, oldest first.

    Raises:
        BadInput: another one has to wait; it says how long.
    """
    waits = [
        (recent[-most] + window - now, most, word)
        for window, most, word in LIMITS
        if len(recent := [at for at in earlier if at > now - window]) >= most
    ]
    if waits:
        wait, most, word = max(waits)
        raise BadInput(
            f"Everybody can send {most} reports {word} here; "
            f"your next one is possible in {wait_in_words(wait)}."
        )
