"""Services on a database of either engine."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.services.explainers import Explainers
from bot.services.pack_library import PackLibrary
from bot.storage.database import Database
from tests.clock import SetClock


@pytest.fixture
def explainers(database: Database, real_packs: PackLibrary, clock: SetClock) -> Explainers:
    return Explainers(database, real_packs, clock)


@pytest.fixture
def empty(database: Database, breakable_pack: Path, tmp_path: Path, clock: SetClock) -> Explainers:
    """With a pack that has no explainer."""
    (breakable_pack / "explainers.yaml").write_text("[]\n")
    packs = PackLibrary(breakable_pack.parent, tmp_path / "cache", breakable_pack.name)
    return Explainers(database, packs, clock)
