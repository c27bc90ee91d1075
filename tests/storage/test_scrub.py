"""What was deleted is overwritten, also where a table was rearranged meanwhile."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from bot.storage.backup import back_up
from bot.storage.connect import open_database
from bot.storage.database import Database

TABLE = """
    CREATE TABLE thing (
        number BIGINT NOT NULL, place TEXT, word TEXT NOT NULL, PRIMARY KEY (number, word))
"""
ADD = "INSERT INTO thing (number, word) VALUES ($1, $2)"
DROP_ONE = "DELETE FROM thing WHERE word = $1"
DROP_MANY = "DELETE FROM thing WHERE number = $1"
WORDS = "SELECT word FROM thing ORDER BY word"


async def churn(database: Database, seed: int) -> set[str]:
    """Add and delete rows at random, so that pages split and merge; the words that are gone."""
    luck, words = random.Random(seed), dict[str, int]()
    gone: set[str] = set()
    for _ in range(15):
        async with database.transaction() as connection:
            for _ in range(200):
                number, word = luck.randrange(6), f"{luck.getrandbits(256):064x}"
                await connection.execute(ADD, number, word)
                words[word] = number
            for word in luck.sample(sorted(words), 20):
                await connection.execute(DROP_ONE, word)
                gone.add(word)
                del words[word]
            number = luck.randrange(6)
            await connection.execute(DROP_MANY, number)
            gone |= {word for word, of in words.items() if of == number}
            words = {word: of for word, of in words.items() if of != number}
    return gone


@pytest.mark.parametrize("seed", range(3))
async def test_of_what_was_deleted_nothing_is_left(tmp_path: Path, seed: int):
    async with open_database(f"sqlite:{tmp_path}/bot.db") as database:
        await database.execute(TABLE)
        gone = await churn(database, seed)

        assert await database.scrub("thing")

        stored = b"".join(path.read_bytes() for path in tmp_path.iterdir())  # noqa: ASYNC240
        kept = [row["word"] for row in await database.fetch_all(WORDS)]
    assert len(gone) > 1000
    assert not [word for word in gone if word.encode() in stored]
    assert all(word.encode() in stored for word in kept)


async def test_a_backup_holds_nothing_deleted_however_soon_it_is_made(tmp_path: Path):
    async with open_database(f"sqlite:{tmp_path}/bot.db") as database:
        await database.execute(TABLE)
        gone = await churn(database, 1)
        back_up(tmp_path / "bot.db", tmp_path / "copy.db")

        stored = (tmp_path / "copy.db").read_bytes()
        kept = [row["word"] for row in await database.fetch_all(WORDS)]
    assert not [word for word in gone if word.encode() in stored]
    assert all(word.encode() in stored for word in kept)


async def test_what_was_not_deleted_stays(database: Database):
    await database.execute(TABLE)
    await churn(database, 1)
    before = [row["word"] for row in await database.fetch_all(WORDS)]

    assert await database.scrub("thing")

    assert [row["word"] for row in await database.fetch_all(WORDS)] == before
    await database.execute(ADD, 1, "new")
    assert len(await database.fetch_all(WORDS)) == len(before) + 1


async def test_the_next_statement_waits_for_a_lock_as_ever(tmp_path: Path):
    async with open_database(f"sqlite:{tmp_path}/bot.db") as database:
        await database.scrub()

        async with database.transaction() as connection:
            row = await connection.fetch_one("PRAGMA busy_timeout")

    assert row is not None
    assert row["timeout"] == 5000
