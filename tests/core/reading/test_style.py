"""What the style guide asks, as far as a program can tell."""

from pathlib import Path

import pytest

from bot.core.reading.examination import examine
from bot.core.reading.reader import read_pack
from tests.conftest import SMALL_PACK
from tests.core.reading.planting import Fault
from tests.editing import edit

SAID = "Coria wanted a road to the sea through Alba."
LONG = "Coria wanted a road" + " and another road" * 14 + "."
FAULTY = [
    Fault("long claim", "alliances.yaml", SAID, LONG, 8,
          f"the claim has {len(LONG)} characters; say it in 240"),
    Fault("long position", "alliances.yaml", "Estra is neutral.", "x" * 241, 33,
          "the position has 241 characters; say it in 240"),
    Fault("two sentences", "alliances.yaml", SAID, "Coria wanted a road. It got one.", 8,
          "a claim is one sentence; make it two claims"),
    Fault("two questions", "alliances.yaml", SAID, "Who wanted a road? Élan did.", 8,
          "a claim is one sentence"),
    Fault("judging word", "alliances.yaml", SAID, "Coria wanted a brutal road.", 8,
          "“brutal” judges; say who uses it, quote it or choose an even word"),
    Fault("judging words, any case", "alliances.yaml", SAID, "Ethnic cleansing began in Alba.", 8,
          "“Ethnic cleansing” judges"),
    Fault("judging word after a quotation", "alliances.yaml", SAID,
          "Coria wanted “a road” and was heroic.", 8, "“heroic” judges"),
    Fault("alleged by nobody", "alliances.yaml", "Coria is said to have armed", "Coria armed", 11,
          "this alleged claim does not say whose word it is; add it"),
    Fault("contested by nobody", "timeline.yaml", "Who fired first is disputed.",
          "Someone fired first.", 17, "this contested claim does not say whose word it is"),
    Fault("a party on its own behalf", "actors.yaml", "Alba says that the Lowlands are its own.",
          "The Lowlands are Alban land.", 8,
          "only alba itself says so; attribute the claim or cite another source"),
    Fault("plural that is not said to be one", "actors.yaml",
          "name: Estra\n  kind: organisation", "name: Estran states\n  kind: organisation", 31,
          "“Estran states” looks like a plural; say `plural: yes`"),
    Fault("backing without a limit", "alliances.yaml",
          "puzzle: A guarantor that also deals with the other side.", "# puzzle:", 7,
          "a backing needs two reasons, a limit and a puzzle; add what is missing"),
    Fault("claim outside all phases", "alliances.yaml", "cites: [gazette], when: 1985",
          "cites: [gazette], when: 1984", 43, "1984 lies in no phase of dovia-estra"),
    Fault("judging question", "explainers.yaml", "arm Alba?", "arm a puppet?", 2,
          "“puppet” judges; quote it or choose an even word"),
    Fault("judging lead", "explainers.yaml", "Coria deals with both sides", "An evil bargain", 4,
          "“evil” judges"),
    Fault("judging discussion", "explainers.yaml", "What would you have asked of",
          "Who is a notorious friend of", 10, "“notorious” judges"),
    Fault("question without a mark", "explainers.yaml", "arm Alba?", "arm Alba", 2,
          "a question ends with a question mark"),
    Fault("actor that nothing leads to", "actors.yaml", "",
          "- {id: fenia, name: Fenia, kind: state}\n", 35,
          "no relation and no event names `fenia`; add one or drop the actor"),
]  # fmt: skip
GOOD = [
    ("a claim of just the length", LONG[:239] + "."),
    ("initials", "Coria wanted Dr. J. Doe and St. Mary to see U.S. Steel build a road."),
    ("sentences in a quotation", "Coria said “We want a road. We need it. Now!” in 1991."),
    ("a judging word in a quotation", "Coria wanted a road it named “heroic”."),
    ("a judging word of somebody", "Alba calls the road brutal."),
    ("a number with a point", "Coria wanted 1.5 roads in Alba."),
]


def faults(folder: Path) -> list[tuple[str, int, str]]:
    """What is wrong with the pack beyond what is wrong with the small one anyway."""
    known = {(Path(p.file).name, p.line, p.message) for p in examine(SMALL_PACK).problems}
    found = [(Path(p.file).name, p.line, p.message) for p in examine(folder).problems]
    return [problem for problem in found if problem not in known]


@pytest.mark.parametrize("fault", [pytest.param(fault, id=fault.name) for fault in FAULTY])
def test_a_fault_of_style_is_told_with_its_place_and_keeps_no_pack_from_being_read(
    breakable_pack: Path, fault: Fault
):
    fault.plant(breakable_pack)

    problems = faults(breakable_pack)

    assert [fault.is_told_by(problem) for problem in problems] == [True]
    assert read_pack(breakable_pack)


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in GOOD])
def test_an_even_sentence_passes(breakable_pack: Path, text: str):
    path = breakable_pack / "alliances.yaml"
    path.write_text(path.read_text("utf-8").replace(SAID, f"'{text}'"), "utf-8")

    assert faults(breakable_pack) == []


def test_a_contested_claim_may_rest_on_parties_alone(breakable_pack: Path):
    path = breakable_pack / "timeline.yaml"
    version = "Alba fired first., cites: "
    told = path.read_text("utf-8").replace(f"{version}[courier]", f"{version}[alba-times]")
    path.write_text(told, "utf-8")

    assert faults(breakable_pack) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("limits: [{id: dovia-alba-small", "record: [{id: dovia-alba-small"),
        ("puzzle: It is kin and far.", "# puzzle"),
        (", {id: dovia-alba-oil, text: Dovia buys oil., cites: [courier]}", ""),
    ],
)
def test_a_backing_needs_each_of_its_parts(breakable_pack: Path, old: str, new: str):
    kin = "kinship., cites: [courier]}"
    oil = ", {id: dovia-alba-oil, text: Dovia buys oil., cites: [courier]}"
    edit(breakable_pack, "alliances.yaml", kin, kin + oil)
    phases = "  phases: [{when: 1995/.."
    edit(breakable_pack, "alliances.yaml", phases, f"  puzzle: It is kin and far.\n{phases}")
    before = {problem.line for problem in examine(breakable_pack).problems}
    edit(breakable_pack, "alliances.yaml", old, new)

    after = {problem.line for problem in examine(breakable_pack).problems}

    assert after - before == {20}


def test_a_position_of_just_the_length_passes(breakable_pack: Path):
    edit(breakable_pack, "alliances.yaml", "Estra is neutral.", "x" * 240)

    assert faults(breakable_pack) == []
