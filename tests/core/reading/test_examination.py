"""The figures of a pack, and all that is wrong with it."""

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.reading.examination import examine, reading_grade
from tests.editing import edit


def test_the_figures_of_the_small_pack(breakable_pack: Path):
    figures = examine(breakable_pack).figures

    assert figures == {
        "actors": 5,
        "alliances": 6,
        "events": 3,
        "explainers": 1,
        "polls": 1,
        "sources": 4,
        "sources_cited": 4,
        "claims": 21,
        "contested_claims": 2,
        "share_with_two_sources": 0.238,  # five of twenty-one
        "share_of_contested_with_two_sources": 1.0,
        "reading_grade": figures["reading_grade"],
    }
    assert 2 < figures["reading_grade"] < 5


def test_a_copy_of_a_page_is_no_second_source(breakable_pack: Path):
    before = examine(breakable_pack).figures["share_with_two_sources"]
    edit(breakable_pack, "actors.yaml", "cites: [courier, gazette]", "cites: [courier, copybook]")

    after = examine(breakable_pack).figures["share_with_two_sources"]

    assert (before, after) == (0.238, 0.19)


def test_a_source_that_nothing_cites_is_counted_apart(breakable_pack: Path):
    with (breakable_pack / "sources.yaml").open("a") as sources:
        sources.write('- {id: spare, title: T, publisher: P, url: "https://e.org", ')
        sources.write("reliability: press}\n")

    figures = examine(breakable_pack).figures

    assert (figures["sources"], figures["sources_cited"]) == (5, 4)


def test_a_poll_is_counted_where_there_is_one(breakable_pack: Path):
    edit(breakable_pack, "explainers.yaml", "  poll:", "  # poll:")

    assert examine(breakable_pack).figures["polls"] == 0


def test_facts_and_style_are_told_together_in_order(breakable_pack: Path):
    edit(breakable_pack, "actors.yaml", "cites: [copybook]", "cites: [nothing]")
    edit(breakable_pack, "explainers.yaml", "arm Alba?", "arm Alba")

    examination = examine(breakable_pack)

    places = [(Path(problem.file).name, problem.line) for problem in examination.problems]
    assert places == [
        ("actors.yaml", 29),
        ("alliances.yaml", 19),
        ("alliances.yaml", 25),
        ("explainers.yaml", 2),
    ]
    assert examination.figures["claims"] == 21


def test_a_pack_without_a_header_is_told_so_and_counted(breakable_pack: Path):
    (breakable_pack / "pack.yaml").unlink()

    examination = examine(breakable_pack)

    assert [problem.message for problem in examination.problems] == [
        "there is no `pack.yaml` here; write one, with `id` and `title`"
    ]
    assert examination.figures["actors"] == 5


def test_a_pack_with_nothing_in_it_has_figures_all_the_same(breakable_pack: Path):
    for name in ("sources", "alliances", "timeline", "explainers"):
        (breakable_pack / f"{name}.yaml").unlink()
    actors = "- {id: alba, name: Alba, kind: state}\n- {id: berga, name: Berga, kind: state}\n"
    (breakable_pack / "actors.yaml").write_text(actors, "utf-8")

    figures = examine(breakable_pack).figures

    assert figures["claims"] == 0
    assert figures["share_with_two_sources"] == 0.0
    assert figures["reading_grade"] == 0.0


def test_a_folder_is_left_as_it_was(breakable_pack: Path, tmp_path: Path):
    shutil.copytree(breakable_pack, tmp_path / "before")

    examine(breakable_pack)

    before = {path.name: path.read_bytes() for path in (tmp_path / "before").iterdir()}
    assert {path.name: path.read_bytes() for path in breakable_pack.iterdir()} == before


@pytest.mark.parametrize(
    ("sentence", "grade"),
    [
        # By the formula: 0.39 * words + 11.8 * syllables / words - 15.59.
        ("The cat sat on the mat.", round(0.39 * 6 + 11.8 * 1 - 15.59, 1)),
        ("Nobody remembers it.", round(0.39 * 3 + 11.8 * 7 / 3 - 15.59, 1)),
        ("1993 2001", round(0.39 * 2 + 11.8 * 1 - 15.59, 1)),
    ],
)
def test_the_grade_goes_by_the_length_of_sentences_and_words(sentence: str, grade: float):
    assert reading_grade([sentence]) == grade


@given(st.lists(st.text()))
def test_any_sentences_have_a_grade(sentences: list[str]):
    assert isinstance(reading_grade(sentences), float)


@given(st.lists(st.sampled_from(["One road.", "Two long roads met."]), min_size=1))
def test_the_grade_does_not_go_by_the_order_of_sentences(sentences: list[str]):
    assert reading_grade(sentences) == reading_grade(sentences[::-1])
