"""The keys of the bot's device, which only it has, and which nobody can give it again."""

from __future__ import annotations

import secrets
from pathlib import Path

from nio.client.async_client import AsyncClient

from bot.errors import ConfigurationError
from bot.on_matrix.digest import mapping
from bot.on_matrix.login import Login
from bot.on_matrix.private_files import make_private_folder, read_private, write_private
from bot.on_matrix.requests import close, new_client, request

FOLDER, PICKLE_KEY = "keys", "pickle.key"
LOST = (
    "The keys of the device {device} of {user} are lost: they were published once, and {folder} "
    "does not hold them any more. Nothing sent to this device can ever be read. Put the folder "
    "back from a backup, or log in anew as another device: bedfellows matrix-login"
)
UNREADABLE = (
    "The keys in {folder} cannot be opened; they or {key} were damaged or exchanged. Put both back "
    "from a backup, or log in anew as another device: bedfellows matrix-login"
)
FORGOTTEN = (
    "The homeserver has forgotten the keys of the device {device} of {user}, so nobody can send it "
    "anything encrypted. Log in anew as another device: bedfellows matrix-login"
)


async def open_client(address: str, login: Login, folder: Path, *, encryption: bool) -> AsyncClient:
    """A client that is logged in, with its keys if *encryption* is on.

    Raises:
        ConfigurationError: the keys are lost.
        Refused, OSError, TimeoutError, aiohttp.ClientError: the homeserver does not answer.
    """
    if not encryption:
        client = new_client(address)
        client.restore_login(login.user_id, login.device_id, login.access_token)
        return client
    published = await _is_published(address, login)
    file, key_path = key_file(folder, login), folder / PICKLE_KEY
    if published and not (file.exists() and key_path.exists()):
        raise ConfigurationError(_say(LOST, folder, login))
    store = make_private_folder(folder / FOLDER)
    client = new_client(address, store, _pickle_key(key_path))
    try:
        client.restore_login(login.user_id, login.device_id, login.access_token)
    except Exception:  # whatever nio and its libraries stumble over
        await close(client)
        raise ConfigurationError(_say(UNREADABLE, folder, login)) from None
    if client.olm_account_shared and not published:
        await close(client)
        raise ConfigurationError(_say(FORGOTTEN, folder, login))
    return client


def key_file(folder: Path, login: Login) -> Path:
    """Where nio keeps the keys of a device."""
    return folder / FOLDER / f"{login.user_id}_{login.device_id}.db"


def forget_keys(folder: Path, login: Login) -> None:
    """Delete the keys of a device that is no more."""
    for file in (folder / FOLDER).glob(f"{login.user_id}_{login.device_id}.*"):
        file.unlink()


def _pickle_key(path: Path) -> str:
    """What the keys are encrypted with; made at the first start."""
    key = read_private(path)
    if key is None:
        key = secrets.token_urlsafe(32)
        write_private(path, key)
    return key


async def _is_published(address: str, login: Login) -> bool:
    """Whether the homeserver knows keys of the device."""
    client = new_client(address)
    client.access_token = login.access_token
    try:
        body = {"device_keys": {login.user_id: [login.device_id]}}
        said = await request(client, "POST", "keys", "query", body=body)
    finally:
        await close(client)
    return login.device_id in mapping(mapping(said.get("device_keys")).get(login.user_id))


def _say(sentence: str, folder: Path, login: Login) -> str:
    return sentence.format(
        device=login.device_id,
        user=login.user_id,
        folder=folder / FOLDER,
        key=folder / PICKLE_KEY,
    )
