"""A PostgreSQL server of the tests' own, from the binaries of this machine."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import pytest

ADMIN = "bedfellows"
# A user who has to give a password, unlike the others.
CHECKED, PASSWORD = "checked", "correct horse/battery@staple"
LACKING = "there is no PostgreSQL on this machine (on Debian: apt install postgresql)"
# Nothing of it is to outlive the tests.
FAST = "-c fsync=off -c full_page_writes=off -c max_connections=300"


@dataclass(frozen=True)
class Server:
    """Listens on a socket in *folder* and nowhere else."""

    binaries: Path
    folder: Path
    user: str | None
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def run(self, program: str, *arguments: str) -> str:
        """Run one of PostgreSQL's programs as *user*, since it refuses to be run by root."""
        done = subprocess.run(
            [str(self.binaries / program), *arguments],
            cwd=self.folder,
            user=self.user,
            group=pwd.getpwnam(self.user).pw_gid if self.user else None,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout
        return done.stdout

    def sql(self, statement: str, database: str = "postgres") -> str:
        where = ("-h", str(self.folder), "-U", ADMIN, "-d", database)
        return self.run("psql", "-qXAt", "-v", "ON_ERROR_STOP=1", *where, "-c", statement).strip()

    def url(self, database: str, user: str = ADMIN) -> str:
        return f"postgresql://{user}@/{database}?host={self.folder}"

    def new_database(self) -> str:
        """The URL of a schema of its own; making a whole database takes ten times as long."""
        name = f"test{next(self._numbers)}"
        self.sql(f"CREATE SCHEMA {name}")
        return f"{self.url('postgres')}&search_path={name}"


def binaries() -> Path | None:
    """The folder of the newest PostgreSQL here; Debian leaves it off the PATH."""
    debian = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = max(debian, key=lambda path: float(path.parts[-3]), default=None)
    found = newest or shutil.which("initdb")
    return Path(found).resolve().parent if found else None


def require_server(found: Path | None, environment: Mapping[str, str]) -> Path:
    """*found*; where there is nothing, skip, except in CI, where everything has to be tested."""
    if found is None and environment.get("CI") == "true":
        pytest.fail(LACKING)
    return found or pytest.skip(LACKING)


@contextmanager
def running_server(found: Path) -> Iterator[Server]:
    # Not pytest's folder: another user could not enter that, and its path is too long for a socket.
    folder = Path(tempfile.mkdtemp(prefix="bedfellows-pg-"))
    user = _other_user() if os.getuid() == 0 else None
    if user:
        shutil.chown(folder, user)
    server = Server(found, folder, user)
    try:
        _start(server)
        yield server
        server.run("pg_ctl", "-D", "data", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _start(server: Server) -> None:
    server.run("initdb", "-D", "data", "-U", ADMIN, "-A", "trust", "-E", "UTF8", "--no-sync")
    rules = server.folder / "data" / "pg_hba.conf"
    rules.write_text(f"local all {CHECKED} scram-sha-256\n{rules.read_text()}")
    options = f"{FAST} -c listen_addresses= -c unix_socket_directories={server.folder}"
    server.run("pg_ctl", "-D", "data", "-l", "log", "-o", options, "-w", "start")
    server.sql(f"CREATE ROLE {CHECKED} LOGIN PASSWORD '{PASSWORD}'")


def _other_user() -> str:
    known = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"
