"""What the operator sets about Matrix, and how mistakes in it read."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import ConfigurationError
from bot.matrix_settings import MatrixSettings
from bot.settings import read_settings

BASE = {"MATRIX_HOMESERVER": "https://matrix.example.org/", "MATRIX_USER": "@bot:example.org"}


def matrix(**more: str) -> MatrixSettings | None:
    return read_settings(BASE | more).matrix


def test_nothing_set_is_no_matrix():
    assert read_settings({}).matrix is None


def test_the_defaults():
    assert matrix() == MatrixSettings("https://matrix.example.org", "@bot:example.org")


@pytest.mark.parametrize(
    ("given", "address"),
    [
        ("example.org", "https://example.org"),
        ("http://localhost:8008/", "http://localhost:8008"),
        (" https://a.org ", "https://a.org"),
    ],
)
def test_a_homeserver_may_be_named_in_short(given: str, address: str):
    found = matrix(MATRIX_HOMESERVER=given)

    assert found is not None
    assert found.homeserver == address


def test_everything_set(tmp_path: Path):
    (tmp_path / "token").write_text("secret\n")
    found = matrix(
        MATRIX_ACCESS_TOKEN_FILE=str(tmp_path / "token"),
        MATRIX_DEVICE_ID="BOT",
        MATRIX_PASSWORD="hidden",
        MATRIX_ENCRYPTION="On",
        MATRIX_INVITES="@ada:a.org, b.org\n!room",
        MATRIX_INVITES_PER_HOUR="5",
    )

    assert found is not None
    assert (found.access_token, found.device_id, found.encryption) == ("secret", "BOT", True)
    assert found.invites == {"@ada:a.org", "b.org", "!room"}
    assert found.invites_per_hour == 5
    assert "secret" not in repr(found)
    assert "hidden" not in repr(found)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"MATRIX_USER": ""}, "Matrix needs both MATRIX_HOMESERVER and MATRIX_USER."),
        ({"MATRIX_HOMESERVER": ""}, "Matrix needs both"),
        ({"MATRIX_USER": "bot"}, "write it whole, such as @bedfellows:example.org"),
        ({"MATRIX_ACCESS_TOKEN": "t"}, "needs MATRIX_DEVICE_ID"),
        ({"MATRIX_ENCRYPTION": "yes"}, "MATRIX_ENCRYPTION is yes; choose on or off."),
        ({"MATRIX_INVITES_PER_HOUR": "many"}, "give a number"),
        ({"MATRIX_PASSWORD_FILE": "/nowhere"}, "MATRIX_PASSWORD_FILE names /nowhere"),
    ],
)
def test_a_mistake_is_a_sentence(wrong: dict[str, str], sentence: str):
    with pytest.raises(ConfigurationError, match=sentence):
        matrix(**wrong)


def test_all_mistakes_are_told_at_once():
    with pytest.raises(ConfigurationError) as caught:
        matrix(MATRIX_USER="bot", MATRIX_ENCRYPTION="yes", BEDFELLOWS_LOG="LOUD")

    assert str(caught.value).count("\n") == 2


@pytest.mark.parametrize(
    ("name", "told"),
    [("MATRIX_ENCRYPTON", True), ("MATRIX_INVITE", True), ("MATRIX_SYNAPSE_REPORT_STATS", False)],
)
def test_a_slip_of_a_name_is_told(name: str, told: bool):
    warnings = read_settings(BASE | {name: "on"}).warnings

    assert any(name in warning and "did you mean" in warning for warning in warnings) is told
