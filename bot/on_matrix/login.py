"""The bot's login: taken from the settings or from the file that keeps it, or made anew."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import aiohttp

from bot.errors import ConfigurationError, Unreachable
from bot.matrix_settings import MatrixSettings
from bot.on_matrix.failures import LOGGED_OUT
from bot.on_matrix.private_files import read_private, write_private
from bot.on_matrix.requests import (
    PREFIX,
    SERVER_ERROR,
    TOO_MANY_REQUESTS,
    Refused,
    close,
    new_client,
    request,
)

FILE = "login.json"
DEVICE_NAME = "Bedfellows"
NO_LOGIN = (
    "There is no login for {user} yet. Log in once: bedfellows matrix-login; or set "
    "MATRIX_PASSWORD, or MATRIX_ACCESS_TOKEN and MATRIX_DEVICE_ID."
)
NO_HOMESERVER = (
    "There is no Matrix homeserver at {homeserver}; give its address, such as "
    "https://matrix.example.org."
)
AWAY = "The homeserver {homeserver} cannot be reached: {reason}"
WRONG_PASSWORD = "{homeserver} refused the name or the password of {user}."
NO_PASSWORDS = (
    "{homeserver} takes no password of {user} ({reason}); set MATRIX_ACCESS_TOKEN and "
    "MATRIX_DEVICE_ID instead."
)
GONE = (
    "The homeserver does not take the login of {user}: it was logged out, or its password was "
    "changed. Log in again: bedfellows matrix-login"
)
OTHERS = "The login given belongs to {found}, and MATRIX_USER is {user}."
OTHER_DEVICE = (
    "MATRIX_ACCESS_TOKEN belongs to the device {found}, and MATRIX_DEVICE_ID is {device}."
)


@dataclass(frozen=True, slots=True)
class Login:
    user_id: str
    device_id: str
    access_token: str = field(repr=False)


def stored_login(folder: Path, user: str) -> Login | None:
    """The login of *user* that is kept in *folder*.

    Raises:
        ConfigurationError: the file that keeps it cannot be read.
    """
    file = folder / FILE
    try:
        text = read_private(file)
        login = Login(**json.loads(text)) if text is not None else None
    except (OSError, ValueError, TypeError):
        raise ConfigurationError(
            f"{file} cannot be read. Log in again: bedfellows matrix-login"
        ) from None
    return login if login and login.user_id == user else None


def store_login(folder: Path, login: Login) -> Path:
    write_private(folder / FILE, json.dumps(asdict(login)))
    return folder / FILE


async def base_address(homeserver: str) -> str:
    """Where the homeserver really is, of which *homeserver* may be only the name.

    Raises:
        Unreachable, ConfigurationError: it is not there.
    """
    if await _speaks_matrix(homeserver):
        return homeserver
    named = await _named_by(homeserver)
    if named and await _speaks_matrix(named):
        return named
    raise ConfigurationError(NO_HOMESERVER.format(homeserver=homeserver))


async def find_login(settings: MatrixSettings, folder: Path, address: str) -> Login:
    """A login that the homeserver takes; one made with the password is kept.

    Raises:
        Unreachable, ConfigurationError: there is none.
    """
    user = settings.user
    if settings.access_token and settings.device_id:
        return await _checked(address, Login(user, settings.device_id, settings.access_token))
    stored = stored_login(folder, user)
    if stored:
        return await _checked(address, stored)
    if not settings.password:
        raise ConfigurationError(NO_LOGIN.format(user=user))
    login = await log_in(address, user, settings.password)
    store_login(folder, login)
    return login


async def log_in(address: str, user: str, password: str) -> Login:
    """Make a new device for *user*, which may be the name alone.

    Raises:
        Unreachable, ConfigurationError: it cannot be made.
    """
    body = {
        "type": "m.login.password",
        "identifier": {"type": "m.id.user", "user": user},
        "password": password,
        "initial_device_display_name": DEVICE_NAME,
    }
    try:
        said = await _ask(address, "POST", "login", body=body)
    except Refused as refused:
        sentence = WRONG_PASSWORD if refused.code == "M_FORBIDDEN" else NO_PASSWORDS
        raise ConfigurationError(
            sentence.format(homeserver=address, user=user, reason=refused)
        ) from None
    return Login(said["user_id"], said["device_id"], said["access_token"])


async def log_out(address: str, login: Login) -> None:
    """End *login*, if it is not ended already."""
    try:
        await _ask(address, "POST", "logout", token=login.access_token, body={})
    except (Refused, Unreachable):
        return


async def _checked(address: str, login: Login) -> Login:
    try:
        said = await _ask(address, "GET", "account", "whoami", token=login.access_token)
    except Refused as refused:
        if refused.code in LOGGED_OUT:
            raise ConfigurationError(GONE.format(user=login.user_id)) from None
        raise Unreachable(AWAY.format(homeserver=address, reason=refused)) from None
    user, device = said.get("user_id"), said.get("device_id", login.device_id)
    if user != login.user_id:
        raise ConfigurationError(OTHERS.format(found=user, user=login.user_id))
    if device != login.device_id:
        raise ConfigurationError(OTHER_DEVICE.format(found=device, device=login.device_id))
    return login


async def _speaks_matrix(address: str) -> bool:
    try:
        said = await _ask(address, "GET", "versions", prefix="/_matrix/client")
    except Refused:
        return False
    return isinstance(said.get("versions"), list)


async def _named_by(homeserver: str) -> str | None:
    """The address that the owner of a server's name says its homeserver has."""
    try:
        said = await _ask(homeserver, "GET", "client", prefix="/.well-known/matrix")
    except (Refused, Unreachable):
        return None
    match said.get("m.homeserver"):
        case {"base_url": str(address)}:
            return address.rstrip("/")
        case _:
            return None


async def _ask(
    address: str,
    method: str,
    *path: str,
    token: str = "",
    body: Mapping[str, Any] | None = None,
    prefix: str = PREFIX,
) -> dict[str, Any]:
    """Raises:
    Unreachable: there is no answer, or none of the homeserver itself.
    Refused: it says no.
    """
    client = new_client(address)
    client.access_token = token
    try:
        return await request(client, method, *path, body=body, prefix=prefix)
    except Refused as refused:
        if refused.status >= SERVER_ERROR or refused.status == TOO_MANY_REQUESTS:
            raise Unreachable(AWAY.format(homeserver=address, reason=refused)) from None
        raise
    except aiohttp.InvalidURL:
        raise ConfigurationError(NO_HOMESERVER.format(homeserver=address)) from None
    except (aiohttp.ClientError, OSError, TimeoutError) as error:
        reason = str(error) or "it does not answer"
        raise Unreachable(AWAY.format(homeserver=address, reason=reason)) from None
    finally:
        await close(client)
