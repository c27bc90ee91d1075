"""Reading the pack and looking things up in it: `python -m benchmarks.pack`."""

from __future__ import annotations

import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from bot.cards import lookups
from bot.cards.question import answer_card
from bot.core.queries import backers, tie_on
from bot.core.questions import prepare, read_question
from bot.core.reading.reader import read_pack
from bot.core.search import find_actor
from bot.services.pack_cache import load_pack
from bot.settings import bundled_packs

FULL = bundled_packs() / "nagorno-karabakh"
TODAY = date(2026, 11, 23)


def seconds(work: Callable[[], object], times: int) -> float:
    """The median of *times* runs."""
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken)


def empty_pack(folder: Path) -> Path:
    """A pack of two actors and nothing else."""
    shutil.copy(FULL / "pack.yaml", folder)
    (folder / "actors.yaml").write_text(
        "- {id: armenia, name: Armenia, kind: state}\n"
        "- {id: azerbaijan, name: Azerbaijan, kind: state}\n",
        "utf-8",
    )
    return folder


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        empty = empty_pack(Path(folder))
        small = seconds(lambda: read_pack(empty), 15)
    full = seconds(lambda: read_pack(FULL), 15)
    with tempfile.TemporaryDirectory() as folder:
        load_pack(FULL, Path(folder))
        again = seconds(lambda: load_pack(FULL, Path(folder)), 15)
    print(f"reading a full pack {full * 1e3:.0f} ms, an empty one {small * 1e3:.1f} ms")
    print(f"loading the copy of a full pack {again * 1e3:.1f} ms")
    pack = read_pack(FULL)
    print(f"indexing its questions {seconds(lambda: prepare(pack), 1) * 1e3:.0f} ms")
    alliance = pack.alliances["russia-armenia"]
    for name, work in {
        "tie_on": lambda: tie_on(alliance, TODAY),
        "find_actor, exact": lambda: find_actor(pack, "Moscow"),
        "find_actor, misspelt": lambda: find_actor(pack, "Azerbijan"),
        "backers of a side": lambda: backers(pack, "armenia", TODAY),
        "why card": lambda: lookups.why(pack, "iran", "armenia", "", TODAY),
        "paradoxes card": lambda: lookups.paradoxes(pack, "2023-10", TODAY),
        "question": lambda: answer_card(pack, "Why does Iran back Armenia?", TODAY),
        "4,000 letters": lambda: read_question(pack, "azerbaijen kazakhstxn " * 180, TODAY),
    }.items():
        print(f"{name:22} {seconds(work, 100) * 1e6:8.1f} µs")


if __name__ == "__main__":
    main()
