"""Log the bot in by hand, in the place of an earlier login."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import aiohttp

from bot.errors import ConfigurationError
from bot.matrix_settings import address
from bot.on_matrix.cross_signing import publish_keys
from bot.on_matrix.key_store import forget_keys
from bot.on_matrix.login import (
    AWAY,
    Login,
    base_address,
    log_in,
    log_out,
    store_login,
    stored_login,
)
from bot.on_matrix.requests import Refused, close, new_client


@dataclass(frozen=True, slots=True)
class Made:
    """*file* keeps *login*, which is of the homeserver at *address*."""

    address: str
    login: Login
    file: Path


async def make_login(
    homeserver: str, user: str, password: str, folder: Path, *, replace_keys: bool
) -> Made:
    """Make a new device and keep its login in *folder*; the one before is logged out.

    *replace_keys* makes new signing keys for the account, whatever it had.

    Raises:
        ConfigurationError: it did not work, for the reason given.
    """
    at = await base_address(address(homeserver))
    login = await log_in(at, user, password)
    before = stored_login(folder, login.user_id)
    file = store_login(folder, login)
    if before:
        await log_out(at, before)
        forget_keys(folder, before)
    if replace_keys:
        await _replace_keys(at, login, folder, password)
    return Made(at, login, file)


async def _replace_keys(at: str, login: Login, folder: Path, password: str) -> None:
    client = new_client(at)
    client.user_id, client.access_token = login.user_id, login.access_token
    try:
        await publish_keys(client, folder, password)
    except (Refused, aiohttp.ClientError, OSError) as error:
        raise ConfigurationError(AWAY.format(homeserver=at, reason=error)) from None
    finally:
        await close(client)
