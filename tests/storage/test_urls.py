"""`BEDFELLOWS_DATABASE`: what is wrong with it is said, and its password never."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from bot.errors import ConfigurationError
from bot.settings import make_state_folder, read_settings
from bot.storage.connect import (
    NO_ASYNCPG,
    NO_ENGINE,
    NO_PATH,
    open_database,
    sqlite_path,
    try_database,
)
from bot.storage.errors import DatabaseUnusable
from bot.storage.sqlite import open_sqlite

SECRET = "hunter2-secret"


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("", NO_ENGINE),
        ("bot.db", NO_ENGINE),
        ("/data/bot.db", NO_ENGINE),
        (f"mysql://bot:{SECRET}@db/bot", NO_ENGINE),
        (SECRET, NO_ENGINE),
        ("postgresql", NO_ENGINE),
        ("sqlite", NO_PATH),
        ("sqlite:", NO_PATH),
        ("sqlite:///data/bot.db", NO_PATH),
        ("sqlite:////data/bot.db", NO_PATH),
        ("sqlite::memory:", NO_PATH),
    ],
)
async def test_a_wrong_url_gets_one_sentence_without_its_text(url: str, sentence: str):
    with pytest.raises(DatabaseUnusable) as caught:
        async with open_database(url):
            pytest.fail("it was opened")

    assert str(caught.value) == sentence
    assert SECRET not in repr(caught.value)


async def test_a_trial_leaves_the_schema_as_it_is(tmp_path: Path):
    file = tmp_path / "bot.db"

    await try_database(f"sqlite:{file}")

    async with open_sqlite(file) as database:
        assert await database.tables() == frozenset()


async def test_a_trial_says_what_is_wrong():
    with pytest.raises(DatabaseUnusable, match="has to start with"):
        await try_database("mysql:")


def test_a_relative_path_is_taken_from_where_the_bot_runs():
    assert sqlite_path("sqlite:bot.db") == Path("bot.db")


async def test_postgresql_without_its_driver(monkeypatch):
    monkeypatch.delitem(sys.modules, "bot.storage.postgres", raising=False)
    monkeypatch.setitem(sys.modules, "asyncpg", None)

    with pytest.raises(DatabaseUnusable, match="pip install") as caught:
        async with open_database(f"postgresql://bot:{SECRET}@db/bot"):
            pytest.fail("it was opened")
    assert str(caught.value) == NO_ASYNCPG


def test_the_database_is_in_the_state_folder_unless_set():
    settings = read_settings({"BEDFELLOWS_DATA": "/data"})

    assert settings.database == "sqlite:/data/bedfellows.db"
    assert settings.warnings == ()


def test_a_password_is_never_shown(tmp_path: Path):
    url = f"postgresql://bot:{SECRET}@db/bot"
    file = tmp_path / "url"
    file.write_text(f"{url}\n", "utf-8")

    for settings in (
        read_settings({"BEDFELLOWS_DATABASE": url}),
        read_settings({"BEDFELLOWS_DATABASE_FILE": str(file)}),
    ):
        assert settings.database == url
        assert SECRET not in repr(settings)
        assert settings.warnings == ()


def test_the_state_folder_is_made_with_all_above_it(tmp_path: Path):
    settings = read_settings({"BEDFELLOWS_DATA": str(tmp_path / "a" / "b")})
    make_state_folder(settings)
    make_state_folder(settings)

    assert settings.state_folder.is_dir()


def test_a_state_folder_that_cannot_be_made(tmp_path: Path):
    (tmp_path / "file").touch()
    settings = read_settings({"BEDFELLOWS_DATA": str(tmp_path / "file" / "b")})

    with pytest.raises(ConfigurationError, match=r"cannot be made \(Not a directory\)"):
        make_state_folder(settings)
