"""What keeps the bot from starting is told at once, in sentences, whatever it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command_line.test_commands import bedfellows

NOWHERE = "No platform is set up."
NO_PACK = "There is no pack nowhere in"
NO_FILE = "There is no folder {folder}/none for the database"
FOREIGN = "is not an SQLite database"
NO_ENGINE = "BEDFELLOWS_DATABASE has to start with sqlite: or postgresql://"
NO_TOKEN = "DISCORD_TOKEN_FILE names {folder}/token, which cannot be read"
HALF = "Matrix needs both MATRIX_HOMESERVER and MATRIX_USER."
LEVEL = "BEDFELLOWS_LOG is LOUD"


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({}, [NOWHERE]),
        ({"BEDFELLOWS_LOG": "loud"}, [LEVEL, NOWHERE]),
        (
            {"BEDFELLOWS_PACK": "nowhere", "BEDFELLOWS_DATABASE": "sqlite:{folder}/none/b.db"},
            [NOWHERE, NO_PACK, NO_FILE],
        ),
        (
            {"DISCORD_TOKEN": "x", "BEDFELLOWS_PACK": "nowhere", "BEDFELLOWS_DATABASE": "mysql:"},
            [NO_PACK, NO_ENGINE],
        ),
        (
            {
                "DISCORD_TOKEN_FILE": "{folder}/token",
                "MATRIX_HOMESERVER": "example.org",
                "BEDFELLOWS_LOG": "loud",
                "BEDFELLOWS_PACKS": "{folder}/packs",
                "BEDFELLOWS_DATABASE": "sqlite:{folder}/text",
            },
            [NO_TOKEN, HALF, LEVEL, "There is no folder {folder}/packs;", FOREIGN],
        ),
        ({"DISCORD_TOKEN": "x", "BEDFELLOWS_DATABASE": "sqlite:{folder}/text"}, [FOREIGN]),
        (
            {"BEDFELLOWS_DATA": "{folder}/text/below"},
            [NOWHERE, "The folder {folder}/text/below cannot be made"],
        ),
    ],
)
def test_every_problem_is_told_at_once(tmp_path: Path, wrong: dict[str, str], told: list[str]):
    (tmp_path / "text").write_text("No database.", "utf-8")
    given = {name: value.format(folder=tmp_path) for name, value in wrong.items()}

    done = bedfellows("run", **{"BEDFELLOWS_DATA": str(tmp_path)} | given)

    sentences = [line for line in done.stderr.splitlines() if " INFO " not in line]
    assert done.returncode == 1
    assert len(sentences) == len(told)
    for line, expected in zip(sentences, told, strict=True):
        assert expected.format(folder=tmp_path) in line


def test_the_packs_to_choose_from_are_named():
    done = bedfellows("ask", "Who?", BEDFELLOWS_PACK="nowhere")

    assert done.returncode == 1
    assert "; BEDFELLOWS_PACK can be nagorno-karabakh." in done.stderr


def test_a_folder_without_any_pack(tmp_path: Path):
    done = bedfellows("ask", "Who?", BEDFELLOWS_PACKS=str(tmp_path))

    assert done.returncode == 1
    assert "There is no pack nagorno-karabakh in" in done.stderr
    assert "there is none at all." in done.stderr
