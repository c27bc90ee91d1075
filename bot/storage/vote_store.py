"""The votes of secret polls that are open, under keys that only their secrets make sense of."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.identity import Person, Place
from bot.core.poll import Poll
from bot.core.polling import voter_key
from bot.storage.database import Connection, Database, Row
from bot.storage.poll_store import COLUMNS, poll_in, share_poll

# What is deleted from these must not be left in the files.
TABLES = ("poll_secret", "vote")
ADD_SECRET = "INSERT INTO poll_secret (poll_id, place, secret) VALUES ($1, $2, $3)"
FIND = f"""
    SELECT {COLUMNS},
        (SELECT secret FROM poll_secret WHERE poll_secret.poll_id = poll.poll_id) AS key
    FROM poll WHERE poll_id = $1
"""
SECRET = "SELECT secret FROM poll_secret WHERE poll_id = $1"
DESTROY = "DELETE FROM poll_secret WHERE poll_id = $1"
# Many may vote at once, but not while the poll is being closed, nor after that.
OF_OPEN = """
    INSERT INTO vote (poll_id, place, voter_key, choices)
    SELECT poll_id, place, $2, $3 FROM poll WHERE poll_id = $1 AND state = 'open' FOR SHARE
"""
CHOOSE = f"""
    {OF_OPEN}
    ON CONFLICT (poll_id, voter_key) DO UPDATE SET choices = excluded.choices
    RETURNING choices
"""
# The same twice is the same as once: a button may be pressed twice by accident.
CHOOSE_ALSO = f"""
    {OF_OPEN}
    ON CONFLICT (poll_id, voter_key) DO UPDATE SET choices = vote.choices | excluded.choices
    RETURNING choices
"""
LEAVE_OUT = """
    UPDATE vote SET choices = choices - (choices & $3) WHERE poll_id = $1 AND voter_key = $2
    RETURNING choices
"""
CHOSEN = "SELECT choices FROM vote WHERE poll_id = $1 AND voter_key = $2"
WITHDRAW = "DELETE FROM vote WHERE poll_id = $1 AND voter_key = $2 RETURNING choices"
VOTES = "SELECT choices FROM vote WHERE poll_id = $1"
TURNOUT = "SELECT COUNT(*) AS voters FROM vote WHERE poll_id = $1"
FORGET = "DELETE FROM vote WHERE poll_id = $1"
SECRETS = "SELECT poll_id, secret FROM poll_secret ORDER BY poll_id"
# Of a few polls, with the key that somebody has in each.
CAST = """
    SELECT vote.poll_id, vote.voter_key, vote.choices, poll.place, poll.question, poll.options
    FROM vote JOIN poll ON poll.poll_id = vote.poll_id
    WHERE (vote.poll_id, vote.voter_key) IN (VALUES {keys}) ORDER BY vote.poll_id
"""
AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Vote:
    """What stands under *key* in the open poll of this id; *chosen* are the options in words."""

    poll: str
    key: str
    place: Place
    question: str
    chosen: tuple[str, ...]


async def add_secret(connection: Connection, poll: Poll, secret: str) -> None:
    """Make *poll* ready for votes."""
    await connection.execute(ADD_SECRET, poll.id, poll.place, secret)


async def find_with_secret(connection: Connection, poll_id: str) -> tuple[Poll | None, str]:
    """The poll, and the secret that it has while it is open; else that is empty."""
    row = await connection.fetch_one(FIND, poll_id)
    return (poll_in(row), row["key"] or "") if row else (None, "")


async def vote(
    database: Database, poll: Poll, secret: str, person: Person, option: int
) -> frozenset[int] | None:
    """Count *option* as the vote of *person*, and return all options that now are.

    Where several may be chosen, the option is added to the others. None: the poll is not open.
    """
    assert secret  # as long as the poll is open
    statement = CHOOSE_ALSO if poll.question.several else CHOOSE
    key = voter_key(secret, person)
    row = await database.write_one(statement, poll.id, key, 1 << option)
    return _options(row["choices"]) if row else None


async def leave_out(
    connection: Connection, poll: Poll, person: Person, option: int
) -> frozenset[int]:
    """Take *option* out of what *person* chose, and return what is left of it."""
    key = await _key(connection, poll, person)
    row = await connection.fetch_one(LEAVE_OUT, poll.id, key, 1 << option)
    if row and not row["choices"]:
        await connection.execute(WITHDRAW, poll.id, key)
    return _options(row["choices"]) if row else frozenset()


async def withdraw(connection: Connection, poll: Poll, person: Person) -> bool:
    """Take back the vote of *person*; False if there was none."""
    key = await _key(connection, poll, person)
    return await connection.fetch_one(WITHDRAW, poll.id, key) is not None


async def vote_of(connection: Connection, poll: Poll, person: Person) -> frozenset[int]:
    """The options that *person* has chosen in an open *poll*."""
    row = await connection.fetch_one(CHOSEN, poll.id, await _key(connection, poll, person))
    return _options(row["choices"]) if row else frozenset()


async def votes_of(connection: Connection, person: Person) -> list[Vote]:
    """All that *person* has voted in secret polls that are open, wherever they are."""
    secrets = await connection.fetch_all(SECRETS)
    keys = [(row["poll_id"], voter_key(row["secret"], person)) for row in secrets]
    parts = [keys[start : start + AT_ONCE] for start in range(0, len(keys), AT_ONCE)]
    return [_vote(row) for part in parts for row in await _cast(connection, part)]


async def withdraw_all(connection: Connection, person: Person) -> int:
    """Take back all votes of *person*, and return how many it was.

    Each poll is held meanwhile: of one that somebody just closes, the vote is counted already.
    """
    withdrawn = 0
    for vote in await votes_of(connection, person):
        await share_poll(connection, vote.poll)
        withdrawn += await connection.fetch_one(WITHDRAW, vote.poll, vote.key) is not None
    return withdrawn


async def votes_in(connection: Connection, poll: Poll) -> list[frozenset[int]]:
    return [_options(row["choices"]) for row in await connection.fetch_all(VOTES, poll.id)]


async def turnout(connection: Connection, poll: Poll) -> int:
    row = await connection.fetch_one(TURNOUT, poll.id)
    assert row is not None
    voters: int = row["voters"]
    return voters


async def destroy(connection: Connection, poll: Poll) -> None:
    """Delete the votes and what they could be told from."""
    await connection.execute(FORGET, poll.id)
    await connection.execute(DESTROY, poll.id)


async def _key(connection: Connection, poll: Poll, person: Person) -> str:
    row = await connection.fetch_one(SECRET, poll.id)
    assert row is not None  # as long as the poll is open
    return voter_key(row["secret"], person)


async def _cast(connection: Connection, keys: Sequence[tuple[str, str]]) -> Sequence[Row]:
    pairs = ", ".join(f"(${2 * number + 1}, ${2 * number + 2})" for number in range(len(keys)))
    return await connection.fetch_all(
        CAST.format(keys=pairs), *(part for key in keys for part in key)
    )


def _vote(row: Row) -> Vote:
    options, chosen = json.loads(row["options"]), _options(row["choices"])
    names = tuple(options[number] for number in sorted(chosen))
    return Vote(row["poll_id"], row["voter_key"], row["place"], row["question"], names)


def _options(choices: int) -> frozenset[int]:
    return frozenset(bit for bit in range(choices.bit_length()) if choices >> bit & 1)
