"""The friend-of-a-friend rule, against slower ways to the same answers."""

from datetime import date
from itertools import combinations, product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.balance import (
    Edge,
    SignedGraph,
    frustration,
    paradoxes,
    signed_graph,
    unbalanced_triads,
)
from bot.core.pack import Pack
from tests.editing import extended

BOTH_CAMPS = list(product((0, 1), repeat=2))
IN_2000 = date(2000, 1, 1)


@st.composite
def graphs(draw: st.DrawFn) -> SignedGraph:
    """Up to nine actors; any two are friends, foes or strangers."""
    nodes = "abcdefghi"[: draw(st.integers(0, 9))]
    pairs = [frozenset(pair) for pair in combinations(nodes, 2)]
    signs = {pair: draw(st.sampled_from([1, -1, 0])) for pair in pairs}
    return SignedGraph({pair: sign for pair, sign in signs.items() if sign})


def cost(graph: SignedGraph, camps: dict[str, int]) -> int:
    """How many relations join friends across the camps or foes within one."""
    return sum(
        (camps[min(edge)] == camps[max(edge)]) != (sign > 0) for edge, sign in graph.signs.items()
    )


def least_of_all_camps(graph: SignedGraph) -> int:
    nodes = graph.nodes
    return min(
        cost(graph, dict(zip(nodes, camps, strict=True)))
        for camps in product((0, 1), repeat=len(nodes))
    )


def least_by_elimination(graph: SignedGraph) -> int:
    """The least cost by dynamic programming: actors leave one by one, those with few ties first.

    Each table gives, for the camps of some actors, the least that the actors already gone cost.
    """
    tables = {
        (min(edge), max(edge)): {(a, b): int((a == b) != (sign > 0)) for a, b in BOTH_CAMPS}
        for edge, sign in graph.signs.items()
    }
    constant = 0
    while tables:
        scopes = {node: [s for s in tables if node in s] for s in tables for node in s}
        node = min(scopes, key=lambda each: (len(set().union(*scopes[each])), each))
        leaving = [(scope, tables.pop(scope)) for scope in scopes[node]]
        rest = tuple(sorted(set().union(*scopes[node]) - {node}))
        table = {}
        for camps in product((0, 1), repeat=len(rest)):
            given_camps = dict(zip(rest, camps, strict=True))
            table[camps] = min(
                sum(part[tuple({**given_camps, node: camp}[n] for n in s)] for s, part in leaving)
                for camp in (0, 1)
            )
        if rest:
            old = tables.get(rest, dict.fromkeys(table, 0))
            tables[rest] = {camps: table[camps] + old[camps] for camps in table}
        else:
            constant += table[()]
    return constant


def switched(graph: SignedGraph, node: str) -> SignedGraph:
    """The graph with every relation of one actor turned round."""
    return SignedGraph(
        {edge: -sign if node in edge else sign for edge, sign in graph.signs.items()}
    )


def fits_the_rule(graph: SignedGraph, three: tuple[str, ...]) -> bool:
    """Whether some two camps hold three actors with every friend within and every foe across."""
    edges: list[Edge] = [frozenset(pair) for pair in combinations(three, 2)]
    within = SignedGraph({edge: graph.signs[edge] for edge in edges})
    return least_of_all_camps(within) == 0


@given(graphs())
def test_frustration_is_the_cheapest_of_all_ways_to_part_the_actors(graph: SignedGraph):
    assert frustration(graph) == least_of_all_camps(graph)


@given(graphs(), st.sampled_from("abcdefghi"))
def test_turning_all_relations_of_one_actor_round_keeps_frustration(graph: SignedGraph, node: str):
    assert frustration(switched(graph, node)) == frustration(graph)


@given(graphs())
def test_changing_one_relation_changes_frustration_by_one_at_most(graph: SignedGraph):
    for edge, sign in graph.signs.items():
        changed = SignedGraph({**graph.signs, edge: -sign})

        assert abs(frustration(changed) - frustration(graph)) <= 1


@given(graphs())
def test_a_triad_is_unbalanced_where_no_two_camps_fit_it(graph: SignedGraph):
    expected = [
        three
        for three in combinations(sorted({node for edge in graph.signs for node in edge}), 3)
        if all(frozenset(pair) in graph.signs for pair in combinations(three, 2))
        and not fits_the_rule(graph, three)
    ]

    assert unbalanced_triads(graph) == expected


@given(graphs())
def test_a_graph_that_needs_no_change_has_no_unbalanced_triad(graph: SignedGraph):
    if frustration(graph) == 0:
        assert unbalanced_triads(graph) == []


@given(graphs())
def test_both_ways_in_which_these_tests_count_agree(graph: SignedGraph):
    assert least_by_elimination(graph) == least_of_all_camps(graph)


def test_no_relations_need_no_change():
    assert frustration(SignedGraph({})) == 0


@pytest.mark.parametrize(
    "day",
    [date(1993, 12, 31), date(2010, 12, 31), date(2020, 10, 31), date(2023, 10, 31)],
)
def test_frustration_of_the_real_pack_is_exact(real_pack: Pack, day: date):
    graph = signed_graph(real_pack, day)

    assert frustration(graph) == least_by_elimination(graph)


def test_mixed_relations_and_relations_of_other_days_have_no_sign(small_pack: Pack):
    graph = signed_graph(small_pack, date(2015, 1, 1))

    assert graph.signs == {
        frozenset(("dovia", "alba")): 1,
        frozenset(("estra", "berga")): 1,
        frozenset(("coria", "dovia")): -1,
        frozenset(("alba", "berga")): -1,
    }


def test_a_backing_clashes_with_a_foe_on_its_side_and_a_friend_on_the_other(small_pack: Pack):
    found = paradoxes(small_pack, IN_2000)

    clashes = {
        paradox.backing.alliance.id: [(clash.tension, clash.other) for clash in paradox.clashes]
        for paradox in found
    }
    assert clashes == {
        "dovia-alba": [("foe-beside", "coria"), ("friend-opposite", "estra")],
        "coria-alba": [("foe-beside", "dovia")],
        "estra-berga": [("friend-opposite", "dovia")],
    }


def test_the_most_surprising_comes_first_then_the_stronger(small_pack: Pack):
    found = paradoxes(small_pack, IN_2000)

    assert [(paradox.score, paradox.backing.phase.strength) for paradox in found] == [
        (2, 2),
        (1, 3),
        (1, 1),
    ]


def test_an_actor_that_backs_both_sides_clashes_with_itself(breakable_pack: Path):
    relation = "- {id: coria-berga, from: coria, to: berga, phases: [%s]}\n"
    phase = "{when: 1995/2000, sign: aligned, strength: 1}"
    pack = extended(breakable_pack, "alliances.yaml", relation % phase)

    both = [
        (paradox.backing.alliance.id, clash.other, clash.tie.alliance.id, clash.others_backing)
        for paradox in paradoxes(pack, IN_2000)
        for clash in paradox.clashes
        if clash.tension == "backs-both"
    ]

    assert both == [
        ("coria-alba", "berga", "coria-berga", None),
        ("coria-berga", "alba", "coria-alba", None),
    ]


def test_a_clash_brings_what_the_other_does_in_the_conflict(small_pack: Pack):
    clash = paradoxes(small_pack, IN_2000)[0].clashes[1]

    assert clash.others_backing is not None
    assert clash.others_backing.alliance.id == "estra-berga"
    assert clash.tie.alliance.id == "dovia-estra"


def test_a_backing_that_ended_surprises_nobody(small_pack: Pack):
    backings = [p.backing.alliance.id for p in paradoxes(small_pack, date(1991, 1, 1))]

    assert backings == ["coria-alba"]
