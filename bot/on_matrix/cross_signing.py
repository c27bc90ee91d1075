"""Sign the bot's own device, without which clients that are careful neither hear nor show it."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from Crypto.PublicKey import ECC
from Crypto.Signature import eddsa
from nio.api import Api
from nio.client.async_client import AsyncClient

from bot.errors import ConfigurationError
from bot.on_matrix.digest import mapping
from bot.on_matrix.private_files import read_private, write_private
from bot.on_matrix.requests import Refused, request

FILE = "signing.json"
USAGES = ("master", "self_signing", "user_signing")
UNAUTHORISED = 401
OTHERS_KEYS = (
    "{user} has signing keys already that {file} does not hold: they were made with another "
    "program, or that file was lost. Give the bot an account of its own, put the file back from a "
    "backup, or replace the keys: bedfellows matrix-login --replace-keys"
)
NEEDS_PASSWORD = (
    "The homeserver wants the password of {user} before it takes its signing keys. Set "
    "MATRIX_PASSWORD for one start, or log in anew: bedfellows matrix-login --replace-keys"
)
NOT_TAKEN = "The homeserver did not take the signature of the bot's device: {reason}"

Json = Mapping[str, Any]


class SigningKey:
    """An Ed25519 key; *seed* is unpadded base64, None for a new key."""

    def __init__(self, seed: str | None = None) -> None:
        raw = _decoded(seed) if seed else None
        self._key = (
            ECC.construct(curve="ed25519", seed=raw) if raw else ECC.generate(curve="ed25519")
        )

    @property
    def seed(self) -> str:
        return _encoded(self._key.seed)

    @property
    def public(self) -> str:
        return _encoded(self._key.public_key().export_key(format="raw"))

    def sign(self, signed: Json, user: str) -> dict[str, Any]:
        """*signed* with this key's signature in the name of *user* added."""
        bare = {key: signed[key] for key in signed if key not in ("signatures", "unsigned")}
        signer = eddsa.new(self._key, "rfc8032")
        signature = _encoded(signer.sign(Api.to_canonical_json(bare).encode()))
        ours = {**mapping(mapping(signed.get("signatures")).get(user)), self._id: signature}
        return {**bare, "signatures": {**mapping(signed.get("signatures")), user: ours}}

    def has_signed(self, signed: Json, user: str) -> bool:
        return self._id in mapping(mapping(signed.get("signatures")).get(user))

    def published(self, user: str, usage: str) -> dict[str, Any]:
        """The public half, as it stands at the homeserver."""
        return {"user_id": user, "usage": [usage], "keys": {self._id: self.public}}

    @property
    def _id(self) -> str:
        return f"ed25519:{self.public}"


async def sign_own_device(client: AsyncClient, folder: Path, password: str | None) -> None:
    """Make sure that the device is signed by keys which the file in *folder* holds.

    The keys of the device have to be published by then.

    Raises:
        ConfigurationError: the account has other keys, or wants the password.
        Refused: the homeserver says no.
    """
    user, device, file = client.user_id, str(client.device_id), folder / FILE
    said = await _ask_keys(client)
    master = mapping(mapping(said.get("master_keys")).get(user))
    keys = _stored(file)
    if not master:
        keys = await publish_keys(client, folder, password)
    elif keys is None or f"ed25519:{keys['master'].public}" not in mapping(master.get("keys")):
        raise ConfigurationError(OTHERS_KEYS.format(user=user, file=file))
    own = mapping(mapping(mapping(said.get("device_keys")).get(user)).get(device))
    if own and not keys["self_signing"].has_signed(own, user):
        body = {user: {device: keys["self_signing"].sign(own, user)}}
        answer = await request(client, "POST", "keys", "signatures", "upload", body=body)
        if answer.get("failures"):
            raise ConfigurationError(NOT_TAKEN.format(reason=json.dumps(answer["failures"])))


async def publish_keys(
    client: AsyncClient, folder: Path, password: str | None
) -> dict[str, SigningKey]:
    """Make new keys, which take the place of any others; they are kept before they are published.

    Raises:
        ConfigurationError: the homeserver wants a password and does not take *password*.
        Refused: the homeserver says no.
    """
    keys = {usage: SigningKey() for usage in USAGES}
    before = read_private(folder / FILE)
    write_private(folder / FILE, json.dumps({usage: key.seed for usage, key in keys.items()}))
    try:
        await _upload(client, keys, password)
    except Exception:
        if before is not None:
            write_private(folder / FILE, before)
        raise
    return keys


async def _upload(
    client: AsyncClient, keys: Mapping[str, SigningKey], password: str | None
) -> None:
    user = client.user_id
    body: dict[str, Any] = {"master_key": keys["master"].published(user, "master")}
    for usage in USAGES[1:]:
        body[f"{usage}_key"] = keys["master"].sign(keys[usage].published(user, usage), user)
    path = ("keys", "device_signing", "upload")
    try:
        await request(client, "POST", *path, body=body)
    except Refused as refused:
        if refused.status != UNAUTHORISED or not refused.answer.get("flows"):
            raise
        proof = _proof(user, password, refused.answer.get("session"))
        await _with_proof(client, path, body | {"auth": proof}, user)


async def _with_proof(client: AsyncClient, path: tuple[str, ...], body: Json, user: str) -> None:
    try:
        await request(client, "POST", *path, body=body)
    except Refused as refused:
        if refused.status != UNAUTHORISED:
            raise
        raise ConfigurationError(NEEDS_PASSWORD.format(user=user)) from None


def _proof(user: str, password: str | None, session: object) -> dict[str, Any]:
    if password is None:
        raise ConfigurationError(NEEDS_PASSWORD.format(user=user))
    identifier = {"type": "m.id.user", "user": user}
    proof = {"type": "m.login.password", "identifier": identifier, "password": password}
    return proof | ({"session": session} if session else {})


async def _ask_keys(client: AsyncClient) -> dict[str, Any]:
    return await request(
        client, "POST", "keys", "query", body={"device_keys": {client.user_id: []}}
    )


def _stored(file: Path) -> dict[str, SigningKey] | None:
    text = read_private(file)
    if text is None:
        return None
    try:
        seeds = json.loads(text)
        return {usage: SigningKey(seeds[usage]) for usage in USAGES}
    except (ValueError, KeyError, TypeError):
        return None


def _encoded(raw: bytes) -> str:
    return base64.b64encode(raw).decode().rstrip("=")


def _decoded(text: str) -> bytes:
    return base64.b64decode(text + "=" * (-len(text) % 4))
