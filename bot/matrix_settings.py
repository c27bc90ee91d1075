"""What the operator can set about Matrix."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.environment import secret

PREFIX = "MATRIX_"
NAMES = (
    "MATRIX_ACCESS_TOKEN",
    "MATRIX_ACCESS_TOKEN_FILE",
    "MATRIX_DEVICE_ID",
    "MATRIX_ENCRYPTION",
    "MATRIX_HOMESERVER",
    "MATRIX_INVITES",
    "MATRIX_INVITES_PER_HOUR",
    "MATRIX_PASSWORD",
    "MATRIX_PASSWORD_FILE",
    "MATRIX_USER",
)
SWITCH = {"on": True, "off": False}
USER = re.compile(r"@[^:\s]+:\S+")
INVITES_PER_HOUR = 30


@dataclass(frozen=True, slots=True)
class MatrixSettings:
    """*homeserver* is an address without a slash at its end. *user* is a whole id.

    *invites* are the users, rooms and servers whose invitations are taken; none named: anybody's.
    """

    homeserver: str
    user: str
    password: str | None = field(default=None, repr=False)
    access_token: str | None = field(default=None, repr=False)
    device_id: str | None = None
    encryption: bool = False
    invites: frozenset[str] = frozenset()
    invites_per_hour: int = INVITES_PER_HOUR


def read_matrix_settings(
    environment: Mapping[str, str], problems: list[str]
) -> MatrixSettings | None:
    """None if Matrix is not switched on; what cannot be used is added to *problems*."""
    homeserver, user = environment.get("MATRIX_HOMESERVER"), environment.get("MATRIX_USER")
    token = secret("MATRIX_ACCESS_TOKEN", environment, problems)
    password = secret("MATRIX_PASSWORD", environment, problems)
    device = environment.get("MATRIX_DEVICE_ID") or None
    if not homeserver and not user:
        return None
    if not homeserver or not user:
        problems.append("Matrix needs both MATRIX_HOMESERVER and MATRIX_USER.")
    if user and not USER.fullmatch(user):
        problems.append(f"MATRIX_USER is {user}; write it whole, such as @bedfellows:example.org.")
    if token and not device:
        problems.append("MATRIX_ACCESS_TOKEN needs MATRIX_DEVICE_ID, that of the same login.")
    return MatrixSettings(
        homeserver=address(homeserver or ""),
        user=user or "",
        password=password,
        access_token=token,
        device_id=device,
        encryption=_switch("MATRIX_ENCRYPTION", environment, problems),
        invites=frozenset(re.split(r"[\s,]+", environment.get("MATRIX_INVITES", ""))) - {""},
        invites_per_hour=_count("MATRIX_INVITES_PER_HOUR", environment, problems),
    )


def address(homeserver: str) -> str:
    """The address of a homeserver that may be given by its name alone."""
    bare = homeserver.strip().rstrip("/")
    return bare if bare.startswith(("http://", "https://")) else f"https://{bare}"


def _switch(name: str, environment: Mapping[str, str], problems: list[str]) -> bool:
    word = (environment.get(name) or "off").lower()
    if word not in SWITCH:
        problems.append(f"{name} is {word}; choose on or off.")
    return SWITCH.get(word, False)


def _count(name: str, environment: Mapping[str, str], problems: list[str]) -> int:
    word = environment.get(name) or str(INVITES_PER_HOUR)
    if not word.isdecimal():
        problems.append(f"{name} is {word}; give a number, such as {INVITES_PER_HOUR}.")
        return INVITES_PER_HOUR
    return int(word)
