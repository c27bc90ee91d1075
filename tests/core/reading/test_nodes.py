"""YAML text to nodes, and what of YAML a pack may not use."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.reading.nodes import MAX_CHARACTERS, Mapping, Node, Scalar, Sequence, compose
from bot.core.reading.problems import Problem


def composed(text: str) -> Node | None:
    """The node of a *text* that has no problem."""
    problems: list[Problem] = []
    node = compose(text, "x.yaml", problems)
    assert problems == []
    return node


def refused(text: str) -> Problem:
    """The one problem of a *text* that cannot be read."""
    problems: list[Problem] = []
    assert compose(text, "x.yaml", problems) is None
    (problem,) = problems
    return problem


def test_every_node_knows_its_line():
    node = composed("# a remark\na: 1\nb:\n  - x\n  - y\n")

    assert node == Mapping(
        {"a": Scalar("1", 2), "b": Sequence([Scalar("x", 4), Scalar("y", 5)], 4)},
        {"a": 2, "b": 3},
        2,
    )


@pytest.mark.parametrize("text", ["1993-05-30", "no", "1e3", "0x1F", "true", "12:30", ".inf"])
def test_a_scalar_stays_the_text_it_is(text: str):
    assert composed(text) == Scalar(text, 1)


@pytest.mark.parametrize("text", ["a:", "a: ~", "a: null", "a: NULL"])
def test_null_and_nothing_are_no_text(text: str):
    assert composed(text) == Mapping({"a": Scalar(None, 1)}, {"a": 1}, 1)


@pytest.mark.parametrize("text", ['"null"', "'null'"])
def test_a_quoted_null_is_a_text(text: str):
    assert composed(text) == Scalar("null", 1)


def test_a_folded_text_is_one_text_on_the_line_it_begins():
    node = composed("a: >-\n  one\n  two\n")

    assert node == Mapping({"a": Scalar("one two", 1)}, {"a": 1}, 1)


@pytest.mark.parametrize("text", ["", "\n\n", "# only a remark\n", "--- ~"])
def test_an_empty_file_is_null(text: str):
    assert composed(text) == Scalar(None, 1)


def test_a_byte_order_mark_is_no_part_of_the_text():
    assert composed("\ufeffa: 1") == Mapping({"a": Scalar("1", 1)}, {"a": 1}, 1)


@pytest.mark.parametrize(
    ("text", "line", "complaint"),
    [
        ("a: &x 1", 1, "anchors"),
        ("a: &x [1]\nb: *x", 1, "anchors"),
        ("a: 1\nb: *x", 2, "aliases"),
        ("a: 1\nb: !!python/name:os.system x", 2, "tags such as"),
        ("a: !x [1]", 1, "tags such as !x"),
        ("a: 1\n---\nb: 2", 2, "a second document begins here"),
        ("a: 1\n[x]: 2", 2, "a key must be a word"),
        ("a: 1\n? {x: 1}\n: 2", 2, "a key must be a word"),
        ("a: 1\n\tb: 2", 2, "this is not YAML"),
        ("a: [1, 2\n", 2, "this is not YAML"),
        ("a: 'x", 1, "this is not YAML"),
        ("a: 1\n b: 2", 2, "this is not YAML"),
        ("%YAML 3.0\n---\na: 1", 1, "this is not YAML"),
        ("a: \x00", 1, "this is not YAML"),
        ("a: \x07", 1, "this is not YAML"),
    ],
)
def test_what_a_pack_has_no_use_for_is_refused_at_its_line(text: str, line: int, complaint: str):
    problem = refused(text)

    assert (problem.file, problem.line) == ("x.yaml", line)
    assert complaint in problem.message
    assert "\n" not in problem.message


def test_a_key_that_stands_twice_is_told_and_the_first_one_kept():
    problems: list[Problem] = []

    node = compose("a: 1\nb: 2\na: 3\n", "x.yaml", problems)

    assert problems == [Problem("x.yaml", 3, "`a` stands twice, first on line 1; keep one of them")]
    assert node == Mapping({"a": Scalar("1", 1), "b": Scalar("2", 2)}, {"a": 1, "b": 2}, 1)


@pytest.mark.parametrize("text", ["[" * 100_000, "a: " + "{a: " * 100_000, "- " * 100_000])
def test_bottomless_nesting_is_refused_and_not_followed(text: str):
    assert "nested more than 12 deep" in refused(text).message


def test_twelve_deep_is_read():
    assert isinstance(composed("[" * 12 + "]" * 12), Sequence)


def test_aliases_that_would_explode_are_refused_before_they_do():
    bomb = "a0: &a0 [x, x]\n" + "".join(
        f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 60)
    )

    assert refused(bomb).line == 1


def test_a_file_beyond_all_measure_is_not_parsed():
    assert "the file is too long" in refused("x" * (MAX_CHARACTERS + 1)).message


def test_the_longest_file_is_parsed():
    assert composed("x" * MAX_CHARACTERS) == Scalar("x" * MAX_CHARACTERS, 1)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_is_a_node_or_has_a_problem(text: str):
    problems: list[Problem] = []

    node = compose(text, "x.yaml", problems)

    assert (node is None) <= bool(problems)
    assert all(problem.line >= 1 for problem in problems)
