"""A Matrix homeserver of the tests' own: a real Synapse on the loopback address."""

from __future__ import annotations

import hashlib
import hmac
import json
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import pytest

PYTHON = Path(__file__).parents[2] / ".venv-synapse" / "bin" / "python"
LACKING = "there is no Synapse in .venv-synapse (make .venv-synapse/.homeserver)"
SECRET = "test-only"
START_SECONDS = 60
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


@dataclass
class Synapse:
    """Keeps everything in *folder*, so that it can be stopped and started again."""

    folder: Path
    port: int
    process: subprocess.Popen[bytes] | None = None
    _names: Iterator[int] = field(default_factory=lambda: count(1))

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        with (self.folder / "stderr").open("ab") as stderr:
            self.process = subprocess.Popen(
                [PYTHON, "-m", "synapse.app.homeserver", "-c", self.folder / "homeserver.yaml"],
                start_new_session=True,
                cwd=self.folder,
                stdout=subprocess.DEVNULL,
                stderr=stderr,
            )
        deadline = time.monotonic() + START_SECONDS
        while not self._is_healthy():
            if self.process.poll() is not None or time.monotonic() > deadline:
                pytest.fail(
                    f"Synapse did not start: {(self.folder / 'stderr').read_text()[-2000:]}"
                )
            time.sleep(0.05)

    def stop(self) -> None:
        assert self.process is not None
        self.process.terminate()
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def new_user(self, name: str, *, admin: bool = False) -> dict[str, str]:
        """Register somebody whose name begins so: access_token, device_id, user_id, password."""
        user = f"{name}{next(self._names)}"
        path = "/_synapse/admin/v1/register"
        nonce = self.request("GET", path)["nonce"]
        parts = (nonce, user, f"{user}-password", "admin" if admin else "notadmin")
        proof = hmac.new(SECRET.encode(), "\0".join(parts).encode(), hashlib.sha1).hexdigest()
        body = {"nonce": nonce, "username": user, "password": parts[2], "admin": admin}
        made = self.request("POST", path, body | {"mac": proof})
        return made | {"password": parts[2]}

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


def require_synapse(environment: Mapping[str, str]) -> None:
    """Where there is none, skip, except in CI, where everything has to be tested."""
    if not PYTHON.exists():
        pytest.fail(LACKING) if environment.get("CI") == "true" else pytest.skip(LACKING)


@contextmanager
def running_synapse(folder: Path, rate: float = 10000, burst: float = 10000) -> Iterator[Synapse]:
    """*rate* is how many messages a second a user may send."""
    port = free_port()
    values = {"folder": folder, "port": port, "secret": SECRET, "rate": rate, "burst": burst}
    (folder / "homeserver.yaml").write_text(CONFIG.format(**values))
    (folder / "log.yaml").write_text(LOG.format(**values))
    synapse = Synapse(folder, port)
    synapse.start()
    try:
        yield synapse
    finally:
        synapse.stop()


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        number: int = listener.getsockname()[1]
        return number
