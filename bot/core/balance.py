"""The friend-of-a-friend rule: which alliances break it, and how far from it the whole is.

The relations on a day make a signed graph: aligned +1, adversarial -1, mixed left out. A circle
of relations is balanced if the product of its signs is positive (Cartwright and Harary 1956, after
Heider 1946). The frustration index is the least number of relations whose change would balance
the graph (https://arxiv.org/abs/1712.04628). That states move toward balance is disputed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Literal

from bot.core.pack import Pack
from bot.core.queries import Tie, backers, tie_on

Edge = frozenset[str]
Tension = Literal["foe-beside", "friend-opposite", "backs-both"]


@dataclass(frozen=True, slots=True)
class SignedGraph:
    """Signed relations between actors: +1 or -1 for each pair that has one."""

    signs: Mapping[Edge, int]

    @property
    def nodes(self) -> list[str]:
        return sorted({node for edge in self.signs for node in edge})

    def neighbours(self, node: str) -> dict[str, int]:
        return {
            other: sign
            for edge, sign in self.signs.items()
            if node in edge
            for other in edge - {node}
        }


@dataclass(frozen=True, slots=True)
class Clash:
    """One reason why a backing surprises: a tie of the backer's own that points the other way.

    *other* is the adversary on its side ("foe-beside"), the friend on the other side
    ("friend-opposite") or the other side itself ("backs-both"); *tie* is the relation with it, and
    *others_backing* what *other* does in the conflict (None for the other side itself).
    """

    tension: Tension
    other: str
    tie: Tie
    others_backing: Tie | None


@dataclass(frozen=True, slots=True)
class Paradox:
    """A backing with all that clashes with it. The score is the number of clashes."""

    backing: Tie
    clashes: tuple[Clash, ...]

    @property
    def score(self) -> int:
        return len(self.clashes)


def signed_graph(pack: Pack, day: date) -> SignedGraph:
    values = {"aligned": 1, "adversarial": -1}
    return SignedGraph(
        {
            alliance.ends: values[tie.phase.sign]
            for alliance in pack.alliances.values()
            if (tie := tie_on(alliance, day)) and tie.phase.sign in values
        }
    )


def paradoxes(pack: Pack, day: date) -> list[Paradox]:
    """Every backing on *day*, the most surprising first; of equals the stronger, then by name."""
    aligned = {side: _aligned(backers(pack, side, day)) for side in pack.header.sides}
    found = [
        Paradox(backing, tuple(_clashes(pack, backing, aligned, day)))
        for side in pack.header.sides
        for backing in aligned[side].values()
    ]
    return sorted(found, key=_order)


def unbalanced_triads(graph: SignedGraph) -> list[tuple[str, str, str]]:
    """Every three actors, all related, whose signs multiply to -1; each sorted, in order."""
    return [
        (one, two, three)
        for one, two, three in combinations(graph.nodes, 3)
        if _product(graph.signs, ((one, two), (two, three), (one, three))) == -1
    ]


def frustration(graph: SignedGraph) -> int:
    """The exact frustration index, by branch and bound over which camp each actor joins."""
    return _Camps(graph).least()


class _Camps:
    """Puts the actors one by one into two camps and keeps the cheapest way.

    A relation costs 1 where it joins friends across the camps or foes within one.
    """

    def __init__(self, graph: SignedGraph) -> None:
        self._ties = {node: graph.neighbours(node) for node in graph.nodes}
        self._order = sorted(self._ties, key=lambda node: -len(self._ties[node]))
        self._best = len(graph.signs) + 1

    def least(self) -> int:
        self._place({}, 0)
        return self._best

    def _place(self, camps: dict[str, int], cost: int) -> None:
        left = self._order[len(camps) :]
        if cost + sum(min(self._costs(node, camps)) for node in left) >= self._best:
            return
        if not left:
            self._best = cost
            return
        node, costs = left[0], self._costs(left[0], camps)
        # The first actor's camp is a name only, so one choice for it is enough.
        for camp in (0, 1) if camps else (0,):
            self._place(camps | {node: camp}, cost + costs[camp])

    def _costs(self, node: str, camps: Mapping[str, int]) -> tuple[int, int]:
        """What it costs to put *node* into camp 0 and into camp 1, given those already placed."""
        costs = [0, 0]
        for other, sign in self._ties[node].items():
            if other in camps:
                costs[1 - camps[other] if sign > 0 else camps[other]] += 1
        return costs[0], costs[1]


def _aligned(ties: Iterable[Tie]) -> dict[str, Tie]:
    return {tie.alliance.start: tie for tie in ties if tie.phase.sign == "aligned"}


def _clashes(
    pack: Pack, backing: Tie, aligned: Mapping[str, Mapping[str, Tie]], day: date
) -> Iterable[Clash]:
    backer, side = backing.alliance.start, backing.alliance.to
    opposite = next(other for other in pack.header.sides if other != side)
    for other, others_backing in aligned[side].items():
        if (tie := _tie(pack, backer, other, day)) and tie.phase.sign == "adversarial":
            yield Clash("foe-beside", other, tie, others_backing)
    for other, others_backing in aligned[opposite].items():
        if (tie := _tie(pack, backer, other, day)) and tie.phase.sign == "aligned":
            yield Clash("friend-opposite", other, tie, others_backing)
    if (tie := _tie(pack, backer, opposite, day)) and tie.phase.sign == "aligned":
        yield Clash("backs-both", opposite, tie, None)


def _tie(pack: Pack, one: str, other: str, day: date) -> Tie | None:
    alliance = pack.between(one, other)
    return tie_on(alliance, day) if alliance else None


def _order(paradox: Paradox) -> tuple[int, int, str]:
    return -paradox.score, -paradox.backing.phase.strength, paradox.backing.alliance.id


def _product(signs: Mapping[Edge, int], pairs: Iterable[tuple[str, str]]) -> int:
    product = 1
    for pair in pairs:
        product *= signs.get(frozenset(pair), 0)
    return product
