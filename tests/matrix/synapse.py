"""A Matrix homeserver of the tests' own: the demo's Synapse, with users at will."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest

from bot.demo.matrix import synapse

PYTHON = Path(__file__).parents[2] / ".venv-synapse" / "bin" / "python"
LACKING = "there is no Synapse in .venv-synapse (make .venv-synapse/.homeserver)"

free_port = synapse.free_port


class Synapse(synapse.Synapse):
    def __init__(self, folder: Path, rate: float, burst: float) -> None:
        super().__init__(PYTHON, folder, rate, burst)
        self._names = count(1)

    def new_user(self, name: str, *, admin: bool = False) -> dict[str, str]:
        """Register somebody whose name begins so: access_token, device_id, user_id, password."""
        user = f"{name}{next(self._names)}"
        password = f"{user}-password"
        return self.register(user, password, admin=admin) | {"password": password}


def require_synapse(environment: Mapping[str, str]) -> None:
    """Where there is none, skip, except in CI, where everything has to be tested."""
    if not PYTHON.exists():
        pytest.fail(LACKING) if environment.get("CI") == "true" else pytest.skip(LACKING)


@contextmanager
def running_synapse(folder: Path, rate: float = 10000, burst: float = 10000) -> Iterator[Synapse]:
    """*rate* is how many messages a second a user may send."""
    made = Synapse(folder, rate, burst)
    with made.running():
        yield made
