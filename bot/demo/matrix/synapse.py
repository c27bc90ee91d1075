"""A homeserver on the loopback address: Synapse, from its package in an environment of its own."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bot.errors import ConfigurationError

START_SECONDS, STOP_SECONDS = 60, 15
LONGEST_COMPLAINT = 2000  # characters
NOT_STARTED = "Synapse did not start:\n{complaint}"
# Who may send how much is not limited: all of them are ours.
CONFIG = """
server_name: localhost
report_stats: false
suppress_key_server_warning: true
registration_shared_secret: {secret}
macaroon_secret_key: {secret}
form_secret: {secret}
listeners:
  - {{port: {port}, bind_addresses: [127.0.0.1], type: http, resources: [{{names: [client]}}]}}
database: {{name: sqlite3, args: {{database: {folder}/homeserver.db}}}}
trusted_key_servers: []
federation_domain_whitelist: []
bcrypt_rounds: 4
presence: {{enabled: false}}
url_preview_enabled: false
signing_key_path: {folder}/signing.key
media_store_path: {folder}/media
log_config: {folder}/log.yaml
rc_message: {{per_second: {rate}, burst_count: {burst}}}
rc_registration: &big {{per_second: 10000, burst_count: 10000}}
rc_login: {{address: *big, account: *big, failed_attempts: *big}}
rc_joins: {{local: *big, remote: *big}}
rc_joins_per_room: *big
rc_invites: {{per_room: *big, per_user: *big, per_issuer: *big}}
rc_room_creation: *big
rc_admin_redaction: *big
rc_media_create: *big
rc_key_requests: *big
rc_profile: *big
"""
LOG = """
version: 1
handlers: {{file: {{class: logging.FileHandler, filename: {folder}/homeserver.log}}}}
root: {{level: WARNING, handlers: [file]}}
"""


class Synapse:
    """Keeps everything in *folder*, so that it can be stopped and started again.

    Its methods block. *python* is the interpreter that has Synapse, *rate* how many messages a
    second a user may send.
    """

    def __init__(
        self, python: Path, folder: Path, rate: float = 10000, burst: float = 10000
    ) -> None:
        self.folder = folder
        self.port = free_port()
        self._python = python
        self._secret = secrets.token_hex()
        self._process: subprocess.Popen[bytes] | None = None
        values = {"folder": folder, "port": self.port, "secret": self._secret}
        text = CONFIG.format(**values, rate=rate, burst=burst)
        (folder / "homeserver.yaml").write_text(text)
        (folder / "log.yaml").write_text(LOG.format(**values))

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @contextmanager
    def running(self) -> Iterator[None]:
        """Raises:
        ConfigurationError: it does not start.
        """
        try:
            self.start()
            yield
        finally:
            self.stop()

    def start(self) -> None:
        """Raises:
        ConfigurationError: it does not start.
        """
        complaints = self.folder / "stderr"
        with complaints.open("ab") as stderr:
            self._process = subprocess.Popen(
                [self._python, "-m", "synapse.app.homeserver", "-c", "homeserver.yaml"],
                start_new_session=True,  # a Ctrl+C is not for it
                cwd=self.folder,
                stdout=subprocess.DEVNULL,
                stderr=stderr,
            )
        deadline = time.monotonic() + START_SECONDS
        while not self._is_healthy():
            if self._process.poll() is not None or time.monotonic() > deadline:
                complaint = complaints.read_text()[-LONGEST_COMPLAINT:]
                raise ConfigurationError(NOT_STARTED.format(complaint=complaint))
            time.sleep(0.05)

    def stop(self) -> None:
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def register(self, name: str, password: str, *, admin: bool = False) -> dict[str, str]:
        """Make an account: access_token, device_id, home_server, user_id."""
        path = "/_synapse/admin/v1/register"
        nonce = self.request("GET", path)["nonce"]
        parts = (nonce, name, password, "admin" if admin else "notadmin")
        proof = hmac.new(self._secret.encode(), "\0".join(parts).encode(), hashlib.sha1).hexdigest()
        body = {"nonce": nonce, "username": name, "password": password, "admin": admin}
        made: dict[str, str] = self.request("POST", path, body | {"mac": proof})
        return made

    def request(
        self, method: str, path: str, body: Mapping[str, Any] | None = None, token: str = ""
    ) -> Any:
        """Raises:
        urllib.error.HTTPError: the homeserver refuses.
        """
        data = None if body is None else json.dumps(body).encode()
        asked = urllib.request.Request(self.url + path, data, method=method)
        if token:
            asked.add_header("Authorization", f"Bearer {token}")
        with urllib.request.urlopen(asked, timeout=20) as answer:
            return json.load(answer)

    def _is_healthy(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/health", timeout=5):
                return True
        except (urllib.error.URLError, OSError):
            return False


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        number: int = listener.getsockname()[1]
        return number
