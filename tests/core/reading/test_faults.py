"""Every kind of fault in a pack is found at its line, and nothing else with it."""

from pathlib import Path

import pytest

from bot.core.reading.reader import read_pack
from tests.core.reading.faults import FAULTS
from tests.core.reading.malformed import MALFORMED
from tests.core.reading.planting import Fault, problems_of
from tests.editing import edit

EVERY = [*FAULTS, *MALFORMED]


@pytest.mark.parametrize("fault", [pytest.param(fault, id=fault.name) for fault in EVERY])
def test_a_fault_is_told_with_its_place_and_alone(breakable_pack: Path, fault: Fault):
    fault.plant(breakable_pack)

    problems = problems_of(breakable_pack)

    told = [problem for problem in problems if fault.is_told_by(problem)]
    assert len(told) == 1, problems
    assert not fault.alone or problems == told


def test_all_that_is_wrong_is_told_at_once_and_in_order(breakable_pack: Path):
    together = [fault for fault in EVERY if fault.joins]
    for fault in together:
        fault.plant(breakable_pack)
    (breakable_pack / "notes.yaml").touch()
    (breakable_pack / "timeline").mkdir()

    problems = problems_of(breakable_pack)

    told = {
        fault.name: [problem for problem in problems if fault.is_told_by(problem)]
        for fault in together
    }
    assert [name for name, found in told.items() if len(found) != 1] == []
    assert len(together) >= 30
    assert len(problems) == len(together) + 2
    assert problems == sorted(problems)


def test_a_pack_without_faults_is_read(breakable_pack: Path):
    assert read_pack(breakable_pack).header.id == "small"


def test_a_counterpoint_stands_in_for_a_limit_and_a_poll_may_be_left_out(breakable_pack: Path):
    path = breakable_pack / "explainers.yaml"
    text = path.read_text("utf-8").replace("- coria-alba-sold", "- coria-says")
    poll = text[text.index("  poll:") :]
    path.write_text(text.replace(poll, "  counterpoints: [coria-says]\n"), "utf-8")

    (explainer,) = read_pack(breakable_pack).explainers.values()

    assert explainer.counterpoints == ("coria-says",)
    assert explainer.poll is None


def test_one_voice_under_two_names_is_one_voice(breakable_pack: Path):
    edit(breakable_pack, "timeline.yaml", "{holder: berga, says: Alba", "{holder: Alba, says: Alba")

    one_sided, named = problems_of(breakable_pack)

    assert "needs the positions of two holders" in one_sided[2]
    assert "“Alba” is an actor of the pack; write its id `alba`" in named[2]
