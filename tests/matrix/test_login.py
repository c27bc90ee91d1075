"""The bot's login: made once, kept privately, and refused in a sentence."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from bot.errors import ConfigurationError, Unreachable
from tests.matrix.bots import Bots
from tests.matrix.person import Person
from tests.matrix.proxy import running_proxy
from tests.matrix.synapse import Synapse


def run_login(
    account: Person, folder: Path, *arguments: str, **more: str
) -> subprocess.CompletedProcess[str]:
    given = {
        "MATRIX_HOMESERVER": account.url,
        "MATRIX_USER": account.user_id,
        "MATRIX_PASSWORD": account.password,
        "BEDFELLOWS_DATA": str(folder),
    } | more
    kept = {name: text for name, text in os.environ.items() if not name.startswith("MATRIX_")}
    return subprocess.run(
        [sys.executable, "-m", "bot", "matrix-login", *arguments],
        env=kept | {name: text for name, text in given.items() if text},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


def stored(folder: Path) -> dict[str, str]:
    return json.loads((folder / "matrix" / "login.json").read_text())


def test_the_login_is_kept_and_what_comes_next_is_said(account: Person, tmp_path: Path):
    done = run_login(account, tmp_path)

    assert done.returncode == 0, done.stderr
    login = stored(tmp_path)
    assert login["user_id"] == account.user_id
    assert login["access_token"] not in done.stdout
    assert f"MATRIX_USER={account.user_id}" in done.stdout
    assert "bedfellows run" in done.stdout
    assert (tmp_path / "matrix" / "login.json").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"MATRIX_PASSWORD": "wrong"}, "refused the name or the password"),
        ({"MATRIX_USER": "@nobody:localhost"}, "refused the name or the password"),
        ({"MATRIX_HOMESERVER": "http://127.0.0.1:9"}, "cannot be reached"),
        ({"MATRIX_HOMESERVER": "http://no such host"}, "cannot be reached"),
        ({"MATRIX_PASSWORD": ""}, "nobody to ask"),
        ({"MATRIX_PASSWORD": "", "MATRIX_PASSWORD_FILE": "/nowhere"}, "cannot be read"),
    ],
)
def test_what_is_wrong_is_one_sentence(
    account: Person, tmp_path: Path, wrong: dict[str, str], sentence: str
):
    done = run_login(account, tmp_path, **wrong)

    assert done.returncode == 1
    assert sentence in done.stderr
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "matrix" / "login.json").exists()


def test_what_is_no_homeserver_is_told(account: Person, synapse: Synapse, tmp_path: Path):
    done = run_login(account, tmp_path, MATRIX_HOMESERVER=f"{synapse.url}/elsewhere")

    assert (done.returncode, done.stdout) == (1, "")
    assert "There is no Matrix homeserver at" in done.stderr


def test_what_the_environment_does_not_say_is_asked_for(account: Person, tmp_path: Path):
    ours, theirs = pty.openpty()
    kept = {name: text for name, text in os.environ.items() if not name.startswith("MATRIX_")}
    asking = subprocess.Popen(
        [sys.executable, "-m", "bot", "matrix-login"],
        env=kept | {"BEDFELLOWS_DATA": str(tmp_path)},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    )
    os.close(theirs)
    shown = ""
    answers = {"Homeserver": account.url, "User": account.user_id, "Password": account.password}
    for question, answer in answers.items():
        while f"{question}" not in shown.rpartition("\n")[2]:
            shown += os.read(ours, 4096).decode()
        os.write(ours, f"{answer}\n".encode())
    assert asking.wait(20) == 0
    os.close(ours)

    assert account.password not in shown
    assert stored(tmp_path)["user_id"] == account.user_id


async def test_another_login_takes_the_place_of_the_first(bots: Bots, account: Person):
    first = run_login(account, bots.folder)
    before = stored(bots.folder)
    second = run_login(account, bots.folder)
    after = stored(bots.folder)
    account.token = after["access_token"]
    devices = (await account.ask("GET", "/devices"))["devices"]

    assert (first.returncode, second.returncode) == (0, 0)
    known = {device["device_id"] for device in devices}
    assert after["device_id"] in known
    assert before["device_id"] not in known


async def test_the_bot_uses_the_login_that_is_kept(bots: Bots, account: Person):
    run_login(account, bots.folder)
    bots.more = {"password": None}
    bot = await bots.start()

    assert bot.homeserver.logged_in().device_id == stored(bots.folder)["device_id"]


async def test_a_password_makes_one_login_for_all_starts(bots: Bots):
    bot = await bots.start()
    device = bot.homeserver.logged_in().device_id
    await bots.stop()

    assert (await bots.start()).homeserver.logged_in().device_id == device


async def test_a_token_needs_nothing_that_is_kept(bots: Bots, account: Person):
    bots.more = {
        "password": None,
        "access_token": account.token,
        "device_id": account.device_id,
    }
    bot = await bots.start()

    assert bot.homeserver.logged_in().device_id == account.device_id
    assert not (bots.folder / "matrix" / "login.json").exists()


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"password": None}, "There is no login for .* bedfellows matrix-login"),
        ({"password": "wrong"}, "refused the name or the password"),
        ({"access_token": "TOKEN", "device_id": "OTHER"}, "belongs to the device"),
        ({"access_token": "TOKEN", "device_id": "X", "user": "@x:localhost"}, "belongs to @bot"),
        ({"access_token": "gone", "device_id": "X"}, "does not take the login"),
    ],
)
async def test_a_login_that_cannot_work_is_refused(
    bots: Bots, account: Person, more: dict[str, str], sentence: str
):
    token = {"access_token": account.token} if more.get("access_token") == "TOKEN" else {}
    bots.more = more | token

    with pytest.raises(ConfigurationError, match=sentence):
        await bots.make().log_in()


async def test_a_kept_login_that_is_damaged_is_told(bots: Bots):
    path = bots.folder / "matrix" / "login.json"
    path.parent.mkdir(parents=True)
    path.write_text("{")

    with pytest.raises(ConfigurationError, match=r"login\.json cannot be read"):
        await bots.make().log_in()


async def test_a_homeserver_that_fails_is_only_away(bots: Bots, synapse: Synapse):
    async with running_proxy(synapse.url) as proxy:
        proxy.answer = lambda _: (503, b"", "text/plain")
        bots.url = proxy.url

        with pytest.raises(Unreachable):
            await bots.make().log_in()


async def test_a_server_name_leads_to_its_homeserver(bots: Bots, synapse: Synapse):
    said = json.dumps({"m.homeserver": {"base_url": f"{synapse.url}/"}}).encode()
    async with running_proxy(synapse.url) as proxy:
        proxy.answer = lambda request: (
            (200, said, "application/json")
            if request.path == "/.well-known/matrix/client"
            else (404, b"", "text/plain")
        )
        bots.url = proxy.url
        bot = await bots.start()

        assert bot.homeserver.logged_in().homeserver == synapse.url
        assert "sync" not in proxy.asked


async def test_replaced_signing_keys_are_those_of_the_bot(
    bots: Bots, account: Person, tmp_path: Path
):
    bots.more = {"encryption": True}
    await bots.start()
    await bots.stop()
    bots.folder = tmp_path / "new"
    done = run_login(account, bots.folder, "--replace-keys")
    await bots.start()

    assert done.returncode == 0, done.stderr
