"""The whole program on Matrix alone and on both platforms: one failing never stops the other."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.matrix.person import Person, until
from tests.matrix.synapse import free_port
from tests.stand_in.server import stand_in

APART = ("MATRIX_", "DISCORD_", "BEDFELLOWS_")


def environment(folder: Path, account: Person | None, **more: str) -> dict[str, str]:
    kept = {name: text for name, text in os.environ.items() if not name.startswith(APART)}
    given = {"BEDFELLOWS_DATA": str(folder), "PYTHONUNBUFFERED": "1"}
    if account:
        given |= {
            "MATRIX_HOMESERVER": account.url,
            "MATRIX_USER": account.user_id,
            "MATRIX_PASSWORD": account.password,
        }
    return kept | given | more


@contextmanager
def running(given: dict[str, str], discord: int, log: Path) -> Iterator[subprocess.Popen[bytes]]:
    with log.open("wb") as file:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.matrix.whole_bot", str(discord)], env=given, stderr=file
        )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


async def ended(process: subprocess.Popen[bytes]) -> int:
    return await asyncio.to_thread(process.wait, 30)


async def greets(ada: Person, account: Person) -> str:
    """The room in which it did."""
    room = await ada.new_room(account.user_id)
    await until(lambda: ada.said_by(room, account.user_id), seconds=30)
    return room


async def answers(ada: Person, account: Person, room: str, typed: str) -> str:
    """What it says to that, after what it has said so far."""
    before = len(await ada.said_by(room, account.user_id))
    await ada.say(room, typed)

    async def said() -> list[str]:
        return (await ada.said_by(room, account.user_id))[before:]

    return (await until(said))[0]


async def test_on_matrix_alone(ada: Person, account: Person, tmp_path: Path):
    with running(environment(tmp_path, account), free_port(), tmp_path / "log") as process:
        room = await greets(ada, account)
        why = await answers(ada, account, room, "!why iran armenia")
        posted = await answers(ada, account, room, "!settings on")
        process.send_signal(signal.SIGTERM)

        assert await ended(process) == 0
    assert why.startswith("Why does Iran back Armenia?")
    assert "Channel: none → this room" in posted
    assert "Traceback" not in (tmp_path / "log").read_text()


async def test_a_wrong_password_ends_it_with_a_sentence(account: Person, tmp_path: Path):
    given = environment(tmp_path, account, MATRIX_PASSWORD="wrong")
    with running(given, free_port(), tmp_path / "log") as process:
        assert await ended(process) == 1
    said = (tmp_path / "log").read_text().splitlines()
    assert said == [f"{account.url} refused the name or the password of {account.user_id}."]


async def test_nothing_set_names_both_platforms(tmp_path: Path):
    with running(environment(tmp_path, None), free_port(), tmp_path / "log") as process:
        assert await ended(process) == 1
    said = (tmp_path / "log").read_text()
    assert "DISCORD_TOKEN" in said
    assert "MATRIX_HOMESERVER" in said


async def test_on_both(ada: Person, account: Person, tmp_path: Path):
    async with stand_in() as discord:
        given = environment(tmp_path, account, DISCORD_TOKEN="token")
        with running(given, discord.port, tmp_path / "log") as process:
            await discord.gateway.ready()
            await greets(ada, account)
            process.send_signal(signal.SIGTERM)

            assert await ended(process) == 0
    assert "Traceback" not in (tmp_path / "log").read_text()


async def test_discord_away_does_not_stop_matrix(ada: Person, account: Person, tmp_path: Path):
    given = environment(tmp_path, account, DISCORD_TOKEN="token")
    with running(given, free_port(), tmp_path / "log") as process:
        await greets(ada, account)

        assert process.poll() is None
    assert "Discord cannot be reached" in (tmp_path / "log").read_text()


async def test_a_homeserver_away_does_not_stop_discord(account: Person, tmp_path: Path):
    away = f"http://127.0.0.1:{free_port()}"
    async with stand_in() as discord:
        given = environment(tmp_path, account, DISCORD_TOKEN="t", MATRIX_HOMESERVER=away)
        with running(given, discord.port, tmp_path / "log") as process:
            await discord.gateway.ready()

            assert process.poll() is None


async def test_a_login_that_ends_does_not_stop_discord(
    ada: Person, account: Person, tmp_path: Path
):
    device = {"MATRIX_ACCESS_TOKEN": account.token, "MATRIX_DEVICE_ID": account.device_id}
    async with stand_in() as discord:
        given = environment(tmp_path, account, DISCORD_TOKEN="token", **device)
        log = tmp_path / "log"
        with running(given, discord.port, log) as process:
            await discord.gateway.ready()
            await greets(ada, account)
            await account.ask("POST", "/logout", {})

            async def told() -> bool:
                return "matrix has stopped, the rest goes on" in log.read_text()

            await until(told)
            assert process.poll() is None


@pytest.mark.parametrize("wrong", [{"MATRIX_USER": "bot"}, {"MATRIX_ENCRYPTION": "maybe"}])
async def test_a_wrong_setting_ends_it(account: Person, tmp_path: Path, wrong: dict[str, str]):
    given = environment(tmp_path, account, DISCORD_TOKEN="token", **wrong)
    with running(given, free_port(), tmp_path / "log") as process:
        assert await ended(process) == 1
    assert next(iter(wrong)) in (tmp_path / "log").read_text()
