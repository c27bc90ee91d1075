"""Faults to plant in a copy of the small pack, and what the reader says of them."""

from pathlib import Path
from typing import NamedTuple

import pytest

from bot.core.reading.problems import PackError
from bot.core.reading.reader import read_pack


class Fault(NamedTuple):
    """One thing wrong: *new* for the *old* text of a file, or at its end where *old* is empty.

    It must be found at *line*, with *message* in what is said of it. *alone* means that nothing
    else is found; *joins* that it can stand in one pack with all others that do.
    """

    name: str
    file: str
    old: str
    new: str
    line: int
    message: str
    alone: bool = True
    joins: bool = False

    def plant(self, folder: Path) -> None:
        path = folder / self.file
        text = path.read_text("utf-8")
        assert not self.old or text.count(self.old) == 1, f"{self.old!r} must stand once"
        planted = text.replace(self.old, self.new) if self.old else text + self.new
        path.write_text(planted, "utf-8")

    def is_told_by(self, problem: tuple[str, int, str]) -> bool:
        file, line, message = problem
        return (file, line) == (self.file, self.line) and self.message in message


def problems_of(folder: Path) -> list[tuple[str, int, str]]:
    """File, line and message of everything wrong with the pack, which must be something."""
    with pytest.raises(PackError) as refusal:
        read_pack(folder)
    problems = refusal.value.problems
    assert str(refusal.value) == "\n".join(map(str, problems))
    return [
        (str(Path(problem.file).relative_to(folder)), problem.line, problem.message)
        for problem in problems
    ]
